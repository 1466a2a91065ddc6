"""What of inspections of departments waits for a person (M-02)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import joinedload

from models.clock import local_day
from models.db import db
from models.inspection.queries import ToDo
from models.inspection.queries.corrections import to_check
from models.inspection.queries.sight import headed
from models.inspection.tables import Correction
from models.people.tables import Staff
from models.permissions import Permission
from models.supervision.tables import DepartmentFinding, DepartmentInspection, Inspector
from models.supervision.words import InspectionState


def waiting_for(staff: Staff, now: datetime) -> Sequence[DepartmentInspection]:
    """The inspections whose next step is somebody's, the first planned first: to make from their day on, to
    conclude, to answer."""
    rows = select(DepartmentInspection).where(_theirs(staff, now))
    rows = rows.options(joinedload(DepartmentInspection.department))
    return db.session.scalars(rows.order_by(DepartmentInspection.planned_on, DepartmentInspection.id)).all()


def to_check_of_findings(staff: Staff) -> Sequence[Correction]:
    """Reported corrections of findings that wait for the check of somebody who scores no cases, the first due
    first: who does finds them beside their sheets."""
    rows = select(Correction).where(_theirs_to_check(staff)).options(joinedload(Correction.department))
    return db.session.scalars(rows.order_by(Correction.check_due_at, Correction.id)).all()


def to_do(staff: Staff, now: datetime) -> ToDo:
    """How much of both waits, and when the first answer or check is due. One query."""
    answering = DepartmentInspection.state == InspectionState.ANSWERING
    answer_due_at = func.min(case((answering, DepartmentInspection.answer_due_at)))
    inspections = select(DepartmentInspection.id).where(_theirs(staff, now))
    checks = select(Correction.id).where(_theirs_to_check(staff))
    found = select(
        select(func.count()).select_from(inspections.subquery()).scalar_subquery(),
        select(answer_due_at).where(_theirs(staff, now)).scalar_subquery(),
        select(func.count()).select_from(checks.subquery()).scalar_subquery(),
        select(func.min(Correction.check_due_at)).where(_theirs_to_check(staff)).scalar_subquery(),
    )
    n, due_at, others, check_due_at = db.session.execute(found).one()
    return ToDo(n, due_at) + ToDo(others, check_due_at)


def _theirs_to_check(staff: Staff) -> ColumnElement[bool]:
    if staff.may(Permission.INSPECTION_SCORE):
        return false()
    return and_(to_check(staff), Correction.about.startswith(f"{DepartmentFinding.__tablename__}:"))


def _theirs(staff: Staff, now: datetime) -> ColumnElement[bool]:
    state = DepartmentInspection.state
    made = select(Inspector.inspection_id).where(Inspector.staff_id == staff.id)
    to_make = and_(
        DepartmentInspection.id.in_(made),
        or_(
            state == InspectionState.UNDER_WAY,
            and_(state == InspectionState.PLANNED, DepartmentInspection.planned_on <= local_day(now)),
        ),
    )
    over = and_(state == InspectionState.ANSWERING, DepartmentInspection.answer_due_at <= now)
    to_conclude = and_(
        DepartmentInspection.leader_id == staff.id, or_(state == InspectionState.ANSWERED, over)
    )
    found = [to_make, to_conclude]
    if departments := headed(staff):
        found.append(
            and_(state == InspectionState.ANSWERING, DepartmentInspection.department_id.in_(departments))
        )
    return or_(*found)
