"""Who may see which cases (X-01): every other read starts from `visible_to`."""

from sqlalchemy import ColumnElement, Select, false, or_, select

from models.cases.rules.steps import Standing
from models.cases.tables import Case, DueTime, Result
from models.cases.words import DueKind, State, Verdict
from models.db import db
from models.people.queries import every_department, parents_of_departments
from models.people.rules import descendants
from models.people.tables import Staff
from models.permissions import Permission

UNDECIDED = (DueTime.kind == DueKind.DECISION, DueTime.ended_at.is_(None))
"""What holds for the due time of a case that waits for the leading group's decision (R-04)."""


def departments_of(staff: Staff) -> frozenset[int]:
    """The departments this person answers for: the own one, and for a head all below the headed ones."""
    parents = parents_of_departments()
    headed = [row.id for row in every_department() if row.head_id == staff.id]
    return frozenset({staff.department_id}).union(*(descendants(each, parents) for each in headed))


def in_scope(staff: Staff) -> ColumnElement[bool] | None:
    """The condition of `visible_to`, or None where there is none because all may be seen."""
    if staff.may(Permission.CASE_READ_ALL):
        return None
    own = or_(Case.owner_id == staff.id, Case.registered_by_id == staff.id)
    if not staff.may(Permission.CASE_READ_DEPARTMENT):
        return own
    departments = departments_of(staff)
    colleagues = select(Staff.id).where(Staff.department_id.in_(departments))
    return or_(own, Case.lead_department_id.in_(departments), Case.registered_by_id.in_(colleagues))


def visible_to(staff: Staff | None) -> Select[Case]:
    """The cases that this person may see at all; nobody sees none."""
    found = select(Case)
    if staff is None:
        return found.where(false())
    condition = in_scope(staff)
    return found if condition is None else found.where(condition)


def standing(case: Case, staff: Staff) -> Standing:
    """How a person stands to a case: what its next steps are asked with."""
    submitted_by = None
    if case.state is State.REVIEW:
        submitted_by = db.session.scalar(
            select(Result.by_id).where(Result.case_id == case.id, Result.verdict == Verdict.SUBMITTED)
        )
    undecided = select(DueTime.id).where(DueTime.case_id == case.id, *UNDECIDED)
    to_decide = staff.may(Permission.CASE_DECIDE) and db.session.scalar(undecided) is not None
    return Standing(staff, departments_of(staff), submitted_by, to_decide)
