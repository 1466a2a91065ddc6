"""A complaint that reached a regulator or mediator: recorded, followed, answered, ended (H-11)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from models.cases.actions import due_times
from models.cases.actions.audience import head_of, owner_or_head, tell_staff, with_role
from models.cases.actions.open_case import open_case
from models.cases.actions.reopen import reopen
from models.cases.intake import Intake
from models.cases.queries.outside import outsides_of
from models.cases.queries.scope import standing
from models.cases.rules.outside import answer_promise, begins, may_record, still_open, usual_due_day
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, OutsideAnswer, OutsideComplaint, OutsidePaper
from models.cases.words import Channel, DueKind, Ending, OutsideOutcome, PaperKind
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.files.tables import StoredFile
from models.people.queries import working_staff
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.queries import rules_of
from models.rulebook.words import OutsideBody

Papers = Sequence[StoredFile]


@dataclass(frozen=True)
class OutsideDraft:
    """What a body's letter says. Without `due_on` the body's usual time holds; `name` is of another body."""

    body: OutsideBody
    received_on: date
    name: str = ""
    number: str = ""
    due_on: date | None = None
    remark: str = ""


@dataclass(frozen=True)
class OutsideChange:
    """What a further letter says: another last day or number, or nothing but what the remark tells."""

    due_on: date | None = None
    number: str = ""
    remark: str = ""


def record_outside(
    case: Case, draft: OutsideDraft, papers: Papers = (), *, by: Staff, now: datetime, seen: int | None
) -> OutsideComplaint:
    """Records on its case that a body asks us about a complaint; a closed case stays closed.

    Starts the clock of our answer with reminders of its own, raises the priority by the rulebook's step
    unless a body has the case already, and tells the owner, the head, Legal and the leading group. Records
    case.outside_recorded. Raises NotAllowed, Stale, and Invalid: "required" for another body without a
    name, "future" for a letter of tomorrow, "before_receipt" for a last day before it.
    """
    require(Step.OUTSIDE_COMPLAINT, case, standing(case, by))
    case.expect(seen)
    return _recorded(case, draft, papers, by=by, now=now)


def register_outside(
    intake: Intake, draft: OutsideDraft, papers: Papers = (), *, by: Staff, now: datetime
) -> Case:
    """As `open_case` by way of a body, and its letter is recorded on it at once. Sent twice it is one case.

    Raises NotAllowed for who does not deal with regulators, and what `record_outside` raises.
    """
    if not may_record(by):
        raise NotAllowed("outside")
    _check(draft, now)
    case = open_case(replace(intake, channel=Channel.REGULATOR), by=by, now=now)
    if not outsides_of(case):
        _recorded(case, draft, papers, by=by, now=now)
    return case


def change_outside(
    case: Case,
    outside_id: int,
    change: OutsideChange,
    papers: Papers = (),
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> OutsideComplaint:
    """Keeps what a body wrote further: its papers, another last day, the number it gave.

    Another last day starts the clock anew, also when we had answered: the body asks again. Records
    case.outside_changed. Raises NotAllowed, Stale, Invalid: "unknown" for a complaint that is not open here,
    "before_receipt", "nothing_new".
    """
    outside = _open_one(case, outside_id, Step.OUTSIDE_CHANGE, by=by, seen=seen)
    before, after = outside.due_on, change.due_on or outside.due_on
    if after < outside.received_on:
        raise Invalid("due_on", "before_receipt")
    moved = after != before
    if not (moved or change.number.strip() or change.remark.strip() or papers):
        raise Invalid("remark", "nothing_new")
    outside.number = change.number.strip() or outside.number
    if moved:
        outside.due_on, outside.owed = after, True
        _start(case, outside)
    _keep(outside, papers, PaperKind.LETTER, now)
    case.touch()
    db.session.flush()
    days = {"days_moved": [before.isoformat(), after.isoformat()]} if moved else {}
    _record("changed", case, outside, papers, by=by, now=now, reason=change.remark.strip(), **days)
    tell_staff(_concerned(case, outside, now=now), "outside_changed", case, by=by, now=now)
    return outside


def answer_outside(
    case: Case,
    outside_id: int,
    text: str,
    sent_on: date,
    papers: Papers = (),
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> OutsideAnswer:
    """Keeps what we answered to a body, and on which day; its clock is met.

    Tells the owner and who recorded it. Records case.outside_answered. Raises NotAllowed, Stale, Invalid.
    """
    outside = _open_one(case, outside_id, Step.OUTSIDE_ANSWER, by=by, seen=seen)
    if not outside.owed:
        raise Invalid("outside_id", "unknown")
    if not text.strip():
        raise Invalid("text", "required")
    _not_to_come("sent_on", sent_on, outside.received_on, now)
    answer = OutsideAnswer(outside_id=outside.id, text=text.strip(), sent_on=sent_on, by_id=by.id, at=now)
    db.session.add(answer)
    outside.owed = False
    _keep(outside, papers, PaperKind.ANSWER, now)
    case.touch()
    db.session.flush()
    due_times.end_outside(case, outside, ending=Ending.MET, now=now)
    _record("answered", case, outside, papers, by=by, now=now, outside_answer=answer.id)
    people = {outside.by_id, *owner_or_head(case, now=now)}
    tell_staff(people, "outside_answered", case, by=by, now=now)
    db.session.flush()
    return answer


def end_outside(
    case: Case,
    outside_id: int,
    outcome: OutsideOutcome,
    closed_on: date,
    remark: str = "",
    papers: Papers = (),
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> OutsideComplaint:
    """Keeps how a complaint before a body ended, and on which day; an answer still owed is no longer.

    The case leaves the list of those before a body when it was the last one. Tells the owner, the head,
    Legal and the leading group. Records case.outside_ended. Raises NotAllowed, Stale, Invalid.
    """
    outside = _open_one(case, outside_id, Step.OUTSIDE_OUTCOME, by=by, seen=seen)
    _not_to_come("closed_on", closed_on, outside.received_on, now)
    outside.outcome, outside.closed_on, outside.closed_by_id = outcome, closed_on, by.id
    outside.closing_remark, outside.owed = remark.strip(), False
    _keep(outside, papers, PaperKind.DECISION, now)
    due_times.end_outside(case, outside, ending=Ending.DROPPED, now=now)
    left = [each.at for each in still_open(outsides_of(case)) if each is not outside]
    case.outside_since = min(left, default=None)
    case.touch()
    db.session.flush()
    _record("ended", case, outside, papers, by=by, now=now, outside_outcome=outcome)
    tell_staff(_concerned(case, outside, now=now), "outside_ended", case, by=by, now=now)
    return outside


def bring_back(case: Case, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Handles again a case that was answered or closed, because a body has it now; see `reopen`.

    Raises NotAllowed, WrongState, Stale.
    """
    require(Step.REOPENING, case, standing(case, by))
    case.expect(seen)
    return reopen(case, why="outside", by=by, now=now)


