"""The code that may open a case now (H-08)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.tables import Case, TrackingCode
from models.db import db


def open_code(case: Case, now: datetime) -> TrackingCode | None:
    """The last code that was sent, while it is valid; how often it was tried is asked when it is used."""
    return db.session.scalars(
        select(TrackingCode)
        .where(
            TrackingCode.case_id == case.id,
            TrackingCode.used_at.is_(None),
            TrackingCode.valid_until > now,
        )
        .order_by(TrackingCode.id.desc())
        .limit(1)
    ).first()
