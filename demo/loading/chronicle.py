"""One case of the demo company: its steps in order, each leaving the rows that its action leaves."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from demo import story as tale
from demo.loading.asking import Asking
from demo.loading.clocks import Clocks
from demo.loading.company import Known
from demo.loading.rows import Row, Rows
from models.cases.actions.open_case import SPOKEN
from models.cases.tables import Confirmation, Contact, Milestone, Note, Plan, Result
from models.cases.words import Closing, ContactMeans, Direction, DueKind, Ending, Kind, State, Verdict
from models.events.tables import Party
from models.rulebook.document import Rules

ENDINGS = {
    tale.Ending.SATISFIED: Closing.SATISFIED,
    tale.Ending.NEUTRAL: Closing.NEUTRAL,
    tale.Ending.CONFIRMED: Closing.CONFIRMED,
    tale.Ending.NO_ANSWER: Closing.NO_ANSWER,
    tale.Ending.THANKED: Closing.ON_THE_SPOT,
    tale.Ending.MALICIOUS: Closing.MALICIOUS,
    tale.Ending.LEADING_GROUP: Closing.LEADING_GROUP,
}
BY_HAND = (Closing.ON_THE_SPOT, Closing.MALICIOUS, Closing.LEADING_GROUP)


class Chronicle:
    """Follows one story. `case` is the row of the case, changed step by step."""

    def __init__(self, rows: Rows, known: Known, rules: Rules, case: Row) -> None:
        self.rows, self.known, self.rules, self.case = rows, known, rules, case
        self.clocks = Clocks(rules)
        self.asking = Asking(rows, known, rules, case, self.write)
        self.result: Row | None = None
        self.subject = f"case:{case['number']}"

    def follow(self, steps: tuple[tale.Step, ...], until: datetime) -> None:
        """Takes every step, then writes down the due times and the reminders they caused."""
        for step in steps:
            _STEPS[type(step)](self, step)
            self.case["version"] += 1
        self.case["due_at"], self.case["due_kind"] = self.clocks.nearest()
        for sent in self.clocks.settle(self.rows, self.case, until):
            rung = sent["rung"]
            notice = (
                "case_late" if rung.overdue else "case_due" if rung.used_percent == 100 else "case_due_soon"
            )
            self._event(
                "case.reminded", sent["at"], Party.SYSTEM, due=sent["due"], rung=rung.code, notice=notice
            )
        if steps:
            self.case["changed_at"] = steps[-1].at

    def by(self, step: tale.Step) -> int | Party:
        if step.by == tale.CUSTOMER:
            return Party.CUSTOMER
        return Party.SYSTEM if step.by == tale.SYSTEM else self.known.staff[step.by]

    def write(
        self,
        at: datetime,
        *,
        by: int | Party,
        text: str,
        means: ContactMeans,
        direction: Direction = Direction.OUT,
        template: str = "",
        seconds: int | None = None,
    ) -> int:
        """Adds a contact; returns its id."""
        return int(
            self.rows.add(
                Contact,
                at=at,
                case_id=self.case["id"],
                direction=direction,
                means=means,
                by_id=None if isinstance(by, Party) else by,
                text=text,
                template=template,
                seconds=seconds,
            )["id"]
        )

    def _letter(self, kind: str, at: datetime, by: int | Party, text: str = "") -> int | None:
        if not self.case["contact_email"]:
            return None
        return self.write(at, by=by, text=text, means=ContactMeans.EMAIL, template=kind)

    def _letter_or_page(self, kind: str, at: datetime, by: int | Party, text: str) -> int:
        found = self._letter(kind, at, by, text)
        return found or self.write(at, by=by, text=text, means=ContactMeans.WEB, template=kind)

    def _event(self, kind: str, at: datetime, by: int | Party, *, reason: str = "", **facts: Any) -> None:
        self.rows.event(kind, self.subject, at=at, by=by, reason=reason, **facts)

    # The steps

    def registered(self, step: tale.Registered) -> None:
        case, by = self.case, self.by(step)
        self._event(
            "case.opened",
            step.at,
            by,
            channel=case["channel"],
            case_kind=case["kind"],
            rulebook=case["rulebook_id"],
            files=0,
            verified=case["verified_with_customer"],
        )
        promise = self.rules.first_response(case["channel"], step.at)
        self.clocks.start(DueKind.FIRST_RESPONSE, promise, round=1, since=step.at)
        if case["channel"] in SPOKEN and not isinstance(by, Party):
            self.clocks.meet(DueKind.FIRST_RESPONSE, at=step.at)
        self._letter("acknowledgement", step.at, by)

    def acknowledged(self, step: tale.Acknowledged) -> None:
        """By letter it happens while registering; otherwise it is a word with the customer."""
        if step.means is ContactMeans.EMAIL or isinstance(self.by(step), Party):
            return
        if self.case["channel"] in SPOKEN:
            return
        text = "告知已受理、工单号和预计答复时间。"
        self._contact(step.at, self.by(step), step.means, Direction.OUT, text, None)

    def triaged(self, step: tale.Triaged) -> None:
        case, by = self.case, self.by(step)
        department = self.known.departments[step.lead]
        before = {name: case[name] for name in ("category", "grade", "urgent", "lead_department_id")}
        again = case["triaged_at"] is not None
        new_clocks = not again or case["grade"] != step.grade or case["important"] != step.important
        case.update(
            category=step.category,
            grade=step.grade,
            criteria=sorted(step.criteria),
            urgent=step.urgent,
            important=step.important,
            priority=self.rules.priority(urgent=step.urgent, important=step.important, grade=step.grade),
            triaged_at=case["triaged_at"] or step.at,
        )
        if case["lead_department_id"] != department:
            case["owner_id"] = None
        case["lead_department_id"] = department
        case["state"] = State.HANDLING if case["owner_id"] else State.ASSIGNED
        if new_clocks:
            plan = self.rules.plan(step.grade, step.at, important=step.important)
            if plan is not None:
                self.clocks.start(DueKind.PLAN, plan, round=case["round"], since=step.at)
            self._start_result(step.at)
        changed = {name: [old, case[name]] for name, old in before.items() if old != case[name]}
        suggested = case["suggestion"]
        agreed = {name: suggested.get(name) == case[name] for name in ("category", "grade", "urgent")}
        self._event(
            "case.triaged",
            step.at,
            by,
            reason=step.reason,
            changed=changed,
            criteria=case["criteria"],
            priority=case["priority"],
            department=department,
            agreed=agreed,
            owner=case["owner_id"],
        )

    def assigned(self, step: tale.Assigned) -> None:
        owner, before = self.known.staff[step.owner], self.case["owner_id"]
        self.case["owner_id"] = owner
        self.case["state"] = State.HANDLING
        self._event("case.assigned", step.at, self.by(step), owner=owner, owner_before=before)

    def planned(self, step: tale.Planned) -> None:
        by = self.by(step)
        plan = self.rows.add(
            Plan, at=step.at, case_id=self.case["id"], round=self.case["round"], by_id=by, text=step.text
        )
        for item in step.milestones:
            self.rows.add(
                Milestone,
                at=step.at,
                plan_id=plan["id"],
                text=item.text,
                owner_id=self.known.staff[item.owner],
                due_at=item.due_at,
                done_at=None,
            )
        self.clocks.meet(DueKind.PLAN, at=step.at)
        self._event("case.planned", step.at, by, plan=plan["id"], milestones=len(step.milestones))

    def noted(self, step: tale.Noted) -> None:
        by = self.by(step)
        note = self.rows.add(Note, at=step.at, case_id=self.case["id"], by_id=by, text=step.text)
        self._event("case.noted", step.at, by, note=note["id"])

    def contacted(self, step: tale.Contacted) -> None:
        self._contact(step.at, self.by(step), step.means, step.direction, step.text, step.seconds)

    def _contact(
        self,
        at: datetime,
        by: int | Party,
        means: ContactMeans,
        direction: Direction,
        text: str,
        seconds: int | None,
    ) -> None:
        contact = self.write(at, by=by, text=text, means=means, direction=direction, seconds=seconds)
        if direction is Direction.OUT:
            self.clocks.meet(DueKind.FIRST_RESPONSE, at=at)
        self._event("case.contacted", at, by, contact=contact, direction=direction, means=means)

    def added(self, step: tale.Added) -> None:
        contact = self._heard(step.at, step.text)
        self._event("case.customer_added", step.at, Party.CUSTOMER, contact=contact, files=0)
        if self.case["state"] is State.WAITING:
            self._go_on(step.at, Party.CUSTOMER)

    def pressed(self, step: tale.Pressed) -> None:
        contact = self._heard(step.at, step.text)
        self._event("case.pressed", step.at, Party.CUSTOMER, contact=contact)

    def nudged(self, step: tale.Nudged) -> None:
        self._event("case.nudged", step.at, self.by(step), reason=step.text)

    def paused(self, step: tale.Paused) -> None:
        by = self.by(step)
        contact = self._letter_or_page("more_info_request", step.at, by, step.reason)
        self.clocks.meet(DueKind.FIRST_RESPONSE, at=step.at)
        self.case["state"] = State.WAITING
        self.clocks.pause(step.at)
        self._event("case.paused", step.at, by, contact=contact)

    def resumed(self, step: tale.Resumed) -> None:
        if self.case["state"] is State.WAITING:
            self._go_on(step.at, self.by(step))

    def _go_on(self, at: datetime, by: int | Party) -> None:
        self.clocks.run_on(at, "waiting_for_customer")
        self.case["state"] = State.HANDLING
        self._event("case.resumed", at, by)

    def resulted(self, step: tale.Resulted) -> None:
        by, case = self.by(step), self.case
        self.result = self.rows.add(
            Result,
            at=step.at,
            case_id=case["id"],
            round=case["round"],
            by_id=by,
            cause=step.cause,
            done=step.done,
            reply=step.reply,
            verdict=Verdict.SUBMITTED,
            reviewer_id=None,
            reviewed_at=None,
            review_reason="",
            told_at=None,
        )
        case["state"] = State.REVIEW
        review = self.rules.promise(self.rules.grade(case["grade"]).review, step.at)
        self.clocks.start(DueKind.REVIEW, review, round=case["round"], since=step.at)
        self._event("case.result_submitted", step.at, by, result=self.result["id"], round=case["round"])

    def reviewed(self, step: tale.Reviewed) -> None:
        assert self.result is not None
        by, case = self.by(step), self.case
        self.result.update(
            verdict=Verdict.APPROVED if step.approved else Verdict.REJECTED,
            reviewer_id=by,
            reviewed_at=step.at,
            review_reason="" if step.approved else step.remark,
        )
        self.clocks.meet(DueKind.REVIEW, at=step.at)
        kind = "case.result_approved" if step.approved else "case.result_rejected"
        self._event(kind, step.at, by, result=self.result["id"], round=case["round"])
        case["state"] = State.APPROVED if step.approved else State.HANDLING
        if step.approved and not case["contact_email"]:  # a letter leaves at once
            tell = self.rules.promise(self.rules.grade(case["grade"]).tell, step.at)
            self.clocks.start(DueKind.TELL, tell, round=case["round"], since=step.at)

    def told(self, step: tale.Told) -> None:
        assert self.result is not None
        by, case = self.by(step), self.case
        reply = self.result["reply"]
        if step.means is ContactMeans.EMAIL and case["contact_email"]:
            contact = self.write(step.at, by=by, text=reply, means=ContactMeans.EMAIL, template="reply")
            means = ContactMeans.EMAIL
        else:
            means = ContactMeans.PHONE if step.means is ContactMeans.EMAIL else step.means
            self.write(step.at, by=by, text=reply, means=ContactMeans.WEB, template="reply")
            contact = self.write(step.at, by=by, text="", means=means)
        self.result["told_at"] = case["answered_at"] = step.at
        case["state"] = State.ANSWERED
        self.clocks.meet(DueKind.FIRST_RESPONSE, DueKind.PLAN, DueKind.RESULT, DueKind.TELL, at=step.at)
        self._event(
            "case.answered",
            step.at,
            by,
            result=self.result["id"],
            contact=contact,
            means=means,
            round=case["round"],
        )

    def confirmed(self, step: tale.Confirmed) -> None:
        row = self.rows.add(
            Confirmation,
            at=step.at,
            case_id=self.case["id"],
            round=self.case["round"],
            satisfied=step.satisfied,
            comment=step.comment,
        )
        self._event(
            "case.confirmed",
            step.at,
            Party.CUSTOMER,
            confirmation=row["id"],
            satisfied=step.satisfied,
            round=self.case["round"],
        )

    def reopened(self, step: tale.Reopened) -> None:
        case = self.case
        self.asking.cancel(step.at)
        before = case["priority"]
        case.update(
            round=case["round"] + 1,
            priority=max(1, before - self.rules.revisit.priority_rise),
            answered_at=None,
            closed_at=None,
            closing=None,
            closing_reason="",
            state=State.HANDLING,
        )
        self.clocks.end(ending=Ending.DROPPED, at=step.at)
        callback = self.rules.promise(self.rules.revisit.callback, step.at)
        self.clocks.start(DueKind.FIRST_RESPONSE, callback, round=case["round"], since=step.at)
        self._start_result(step.at)
        self._event(
            "case.reopened",
            step.at,
            Party.CUSTOMER,
            why=self.asking.why,
            round=case["round"],
            priority=[before, case["priority"]],
        )
        self._letter("reopened", step.at, Party.CUSTOMER)

    def withdrawn(self, step: tale.Withdrawn) -> None:
        contact = self._heard(step.at, step.text)
        self._event("case.withdrawn", step.at, Party.CUSTOMER, contact=contact)
        self._letter("withdrawn", step.at, Party.CUSTOMER)
        self._end(Closing.WITHDRAWN, step.at, Party.CUSTOMER, "")

    def closed(self, step: tale.Closed) -> None:
        closing, by = ENDINGS[step.ending], self.by(step)
        if closing is Closing.NO_ANSWER:
            self.asking.expire(step.at)
        if closing is Closing.ON_THE_SPOT and self.case["kind"] is Kind.COMPLAINT:
            closing = Closing.CONFIRMED
        if closing in BY_HAND:
            self._letter_or_page("closed", step.at, by, step.reason)
        if closing is Closing.ON_THE_SPOT:
            self.clocks.meet(DueKind.FIRST_RESPONSE, DueKind.RESULT, at=step.at)
            self.case["answered_at"] = step.at
        self._end(closing, step.at, by, step.reason if closing in BY_HAND else "")

    def answered_on_the_spot(self, step: tale.AnsweredOnTheSpot) -> None:
        by = self.by(step)
        self._letter_or_page("closed", step.at, by, step.answer)
        self.clocks.meet(DueKind.FIRST_RESPONSE, DueKind.RESULT, at=step.at)
        self.case["answered_at"] = step.at
        self._end(Closing.ON_THE_SPOT, step.at, by, step.answer)

    # Revisits, kept apart: demo/loading/asking.py

    def revisit_sent(self, step: tale.RevisitSent) -> None:
        self.asking.sent(step.at)

    def revisit_reminded(self, step: tale.RevisitReminded) -> None:
        self.asking.reminded(step.at)

    def revisit_attempted(self, step: tale.RevisitAttempted) -> None:
        self.asking.called(step.at, self.by(step), step.outcome.value, step.note)

    def revisit_answered(self, step: tale.RevisitAnswered) -> None:
        self.asking.answered(step, self.by(step))

    def _heard(self, at: datetime, text: str) -> int:
        return self.write(at, by=Party.CUSTOMER, text=text, means=ContactMeans.WEB, direction=Direction.IN)

    def _start_result(self, at: datetime) -> None:
        promise = self.rules.promise(self.rules.grade(self.case["grade"]).result, at)
        self.clocks.start(DueKind.RESULT, promise, round=self.case["round"], since=at)

    def _end(self, closing: Closing, at: datetime, by: int | Party, reason: str) -> None:
        self.case.update(state=State.CLOSED, closed_at=at, closing=closing, closing_reason=reason)
        self.clocks.end(ending=Ending.DROPPED, at=at)
        self._event("case.closed", at, by, reason=reason, closing=closing, round=self.case["round"])


_STEPS: dict[type[tale.Step], Callable[[Chronicle, Any], None]] = {
    tale.Registered: Chronicle.registered,
    tale.Acknowledged: Chronicle.acknowledged,
    tale.AnsweredOnTheSpot: Chronicle.answered_on_the_spot,
    tale.Triaged: Chronicle.triaged,
    tale.Assigned: Chronicle.assigned,
    tale.Planned: Chronicle.planned,
    tale.Noted: Chronicle.noted,
    tale.Contacted: Chronicle.contacted,
    tale.Added: Chronicle.added,
    tale.Pressed: Chronicle.pressed,
    tale.Nudged: Chronicle.nudged,
    tale.Paused: Chronicle.paused,
    tale.Resumed: Chronicle.resumed,
    tale.Resulted: Chronicle.resulted,
    tale.Reviewed: Chronicle.reviewed,
    tale.Told: Chronicle.told,
    tale.Confirmed: Chronicle.confirmed,
    tale.RevisitSent: Chronicle.revisit_sent,
    tale.RevisitReminded: Chronicle.revisit_reminded,
    tale.RevisitAttempted: Chronicle.revisit_attempted,
    tale.RevisitAnswered: Chronicle.revisit_answered,
    tale.Reopened: Chronicle.reopened,
    tale.Withdrawn: Chronicle.withdrawn,
    tale.Closed: Chronicle.closed,
}
