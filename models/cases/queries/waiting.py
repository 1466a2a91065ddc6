"""What waits for one person: the to-do list of "my day" (M-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import joinedload, lazyload

from models.cases.queries.given import to_reach
from models.cases.queries.grave import to_finish
from models.cases.queries.listing import with_names
from models.cases.queries.scope import viewpoint, visible_to
from models.cases.queries.turn import ids_waiting_for, to_review, waiting_for
from models.cases.tables import ActionItem, Case, Milestone, Plan, Result
from models.cases.words import State, Verdict
from models.db import db
from models.people.tables import Staff
from models.prepared import prepared


def first_waiting(staff: Staff, limit: int = 12) -> list[Case]:
    """The most pressing of them, with what their rows show."""
    return _nearest(waiting_for(staff), limit)


@dataclass(frozen=True)
class Counts:
    """How many cases wait for a person, how many of these are results to review, how many action items of
    meetings are yet to finish, how many milestones of plans are due or late, and what was counted beside, in
    the order in which it was asked for."""

    cases: int
    reviews: int
    items: int
    milestones: int
    beside: tuple[int, ...]


def counts(staff: Staff, until: datetime, *beside: ColumnElement[int], **moments: datetime) -> Counts:
    """How much waits for this person; of milestones those that are due before `until`. One query, as every
    page of the portal asks it: what other areas count comes along as the columns `beside`, with the `moments`
    that these leave open."""
    all_of_them = prepared(
        ("waiting, to review, to finish, to reach", viewpoint(staff)),
        lambda: select(
            select(func.count()).select_from(ids_waiting_for(staff).subquery()).scalar_subquery(),
            _count(to_review(staff)),
            select(func.count()).select_from(ActionItem).where(*to_finish(staff)).scalar_subquery(),
            select(func.count())
            .select_from(Milestone)
            .join(Plan, Plan.id == Milestone.plan_id)
            .join(Case, Case.id == Plan.case_id)
            .where(*to_reach(staff), Milestone.due_at < bindparam("until", type_=Milestone.due_at.type))
            .scalar_subquery(),
        ),
    )
    found = db.session.execute(all_of_them.add_columns(*beside), {"until": until, **moments}).one()
    cases, reviews, items, milestones, *others = found
    return Counts(cases, reviews, items, milestones, tuple(others))


def review_queue(staff: Staff, limit: int = 200) -> list[Case]:
    """The review queue, the nearest due time first."""
    return _nearest(to_review(staff), limit)


def overdue(staff: Staff, now: datetime, limit: int = 5) -> list[Case]:
    """Cases in view whose time has passed and whose next step is not this person's, the longest first.

    In the order of an index, which is walked no further than to so many.
    """
    found = (
        visible_to(staff)
        .where(Case.state != State.CLOSED, Case.due_at < now)
        .where(Case.id.not_in(ids_waiting_for(staff)))
        .order_by(Case.due_at, Case.id)
    )
    return list(db.session.scalars(with_names(found).limit(limit)).unique())


def submitted_for(cases: Sequence[Case]) -> dict[int, Result]:
    """The results that wait for review, with who handed them in, for many cases at once; by case id."""
    found = db.session.scalars(
        select(Result)
        .where(Result.case_id.in_([case.id for case in cases]), Result.verdict == Verdict.SUBMITTED)
        .options(joinedload(Result.by).options(lazyload(Staff.grants)))
    )
    return {result.case_id: result for result in found}


def _nearest(found: Select[Case], limit: int) -> list[Case]:
    """So many of these cases, the nearest due time first, with the names that a row shows.

    Which they are is found by their ids alone: to sort whole cases takes far longer.
    """
    order = (Case.due_at.nulls_last(), Case.received_at.desc(), Case.id.desc())
    ids = found.with_only_columns(Case.id).order_by(*order).limit(limit).subquery()
    shown = with_names(select(Case).where(Case.id.in_(select(ids.c.id))).order_by(*order))
    return list(db.session.scalars(shown).unique())


def _count(found: Select[Case]) -> ScalarSelect[int]:
    ids = found.with_only_columns(Case.id).subquery()
    return select(func.count()).select_from(ids).scalar_subquery()
