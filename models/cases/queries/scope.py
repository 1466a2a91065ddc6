"""Who may see which cases (X-01): every other read starts from `visible_to`."""

from sqlalchemy import ColumnElement, Select, false, or_, select

from models.cases.queries.together import assistances_of, extensions_of
from models.cases.rules.extensions import NONE, margin
from models.cases.rules.steps import AT_WORK, Standing
from models.cases.tables import Assistance, Case, DueTime, Result
from models.cases.words import DueKind, ExtensionState, State, Verdict
from models.db import db
from models.people.queries import every_department, parents_of_departments
from models.people.rules import descendants
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_of

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
    helped = select(Assistance.case_id).where(Assistance.department_id.in_(departments))
    return or_(
        own,
        Case.lead_department_id.in_(departments),
        Case.registered_by_id.in_(colleagues),
        Case.id.in_(helped),
    )


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
    more_time, asked = NONE, None
    if case.state in (State.HANDLING, State.WAITING):
        asked_before = [each for each in extensions_of(case) if each.round == case.round]
        more_time = margin(case, rules_of(case.rulebook_id), asked_before)
        asked = next((each for each in asked_before if each.state is ExtensionState.ASKED), None)
    helped = (
        [each for each in assistances_of(case) if each.round == case.round] if case.state in AT_WORK else []
    )
    return Standing(staff, departments_of(staff), submitted_by, to_decide, more_time, asked, helped)
