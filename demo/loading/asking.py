"""The revisits of one case of the demo company, with invitations, calls and answers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from demo import story as told
from demo.loading.company import Known
from demo.loading.rows import Row, Rows
from models.cases.words import ContactMeans
from models.events.tables import Party
from models.ids import ALPHABET, LOCATOR_LENGTH
from models.revisits.rules import SOLVED_CODES, course, next_call, plan_first, window_end
from models.revisits.tables import Revisit, RevisitAnswer, RevisitCall
from models.revisits.words import CallOutcome, RevisitKind, RevisitState, Silence, Solved
from models.rulebook.document import Rules
from models.surveys.document import Document
from models.surveys.rules.answers import Answer
from models.surveys.rules.screens import path
from models.surveys.tables import Invitation, Response, ResponseItem
from models.surveys.words import InvitationState, Reach

CODES = {solved: code for code, solved in SOLVED_CODES.items()}
PLANNED_AFTER = timedelta(minutes=1)
LEAST_CONTENT = 3
UNSOLVED, SLOW, UNEXPLAINED, RUDE = "1", "2", "5", "7"
"""Reasons that the questionnaire offers."""


class Questions:
    """The revisit's questionnaire as published, and what makes locators the same each time."""

    def __init__(self, version_id: int, document: Document, seed: int) -> None:
        self.version_id, self.document = version_id, document
        self._draw = Random(seed)

    def locator(self) -> str:
        return "".join(self._draw.choice(ALPHABET) for _ in range(LOCATOR_LENGTH))


