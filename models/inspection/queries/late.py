"""What of inspections is late and nobody was reminded of: sheets, checks, objections (H-04, Q-01)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from models.db import db
from models.inspection.tables import Correction, Inspection, Objection, Sheet
from models.inspection.words import CorrectionState, InspectionState

MOST = 200


def late_sheets(now: datetime) -> Sequence[int]:
    """The ids of sheets whose time to score is over; those whose inspection goes on without them too."""
    rows = select(Sheet.id).join(Inspection, Inspection.id == Sheet.inspection_id)
    rows = rows.where(
        Sheet.done_at.is_(None), Sheet.reminded_at.is_(None), Inspection.due_at <= now,
        Inspection.state != InspectionState.OVERTURNED,
    )  # fmt: skip
    return db.session.scalars(rows.order_by(Inspection.due_at, Sheet.id).limit(MOST)).all()


def late_checks(now: datetime) -> Sequence[int]:
    """The ids of corrections whose report should have been checked by now."""
    rows = select(Correction.id).where(
        Correction.state == CorrectionState.REPORTED,
        Correction.check_due_at <= now,
        Correction.check_reminded_at.is_(None),
    )
    return db.session.scalars(rows.order_by(Correction.check_due_at, Correction.id).limit(MOST)).all()


def late_objections(now: datetime) -> Sequence[int]:
    """The ids of objections that should have been decided by now."""
    rows = select(Objection.id).where(
        Objection.decided_at.is_(None), Objection.due_at <= now, Objection.reminded_at.is_(None)
    )
    return db.session.scalars(rows.order_by(Objection.due_at, Objection.id).limit(MOST)).all()
