"""Who is on duty now, who will be, and for whom somebody may plan (T-02)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload

from models.db import db
from models.duty.rules import LOOKED_AHEAD, Stretch, gaps
from models.duty.tables import DutyShift
from models.people.queries import every_department, parents_of_departments
from models.people.rules import descendants
from models.people.tables import Department, Staff
from models.permissions import Permission
from models.rulebook.queries import rules_at

MOST = 200
"""So many shifts the roster shows."""


@dataclass(frozen=True)
class Uncovered:
    """A department with stretches outside working hours in which nobody is on duty, the first first."""

    department: Department
    stretches: Sequence[Stretch]


def on_duty(now: datetime, departments: Collection[int]) -> list[int]:
    """The ids of those who are on duty at a moment for one of these departments."""
    held = _held().with_only_columns(DutyShift.staff_id).distinct()
    return list(
        db.session.scalars(
            held.where(
                DutyShift.begins_at <= now,
                DutyShift.ends_at > now,
                DutyShift.department_id.in_(departments),
            )
        )
    )


def roster(now: datetime) -> Sequence[DutyShift]:
    """The shifts that are not over, with their people and departments, the first first."""
    people = joinedload(DutyShift.staff).options(lazyload(Staff.grants), lazyload(Staff.department))
    rows = _held().where(DutyShift.ends_at > now).options(people, joinedload(DutyShift.department))
    return db.session.scalars(rows.order_by(DutyShift.begins_at, DutyShift.id).limit(MOST)).all()


def shift(shift_id: int) -> DutyShift | None:
    """One shift that was not taken back, with its person."""
    rows = _held().where(DutyShift.id == shift_id).options(joinedload(DutyShift.staff))
    return db.session.scalars(rows).unique().one_or_none()


def planned_by(staff: Staff) -> frozenset[int]:
    """The departments for which somebody may plan: a head for the headed ones and all below, who keeps the
    people of the house for every department."""
    if not staff.may(Permission.DUTY_EDIT):
        return frozenset()
    departments = every_department()
    if staff.may(Permission.PEOPLE_EDIT):
        return frozenset(row.id for row in departments if row.open)
    parents = parents_of_departments()
    headed = [row.id for row in departments if row.head_id == staff.id]
    return frozenset().union(*(descendants(each, parents) for each in headed))


def uncovered(staff: Staff, now: datetime, planned: Sequence[DutyShift]) -> list[Uncovered]:
    """Where a week ahead nobody is on duty outside working hours, of the departments for which this person
    plans and which the rulebook makes responsible for cases. `planned` is the roster as it is."""
    rules = rules_at(now)
    named = {each.department for each in rules.categories if each.department}
    named.add(rules.routes.customer_service)
    until, mine = now + LOOKED_AHEAD, planned_by(staff)
    found = []
    for department in every_department():
        if department.id in mine and department.code in named:
            covered = [
                (each.begins_at, each.ends_at) for each in planned if each.department_id == department.id
            ]
            if stretches := gaps(rules.calendar(), covered, now, until):
                found.append(Uncovered(department, stretches))
    return found


def overlapping(staff_id: int, begins_at: datetime, ends_at: datetime) -> DutyShift | None:
    """A shift of the same person that touches this time."""
    touching = _held().where(
        DutyShift.staff_id == staff_id, DutyShift.begins_at < ends_at, DutyShift.ends_at > begins_at
    )
    return db.session.scalars(touching.limit(1)).first()


def shifts_of(people: Collection[int], begins_at: datetime, ends_at: datetime) -> Sequence[DutyShift]:
    """The shifts of these people, by id, that touch this time, the first first. One query."""
    touching = _held().where(
        DutyShift.staff_id.in_(people), DutyShift.begins_at < ends_at, DutyShift.ends_at > begins_at
    )
    return db.session.scalars(touching.order_by(DutyShift.begins_at, DutyShift.id)).all()


def _held() -> Select[DutyShift]:
    return select(DutyShift).where(DutyShift.cancelled_at.is_(None))