class Asking:
    """The revisit of the running round. `why` is what an answer says about reopening."""

    questions: Questions

    def __init__(self, rows: Rows, known: Known, rules: Rules, case: Row, write: Callable[..., int]) -> None:
        self.rows, self.known, self.rules, self.case, self.write = rows, known, rules, case, write
        self.revisit: Row | None = None
        self.invitation: Row | None = None
        self.why = "not_confirmed"

    def sent(self, at: datetime) -> None:
        revisit = self._begin(at, Reach.EMAIL)
        then = course(self.rules, at)
        revisit.update(state=RevisitState.SENT, remind_at=then.remind_at)
        revisit["call_from"] = then.call_from if self.case["contact_phone"] else None
        contact = self.write(
            at, by=Party.SYSTEM, text="", means=ContactMeans.EMAIL, template="revisit_invitation"
        )
        self._event("revisit.sent", at, Party.SYSTEM, revisit=revisit["id"], contact=contact)

    def reminded(self, at: datetime) -> None:
        if self.revisit is None:
            return
        self.revisit["reminded_at"] = at
        contact = self.write(
            at, by=Party.SYSTEM, text="", means=ContactMeans.EMAIL, template="revisit_reminder"
        )
        self._event("revisit.reminded", at, Party.SYSTEM, revisit=self.revisit["id"], contact=contact)

    def called(self, at: datetime, by: int | Party, outcome: str, note: str) -> None:
        revisit = self._on_the_phone_list(at)
        how = CallOutcome(outcome)
        again = None
        if how in (CallOutcome.NO_ANSWER, CallOutcome.BUSY, CallOutcome.CALL_LATER):
            again = next_call(self.rules, at + timedelta(minutes=self.rules.revisit.phone_gap_minutes))
        self.rows.add(
            RevisitCall,
            at=at,
            begun_at=at,
            revisit_id=revisit["id"],
            by_id=by,
            outcome=how,
            note=note,
            again_at=again,
        )
        revisit["attempts"] += 1
        revisit["next_call_at"] = again or revisit["next_call_at"]
        self._event("revisit.called", at, by, revisit=revisit["id"], outcome=how)

    def answered(self, step: told.RevisitAnswered, by: int | Party) -> None:
        """The answers, a row a question on the way; then what decides is on the revisit itself."""
        by_phone = not isinstance(by, Party)
        if by_phone:
            revisit = self._on_the_phone_list(step.at)
            self.rows.add(
                RevisitCall,
                at=step.at,
                begun_at=step.at,
                revisit_id=revisit["id"],
                by_id=by,
                outcome=CallOutcome.REACHED,
                note="",
                again_at=None,
            )
            revisit["attempts"] += 1
            self._event("revisit.called", step.at, by, revisit=revisit["id"], outcome=CallOutcome.REACHED)
        else:
            revisit = self.revisit or self._begin(step.at, Reach.EMAIL)
        assert self.invitation is not None
        reach = Reach.PHONE if by_phone else Reach.EMAIL
        caller = by if by_phone else None
        self._keep(step, reach, caller)
        self.invitation["state"] = InvitationState.COMPLETED
        solved = Solved(step.solved.value)
        self.rows.add(
            RevisitAnswer,
            at=step.at,
            revisit_id=revisit["id"],
            score=step.score,
            solved=solved,
            reach=reach,
            by_id=caller,
        )
        revisit.update(
            state=RevisitState.ANSWERED,
            answered_at=step.at,
            ended_at=step.at,
            score=step.score,
            solved=solved,
            next_call_at=None,
        )
        self.why = "dissatisfied" if step.score < LEAST_CONTENT else "not_solved"
        self._event(
            "revisit.answered",
            step.at,
            by,
            revisit=revisit["id"],
            score=step.score,
            solved=solved,
            reach=reach,
        )

    def cancel(self, at: datetime) -> None:
        """The case goes on to another round: an answered revisit keeps its answer and says it reopened."""
        revisit, self.revisit, invitation, self.invitation = self.revisit, None, self.invitation, None
        if revisit is None:
            return
        if revisit["state"] is RevisitState.ANSWERED:
            revisit["reopened_at"] = at
            return
        revisit.update(state=RevisitState.CANCELLED, ended_at=at, next_call_at=None)
        if invitation is not None:
            invitation["state"] = InvitationState.WITHDRAWN
        self._event("revisit.cancelled", at, Party.SYSTEM, revisit=revisit["id"])

    def expire(self, at: datetime) -> None:
        revisit = self.revisit or self._begin(at, Reach.EMAIL if self.case["contact_email"] else Reach.PHONE)
        if revisit["state"] is RevisitState.ANSWERED:
            return
        silence = Silence.NOT_REACHED if revisit["attempts"] else Silence.NO_ANSWER
        revisit.update(state=RevisitState.EXPIRED, silence=silence, ended_at=at, next_call_at=None)
        self._event("revisit.expired", at, Party.SYSTEM, revisit=revisit["id"], silence=silence)

    def _begin(self, at: datetime, reach: Reach) -> Row:
        plan = plan_first(self.rules, self.case["answered_at"])
        self.invitation = self.rows.add(
            Invitation,
            at=at,
            locator=self.questions.locator(),
            version_id=self.questions.version_id,
            language=self.case["language"],
            reach=reach,
            closes_at=window_end(self.rules, at),
            state=InvitationState.OPEN,
        )
        self.revisit = self.rows.add(
            Revisit,
            at=at,
            case_id=self.case["id"],
            round=self.case["round"],
            kind=RevisitKind.FIRST,
            state=RevisitState.PLANNED,
            silence=None,
            invitation_id=self.invitation["id"],
            due_at=plan.due_at,
            send_at=plan.send_at,
            asked_at=at,
            remind_at=None,
            reminded_at=None,
            call_from=None,
            expires_at=self.invitation["closes_at"],
            ended_at=None,
            attempts=0,
            next_call_at=None,
            caller_id=None,
            claimed_at=None,
            claimed_until=None,
            answered_at=None,
            score=None,
            solved=None,
            reopened_at=None,
        )
        planned = min(self.case["answered_at"] + PLANNED_AFTER, at)
        self._event(
            "revisit.planned",
            planned,
            Party.SYSTEM,
            revisit=self.revisit["id"],
            revisit_kind=RevisitKind.FIRST,
        )
        return self.revisit

    def _on_the_phone_list(self, at: datetime) -> Row:
        fresh = self.revisit is None
        revisit = self.revisit or self._begin(at, Reach.PHONE)
        if revisit["state"] in (RevisitState.PLANNED, RevisitState.SENT):
            revisit["state"] = RevisitState.TO_CALL
            revisit["next_call_at"] = next_call(self.rules, at)
            reason = "no_email" if fresh else "no_answer"
            self._event("revisit.to_call", at, Party.SYSTEM, revisit=revisit["id"], reason=reason)
        return revisit

    def _keep(self, step: told.RevisitAnswered, reach: Reach, caller: Any) -> None:
        assert self.invitation is not None
        response = self.rows.add(
            Response,
            at=step.at,
            invitation_id=self.invitation["id"],
            reach=reach,
            entered_by_id=caller,
            started_at=step.at,
            completed_at=step.at,
        )
        said: dict[str, Answer] = {
            "overall": Answer({"": step.score}),
            "solved": Answer({"": CODES[Solved(step.solved.value)]}),
            "wrong": Answer(dict.fromkeys(reasons(step), 1)),
            "attitude": Answer({"": step.attitude}),
            "speed": Answer({"": step.speed}),
            "missing": Answer(text=step.comment),
            "comment": Answer(text=step.comment),
        }
        for question in path(self.questions.document, said):
            answer = said.get(question.code, Answer())
            for part, choice in answer.values.items() or [("", None)]:
                self.rows.add(
                    ResponseItem,
                    at=step.at,
                    response_id=response["id"],
                    question=question.code,
                    part=part,
                    choice=choice,
                    words=answer.text or None,
                )

    def _event(self, kind: str, at: datetime, by: int | Party, **facts: Any) -> None:
        self.rows.event(kind, f"case:{self.case['number']}", at=at, by=by, **facts)


def reasons(step: told.RevisitAnswered) -> list[str]:
    """What a discontent customer ticks, by the codes of the questionnaire, as the points suggest."""
    ticked = {
        UNSOLVED: step.solved is not told.Solved.YES,
        SLOW: step.speed < LEAST_CONTENT,
        RUDE: step.attitude < LEAST_CONTENT,
    }
    return [code for code, fits in ticked.items() if fits] or [UNEXPLAINED]
