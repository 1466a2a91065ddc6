"""Whose points, rewards and penalties somebody may read (A-04, C-04, C-05)."""

from models.people.queries import every_department, parents_of_departments
from models.people.roles import Role
from models.people.rules import descendants
from models.people.tables import Department, Staff
from models.permissions import Permission

OF_ALL = frozenset({Role.AUDITOR, Role.HR, Role.LEADING_GROUP})
"""Who reads the points of the whole company; a head reads those of the own departments."""


def departments_read(staff: Staff) -> frozenset[int] | None:
    """The departments whose people's points somebody may read; None for all of them."""
    if not staff.may(Permission.LEDGER_READ):
        return frozenset()
    if staff.roles & OF_ALL:
        return None
    parents = parents_of_departments()
    headed = [row.id for row in every_department() if row.head_id == staff.id]
    return frozenset().union(*(descendants(each, parents) for each in headed))


def reads_person(staff: Staff, person: Staff) -> bool:
    """Whether somebody may read a person's points: the own ones always."""
    seen = departments_read(staff)
    return staff.id == person.id or seen is None or person.department_id in seen


def reads_department(staff: Staff, department: Department) -> bool:
    """Whether somebody may read a department's own points: those of the department one works in always."""
    seen = departments_read(staff)
    return staff.department_id == department.id or seen is None or department.id in seen
