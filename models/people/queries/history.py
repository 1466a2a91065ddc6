"""The house as it was: who belonged where and who headed what on a day (A-01, A-04)."""

from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, or_, select

from models.db import db
from models.memory import remembered
from models.people.rules import Organisation
from models.people.tables import Headship, Placement, Posting

Line = TypeVar("Line", Posting, Headship, Placement)


def organisation_on(day: date) -> Organisation:
    """The whole house on a local day. Three queries, once a transaction."""
    return remembered(("organisation", day), lambda: _read(day))


def department_on(staff_id: int, day: date) -> int | None:
    """The id of the department that a person belonged to; None for whoever did not work here. One query."""
    return db.session.scalar(
        select(Posting.department_id).where(Posting.staff_id == staff_id, _held(Posting, day))
    )


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


def _read(day: date) -> Organisation:
    postings = select(Posting.staff_id, Posting.department_id).where(_held(Posting, day))
    heads = select(Headship.department_id, Headship.staff_id).where(_held(Headship, day))
    places = select(Placement.department_id, Placement.parent_id).where(_held(Placement, day))
    return Organisation(
        day=day,
        departments=dict(db.session.execute(postings).all()),
        heads=dict(db.session.execute(heads).all()),
        parents=dict(db.session.execute(places).all()),
    )


def _held(line: type[Line], day: date) -> ColumnElement[bool]:
    """SQL for "this line of the history held on that day"."""
    return (line.from_on <= day) & or_(line.until_on.is_(None), line.until_on > day)