def outside_people(outside: OutsideComplaint, *, now: datetime) -> list[int]:
    """Who sees to the answer: who recorded it, if still here, else Legal and who leads customer service."""
    if outside.by.works_on(local_day(now)):
        return [outside.by_id]
    return outside_experts(now)


def outside_experts(now: datetime) -> list[int]:
    """Legal, and who leads customer service."""
    here = working_staff(on=local_day(now), roles=(Role.LEGAL, Role.CUSTOMER_SERVICE_AGENT))
    return [person.id for person in here if may_record(person)]


def _recorded(
    case: Case, draft: OutsideDraft, papers: Papers, *, by: Staff, now: datetime
) -> OutsideComplaint:
    _check(draft, now)
    rules = rules_of(case.timing_id)
    outside = OutsideComplaint(
        case_id=case.id,
        body=draft.body,
        body_name=draft.name.strip() if draft.body is OutsideBody.OTHER else "",
        number=draft.number.strip(),
        received_on=draft.received_on,
        due_on=draft.due_on or usual_due_day(rules, draft.body, draft.received_on),
        remark=draft.remark.strip(),
        by_id=by.id,
        at=now,
    )
    db.session.add(outside)
    before = case.priority
    if case.outside_since is None:
        case.outside_since = now
        case.priority = max(1, before - rules.outside.priority_rise)
    case.touch()
    db.session.flush()
    _keep(outside, papers, PaperKind.LETTER, now)
    _start(case, outside)
    _record("recorded", case, outside, papers, by=by, now=now, priority=[before, case.priority])
    tell_staff(_concerned(case, outside, now=now), "outside_recorded", case, by=by, now=now)
    db.session.flush()
    return outside


def _check(draft: OutsideDraft, now: datetime) -> None:
    if draft.body is OutsideBody.OTHER and not draft.name.strip():
        raise Invalid("name", "required")
    if draft.received_on > local_day(now):
        raise Invalid("received_on", "future_day")
    if draft.due_on is not None and draft.due_on < draft.received_on:
        raise Invalid("due_on", "before_receipt")


def _not_to_come(field: str, day: date, received_on: date, now: datetime) -> None:
    if day > local_day(now):
        raise Invalid(field, "future_day")
    if day < received_on:
        raise Invalid(field, "before_receipt")


def _open_one(case: Case, outside_id: int, step: Step, *, by: Staff, seen: int | None) -> OutsideComplaint:
    stands = standing(case, by)
    require(step, case, stands)
    case.expect(seen)
    found = next((each for each in still_open(stands.outsides) if each.id == outside_id), None)
    if found is None:
        raise Invalid("outside_id", "unknown")
    return found


def _start(case: Case, outside: OutsideComplaint) -> None:
    """The clock of the answer, from the day of receipt to the last day."""
    promise = answer_promise(rules_of(case.timing_id), outside.received_on, outside.due_on)
    due_times.start(case, DueKind.OUTSIDE, promise, since=begins(outside.received_on), outside=outside)


def _keep(outside: OutsideComplaint, papers: Papers, kind: PaperKind, now: datetime) -> None:
    db.session.add_all(
        OutsidePaper(outside_id=outside.id, file_id=file.id, kind=kind, at=now) for file in papers
    )


def _concerned(case: Case, outside: OutsideComplaint, *, now: datetime) -> Collection[int]:
    people = {outside.by_id, *owner_or_head(case, now=now), *head_of(case), *outside_experts(now)}
    return people | set(with_role(Role.LEADING_GROUP, now=now))


def _record(
    word: str,
    case: Case,
    outside: OutsideComplaint,
    papers: Papers,
    *,
    by: Staff,
    now: datetime,
    **facts: Any,
) -> None:
    record(
        f"case.outside_{word}",
        case,
        by=by,
        now=now,
        outside=outside.id,
        body=outside.body,
        papers=[file.id for file in papers],
        **facts,
    )
