"""Reading a case for its customer: no note, cause, review or record of a call leaves this module (H-08)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.cases.queries.belonging import carried_on_by, shown_in
from models.cases.queries.due import due_times_of
from models.cases.queries.tracking.shown import (
    GoesOn,
    PlannedStep,
    Promise,
    Reply,
    Stage,
    Standing,
    Step,
    Tracking,
    Verdicted,
    Word,
)
from models.cases.rules.belonging import leads_on
from models.cases.rules.offers import offers
from models.cases.tables import Case, CaseFile, Confirmation, Contact, DueTime, Milestone, Plan, Result
from models.cases.words import Closing, Direction, DueKind, Ending, State, Verdict
from models.db import db
from models.events.tables import Event
from models.files.tables import StoredFile

PROMISED = (DueKind.FIRST_RESPONSE, DueKind.RESULT)
REOPENED = "case.reopened"

REACHED = {
    State.NEW: Stage.LOOKED_AT,
    State.ASSIGNED: Stage.IN_WORK,
    State.HANDLING: Stage.IN_WORK,
    State.WAITING: Stage.IN_WORK,
    State.REVIEW: Stage.CHECKED,
    State.APPROVED: Stage.CHECKED,
    State.ANSWERED: Stage.CLOSED,
}
"""The stage that is going on in a state. An answered case waits for its end."""


def tracking(case: Case, *, now: datetime) -> Tracking:
    """All that the tracking page shows of a case, in a fixed number of queries (H-08)."""
    results = _results(case)
    verdicts = _verdicts(case)
    steps_taken = _steps_taken(case)
    files = _shown_files(case)
    words = [*_merged_words(case), *_words(case, steps_taken, files)]
    into = carried_on_by(case)
    return Tracking(
        number=case.number,
        kind=case.kind,
        language=case.language,
        title=case.title,
        problem=case.problem,
        product=case.product,
        happened_when=case.happened_when,
        happened_where=case.happened_where,
        expected=case.expected,
        expected_on=case.expected_on,
        contact_phone=case.contact_phone,
        contact_email=case.contact_email,
        received_at=case.received_at,
        state=case.state,
        round=case.round,
        reopened_at=next((step.at for step in reversed(steps_taken) if step.kind == REOPENED), None),
        closing=case.closing,
        closing_reason=case.closing_reason if case.closing is Closing.MALICIOUS else "",
        department=case.lead_department,
        steps=_steps(case, results),
        promises=_promises(case, now),
        plan=_plan(case),
        question=_question(case, words),
        replies=[Reply(each.round, each.told_at, each.reply) for each in results if each.told_at],
        verdicts=verdicts,
        words=words,
        files=[row.file for row in files if row.contact_id is None],
        offers=offers(case, spoken=any(each.round == case.round for each in verdicts)),
        goes_on=GoesOn(into, leads_on(case, into)) if into is not None else None,
    )


def shown_file(case: Case, file_id: int) -> StoredFile | None:
    """One file of a case, if its customer may see it."""
    files = [*_shown_files(case), *(file for each in shown_in(case) for file in each.files if file.shown)]
    return next((row.file for row in files if row.file_id == file_id), None)


def submitted(submission: str) -> Case | None:
    """The case that a filled-in form became, when it was sent before."""
    return db.session.scalars(select(Case).where(Case.submission == submission)).first()


def said_before(case: Case, text: str, files: Sequence[StoredFile], since: datetime) -> bool:
    """Whether the customer's last words and files, no older than `since`, are the same: sent twice."""
    last = db.session.scalars(
        select(Contact)
        .where(Contact.case_id == case.id, Contact.direction == Direction.IN)
        .order_by(Contact.id.desc())
        .limit(1)
    ).first()
    if last is None or last.at < since or last.text != text.strip():
        return False
    kept = db.session.scalars(
        select(StoredFile.sha256)
        .join(CaseFile, CaseFile.file_id == StoredFile.id)
        .where(CaseFile.contact_id == last.id)
    )
    return sorted(kept) == sorted(file.sha256 for file in files)


def _results(case: Case) -> Sequence[Result]:
    return db.session.scalars(
        select(Result).where(Result.case_id == case.id).order_by(Result.round, Result.id)
    ).all()


def _verdicts(case: Case) -> list[Verdicted]:
    rows = db.session.scalars(
        select(Confirmation).where(Confirmation.case_id == case.id).order_by(Confirmation.round)
    )
    return [Verdicted(row.round, row.satisfied, row.comment, row.at) for row in rows]


