"""What HR looks after: who works here, who comes and goes, whose login lacks a second factor (X-01)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import lazyload

from models.db import db
from models.people.queries.departments import works_on
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff


def count_working(on: date) -> int:
    """How many people are employed on a day."""
    return db.session.scalar(select(func.count()).select_from(Staff).where(works_on(on))) or 0


def leaving(since: date, until: date) -> Sequence[Staff]:
    """Whose last day lies in this time, both days included; the first to go first."""
    found = select(Staff).where(Staff.left_on >= since, Staff.left_on <= until)
    return _named(found.order_by(Staff.left_on, Staff.number))


def joining(since: date, until: date) -> Sequence[Staff]:
    """Whose first day lies in this time, both days included; the last to come first."""
    found = select(Staff).where(Staff.joined_on >= since, Staff.joined_on <= until)
    return _named(found.order_by(Staff.joined_on.desc(), Staff.number))


def without_second_factor(roles: Collection[Role], *, on: date) -> Sequence[Staff]:
    """Who is employed on a day, plays one of these roles, and gives no second factor at the login."""
    held = Staff.grants.any(RoleGrant.role.in_(roles))
    found = select(Staff).where(works_on(on), held, Staff.totp_confirmed_at.is_(None))
    return db.session.scalars(found.order_by(Staff.number)).all()


def _named(found: Select[Staff]) -> Sequence[Staff]:
    return db.session.scalars(found.options(lazyload(Staff.grants))).all()
