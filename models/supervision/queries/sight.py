"""Who sees an inspection of a department, and what somebody is to it (Q-03, X-01)."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, true

from models.conduct.queries.talks import line_of_department
from models.inspection.queries.sight import headed, sees_all
from models.people.tables import Staff
from models.supervision.queries.group import conveners, in_group
from models.supervision.rules.steps import Part
from models.supervision.tables import DepartmentInspection, Inspector
from models.supervision.tables.inspection import SENT


def visible(staff: Staff, now: datetime) -> ColumnElement[bool]:
    """SQL for the inspections that somebody sees: all for the group, for who reads inspections and for who
    made one; those of departments that somebody heads from the day on which the findings were sent."""
    if sees_all(staff) or in_group(staff, now):
        return true()
    made = select(Inspector.inspection_id).where(Inspector.staff_id == staff.id)
    theirs = and_(DepartmentInspection.state.in_(SENT), DepartmentInspection.department_id.in_(headed(staff)))
    return or_(DepartmentInspection.id.in_(made), theirs)


def answers(found: DepartmentInspection, staff: Staff) -> bool:
    """Whether somebody answers for the department: its head, or the head of one above it."""
    return found.department_id in headed(staff)


def part_of(found: DepartmentInspection, staff: Staff, now: datetime) -> Part:
    """What somebody is to an inspection. Of the team is nobody who came to work in the department or to head
    it since: no one inspects their own."""
    due = found.answer_due_at
    free = staff.id in found.team and staff.id not in line_of_department(found.department, now)
    return Part(
        inspects=free,
        leads=free and staff.id == found.leader_id,
        convenes=staff.id in conveners(now),
        answers=answers(found, staff) and staff.id not in found.team,
        answer_over=due is not None and due <= now,
    )
