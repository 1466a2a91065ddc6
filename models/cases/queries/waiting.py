"""What waits for one person: the to-do list of "my day" (M-02)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import joinedload, lazyload

from models.cases.queries.grave import to_finish
from models.cases.queries.listing import by_due_time
from models.cases.queries.scope import viewpoint, visible_to
from models.cases.queries.turn import to_review, waiting_for
from models.cases.tables import ActionItem, Case, Result
from models.cases.words import State, Verdict
from models.db import db
from models.people.tables import Staff
from models.prepared import prepared


def first_waiting(staff: Staff, limit: int = 12) -> list[Case]:
    """The most pressing of them, with what their rows show."""
    return list(db.session.scalars(by_due_time(waiting_for(staff)).limit(limit)).unique())


def counts(staff: Staff) -> tuple[int, int, int]:
    """How many cases wait for this person, how many of these are results to review, and how many action items
    of meetings this person has yet to finish. One query."""
    all_three = prepared(
        ("waiting, to review, to finish", viewpoint(staff)),
        lambda: select(
            _count(waiting_for(staff)),
            _count(to_review(staff)),
            select(func.count()).select_from(ActionItem).where(*to_finish(staff)).scalar_subquery(),
        ),
    )
    found = db.session.execute(all_three).one()
    return found[0], found[1], found[2]


def review_queue(staff: Staff, limit: int = 200) -> list[Case]:
    """The review queue, the nearest due time first."""
    return list(db.session.scalars(by_due_time(to_review(staff)).limit(limit)).unique())


def overdue(staff: Staff, now: datetime, limit: int = 5) -> list[Case]:
    """Cases in view whose time has passed and whose next step is not this person's, the longest first."""
    found = (
        visible_to(staff)
        .where(Case.state != State.CLOSED, Case.due_at < now)
        .where(Case.id.not_in(waiting_for(staff).with_only_columns(Case.id)))
    )
    return list(db.session.scalars(by_due_time(found).limit(limit)).unique())


def submitted_for(cases: Sequence[Case]) -> dict[int, Result]:
    """The results that wait for review, with who handed them in, for many cases at once; by case id."""
    found = db.session.scalars(
        select(Result)
        .where(Result.case_id.in_([case.id for case in cases]), Result.verdict == Verdict.SUBMITTED)
        .options(joinedload(Result.by).options(lazyload(Staff.grants)))
    )
    return {result.case_id: result for result in found}


def _count(found: Select[Case]) -> ScalarSelect[int]:
    ids = found.with_only_columns(Case.id).subquery()
    return select(func.count()).select_from(ids).scalar_subquery()
