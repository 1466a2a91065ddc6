"""The house as it was: who belonged where and who headed what on a day (A-01, A-04)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, or_, select

from models.db import db
from models.memory import remembered
from models.people.rules import Organisation
from models.people.tables import Headship, Placement, Posting

Line = TypeVar("Line", Posting, Headship, Placement)


def organisation_on(day: date) -> Organisation:
    """The whole house on a local day. Three queries, once a transaction."""
    return remembered(("organisation", day), lambda: organisations_on({day})[day])


def organisations_on(days: Collection[date]) -> Mapping[date, Organisation]:
    """The house on each of these days, in three queries however many they are; none for no day."""
    if not days:
        return {}
    first, last = min(days), max(days)
    people = db.session.scalars(_between(Posting, first, last)).all()
    heads = db.session.scalars(_between(Headship, first, last)).all()
    places = db.session.scalars(_between(Placement, first, last)).all()
    return {day: _house(day, people, heads, places) for day in days}


def department_on(staff_id: int, day: date) -> int | None:
    """The id of the department that a person belonged to; None for whoever did not work here. One query."""
    return db.session.scalar(
        select(Posting.department_id).where(Posting.staff_id == staff_id, _held(Posting, day))
    )


def departments_on(people: Collection[int], day: date) -> dict[int, int]:
    """The ids of the departments that these people belonged to, by theirs; without whoever did not work here.
    One query."""
    rows = select(Posting.staff_id, Posting.department_id).where(Posting.staff_id.in_(people))
    return dict(db.session.execute(rows.where(_held(Posting, day))).all())


def head_on(department_id: int, day: date) -> int | None:
    """The id of whoever headed a department; None where nobody did. One query."""
    return db.session.scalar(
        select(Headship.staff_id).where(Headship.department_id == department_id, _held(Headship, day))
    )


def heads_above_on(staff_id: int, day: date) -> list[int]:
    """The ids of all heads above a person, the nearest first. See `Organisation.heads_above`."""
    return list(organisation_on(day).heads_above(staff_id))


def reports_on(head_id: int, day: date) -> frozenset[int]:
    """The ids of everybody who stood under a head. See `Organisation.reports_of`."""
    return organisation_on(day).reports_of(head_id)


def _house(
    day: date, people: Sequence[Posting], heads: Sequence[Headship], places: Sequence[Placement]
) -> Organisation:
    return Organisation(
        day=day,
        departments={line.staff_id: line.department_id for line in people if line.holds(day)},
        heads={line.department_id: line.staff_id for line in heads if line.holds(day)},
        parents={line.department_id: line.parent_id for line in places if line.holds(day)},
    )


def _between(line: type[Line], first: date, last: date) -> Select[Line]:
    """What held on any of these days."""
    return select(line).where(line.from_on <= last, or_(line.until_on.is_(None), line.until_on > first))


def _held(line: type[Line], day: date) -> ColumnElement[bool]:
    """SQL for "this line of the history held on that day"."""
    return (line.from_on <= day) & or_(line.until_on.is_(None), line.until_on > day)
