"""The running clocks of a case reckoned anew when rules, days or its grade change (H-03)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import or_, update

from models.cases.actions import due_times
from models.cases.queries.due import arrived_at, asked_at
from models.cases.rules.terms import terms_of
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind, State
from models.db import changed_rows, db
from models.events.actions import SYSTEM, Actor, record
from models.rulebook.document import Rules
from models.rulebook.queries import rules_as_written, rules_of, rules_with_days
from models.rulebook.tables import Rulebook

BY_GRADE = (DueKind.PLAN, DueKind.RESULT, DueKind.ASSIST)
"""What the decision on a case gives its time. News for the customer begin anew with it; a review, and what
comes after it, is not under way while somebody may decide again."""


def reckon(case_id: int, edition: Rulebook, before: Rulebook, *, apply: bool, now: datetime) -> bool:
    """Reckons the running clocks of an open case for an edition that took effect after it was received.

    The single days that the edition announces hold at once. With `apply`, the case goes by the
    edition's periods, hours and reminders too, from now on. Waiting for the customer may end later than
    it was told them, never sooner. `before` is the edition whose days held
    until then. What has ended stays. Records case.reckoned when something is due at another moment.

    Returns whether the case was reckoned: False for one that was already, or is closed meanwhile.
    """
    mine = changed_rows(
        update(Case)
        .where(
            Case.id == case_id,
            Case.state != State.CLOSED,
            or_(Case.reckoned_by_id.is_(None), Case.reckoned_by_id != edition.id),
        )
        .values(reckoned_by_id=edition.id)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        return False
    case = db.session.get_one(Case, case_id, populate_existing=True)
    timing = db.session.get_one(Rulebook, case.timing_id)
    rules = rules_with_days(timing, before)
    after = rules_as_written(edition) if apply else rules_with_days(timing, edition)
    waits = _wait_anew(case, rules, after)
    terms = replace(terms_of(case), received_at=arrived_at(case))
    moved = due_times.reckon(case, before=(rules, terms), after=(after, terms), now=now)
    if apply:
        case.timed_by_id = edition.id
    if moved or waits:
        case.touch()
        _tell(
            case,
            moved,
            "rules" if apply else "days",
            by=SYSTEM,
            now=now,
            edition=edition.version_number,
            waits=waits,
        )
    db.session.flush()
    return True


def reckon_decided(
    case: Case, grade_before: int | None, *, was_important: bool, by: Actor, now: datetime
) -> None:
    """Reckons plan, result and the tasks of assisting departments for a new grade or importance, each from
    when it began (H-03, G-02, T-04). Records case.reckoned when something is due at another moment.

    Importance that was marked counts from now on, not from when the plan's clock began: triage hastens it.
    """
    rules = rules_of(case.timing_id)
    terms = replace(terms_of(case), received_at=arrived_at(case))
    before = replace(terms, grade=grade_before, important=was_important)
    after = replace(terms, important=was_important and case.important)
    moved = due_times.reckon(case, before=(rules, before), after=(rules, after), now=now, kinds=BY_GRADE)
    if moved:
        _tell(case, moved, "importance" if grade_before == case.grade else "grade", by=by, now=now)


def _wait_anew(case: Case, before: Rules, after: Rules) -> tuple[datetime, datetime] | None:
    """Moves the end of waiting for the customer; later only, as our letter named the day (H-03).

    An end that `before` did not give, and the question that is put again, keep their moments unless they
    were what it gave. Returns the old and the new end where it moved.
    """
    since = asked_at(case)
    if case.waits_until is None or since is None:
        return None
    old = case.waits_until
    if case.ask_again_at == before.promise(before.waiting.ask_again_after, since).due_at:
        again = after.promise(after.waiting.ask_again_after, since).due_at
        case.ask_again_at = max(case.ask_again_at, again)
    if old == before.promise(before.waiting.longest, since).due_at:
        case.waits_until = max(old, after.promise(after.waiting.longest, since).due_at)
    return (old, case.waits_until) if case.waits_until != old else None


def _tell(
    case: Case,
    moved: list[tuple[DueTime, datetime]],
    why: str,
    *,
    by: Actor,
    now: datetime,
    edition: int | None = None,
    waits: tuple[datetime, datetime] | None = None,
) -> None:
    more: dict[str, Any] = {"waits": [each.isoformat() for each in waits]} if waits else {}
    record(
        "case.reckoned",
        case,
        by=by,
        now=now,
        because=why,
        edition=edition,
        moved=[[due.kind, old.isoformat(), due.due_at.isoformat()] for due, old in moved],
        **more,
    )