def _shown_files(case: Case) -> Sequence[CaseFile]:
    return db.session.scalars(
        select(CaseFile)
        .where(CaseFile.case_id == case.id, CaseFile.shown)
        .options(joinedload(CaseFile.file))
        .order_by(CaseFile.id)
    ).all()


def _words(case: Case, steps_taken: Sequence[Event], files: Sequence[CaseFile]) -> list[Word]:
    """Letters, what we wrote on the page, and what the customer wrote there; no record of a call."""
    kinds = {step.facts["contact"]: step.kind for step in steps_taken if "contact" in step.facts}
    rows = db.session.scalars(
        select(Contact).where(Contact.case_id == case.id).order_by(Contact.at, Contact.id)
    )
    return [
        Word(
            row.at,
            row.direction is Direction.OUT,
            row.template or kinds.get(row.id, ""),
            row.text,
            [each.file for each in files if each.contact_id == row.id],
        )
        for row in rows
        if row.template or (row.direction is Direction.IN and row.by_id is None)
    ]


def _merged_words(case: Case) -> list[Word]:
    """What the same customer said in cases that this one carries on (T-06)."""
    found: list[Word] = []
    for each in shown_in(case):
        files = [file for file in each.files if file.shown]
        first = [file.file for file in files if file.contact_id is None]
        found.append(Word(each.case.received_at, False, "", each.case.problem, first))
        found += [
            Word(word.at, False, "", word.text, [file.file for file in files if file.contact_id == word.id])
            for word in each.words
            if word.by_id is None
        ]
    return found


def _question(case: Case, words: Sequence[Word]) -> Word | None:
    if case.state is not State.WAITING:
        return None
    return next((word for word in reversed(words) if word.kind == "more_info_request"), None)


def _steps_taken(case: Case) -> Sequence[Event]:
    """What the customer set going: reopenings, pressing for action, the withdrawal."""
    kinds = (REOPENED, "case.pressed", "case.withdrawn")
    return db.session.scalars(
        select(Event).where(Event.subject == case.audit_name, Event.kind.in_(kinds)).order_by(Event.id)
    ).all()


def _steps(case: Case, results: Sequence[Result]) -> list[Step]:
    latest = next((each for each in reversed(results) if each.round == case.round), None)
    submitted_at = latest.at if latest and latest.verdict is not Verdict.REJECTED else None
    approved_at = latest.reviewed_at if latest and latest.verdict is Verdict.APPROVED else None
    done = {
        Stage.RECEIVED: case.received_at,
        Stage.LOOKED_AT: case.triaged_at,
        Stage.IN_WORK: submitted_at,
        Stage.CHECKED: approved_at,
        Stage.ANSWERED: case.answered_at,
        Stage.CLOSED: case.closed_at,
    }
    stages = list(Stage)
    here = None if case.state is State.CLOSED else stages.index(REACHED[case.state])
    steps = []
    for place, stage in enumerate(stages):
        if here is None:
            standing = Standing.DONE if done[stage] else Standing.STOPPED
        elif place == here:
            standing = Standing.NOW
        else:
            standing = Standing.DONE if place < here else Standing.NEXT
        steps.append(Step(stage, standing, done[stage] if standing is Standing.DONE else None))
    return steps


def _promises(case: Case, now: datetime) -> list[Promise]:
    return [
        Promise(
            kind=due.kind,
            due_at=due.due_at,
            paused=due.paused_since is not None,
            late=due.late(now),
            met_at=due.ended_at,
        )
        for due in due_times_of(case, *PROMISED)
        if due.round == case.round and _still_counts(due)
    ]


def _still_counts(due: DueTime) -> bool:
    return due.ending is not Ending.DROPPED


def _plan(case: Case) -> list[PlannedStep]:
    """The steps of this round's latest plan that are still needed. Its text is for us."""
    plan = (
        select(Plan.id)
        .where(Plan.case_id == case.id, Plan.round == case.round)
        .order_by(Plan.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = db.session.scalars(
        select(Milestone)
        .where(Milestone.plan_id == plan, Milestone.dropped_at.is_(None))
        .order_by(Milestone.due_at, Milestone.id)
    )
    return [PlannedStep(row.text, row.due_at, row.done_at) for row in rows]
