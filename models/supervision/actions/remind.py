"""Reminders of inspections of departments whose next step has its time (H-04, Q-03)."""

from datetime import datetime

from sqlalchemy import update

from models.db import changed_rows, db
from models.events.actions import SYSTEM, record
from models.inspection.actions.audience import heads_of, tell
from models.supervision.queries import due_reminders, held
from models.supervision.tables import DepartmentInspection
from models.supervision.words import InspectionState


def remind_inspection(inspection_id: int, *, now: datetime) -> bool:
    """Tells the team once that the planned day has come, and heads and leader once that the time to answer is
    over. Records supervision_inspection.reminded. Returns whether it was this call that told them."""
    if inspection_id not in due_reminders(now):
        return False
    mine = changed_rows(
        update(DepartmentInspection)
        .where(DepartmentInspection.id == inspection_id, DepartmentInspection.reminded_at.is_(None))
        .values(reminded_at=now)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        return False
    row = held(db.session.get_one(DepartmentInspection, inspection_id))
    record("supervision_inspection.reminded", row, by=SYSTEM, now=now)
    if row.state is InspectionState.PLANNED:
        tell(row.team, "supervision_today", row, now=now)
    else:
        people = [*heads_of(row.department_id)[:2], row.leader_id]
        tell(people, "supervision_answer_late", row, now=now)
    return True
