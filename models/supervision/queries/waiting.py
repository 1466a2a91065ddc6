"""What of inspections of departments waits for a person (M-02)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from models.clock import local_day
from models.db import db
from models.inspection.queries.sight import headed
from models.people.tables import Staff
from models.supervision.tables import DepartmentInspection, Inspector
from models.supervision.words import InspectionState


def waiting_for(staff: Staff, now: datetime) -> Sequence[DepartmentInspection]:
    """The inspections whose next step is somebody's, the first planned first: to make from their day on, to
    conclude, to answer."""
    rows = select(DepartmentInspection).where(_theirs(staff, now))
    rows = rows.options(joinedload(DepartmentInspection.department))
    return db.session.scalars(rows.order_by(DepartmentInspection.planned_on, DepartmentInspection.id)).all()


def count_waiting(staff: Staff, now: datetime) -> int:
    """How many `waiting_for` would show."""
    counted = select(func.count()).select_from(DepartmentInspection)
    return db.session.scalar(counted.where(_theirs(staff, now))) or 0


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
