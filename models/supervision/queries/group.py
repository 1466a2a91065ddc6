"""Who sits in the supervision group, and who of it is free to inspect a department (M-01, Q-03)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from models.bodies.queries.members import members, seat_of, sits_on
from models.bodies.tables import BodyMember
from models.bodies.words import CONVENING, BodyKind
from models.clock import local_day
from models.conduct.queries.talks import line_of_department
from models.inspection.queries.corrections import one_correction
from models.inspection.tables import Correction
from models.people.tables import Department, Staff
from models.supervision.rules.steps import free
from models.supervision.tables import DepartmentFinding

GROUP = BodyKind.SUPERVISION_GROUP


def group(now: datetime) -> Sequence[Staff]:
    """Who sits in the supervision group today, the chair first."""
    return [each.staff for each in members(GROUP, local_day(now))]


def conveners(now: datetime) -> frozenset[int]:
    """The ids of those who convene the group today, and so plan its inspections."""
    return frozenset(each.staff_id for each in members(GROUP, local_day(now)) if each.seat in CONVENING)


def in_group(staff: Staff, now: datetime) -> bool:
    """Whether somebody sits in the group today."""
    return seat_of(staff, GROUP, local_day(now)) is not None


def seats(staff: Staff, now: datetime) -> ColumnElement[int]:
    """How many seats somebody has in the group today: one or none. A column to be asked for beside others."""
    theirs = (BodyMember.body == GROUP, BodyMember.staff_id == staff.id, sits_on(local_day(now)))
    return select(func.count()).select_from(BodyMember).where(*theirs).scalar_subquery()


def correction_in(staff: Staff, correction_id: int, now: datetime) -> Correction | None:
    """The correction of a finding with its reports, for who sits in the group."""
    if not in_group(staff, now):
        return None
    return one_correction(correction_id, Correction.about.startswith(f"{DepartmentFinding.__tablename__}:"))


def checkers(correction: Correction, now: datetime) -> list[int]:
    """Who of the group may check what a department put right instead: as `free_for`, without a part in what
    was reported."""
    barred = {correction.checker_id, *(each.by_id for each in correction.reports)}
    return [each.id for each in free_for(correction.department, now) if each.id not in barred]


def checkers_to_name(correction: Correction, by: Staff, now: datetime) -> list[int]:
    """Whom `by` may have check the correction of a finding instead: nobody, unless they convene the group and
    it is open."""
    return checkers(correction, now) if correction.open and by.id in conveners(now) else []


def free_for(department: Department, now: datetime) -> Sequence[Staff]:
    """Who of the group may inspect a department: nobody who works in it or in one below it, or heads it."""
    people = group(now)
    allowed = free({person.id for person in people}, line_of_department(department, now))
    return [person for person in people if person.id in allowed]
