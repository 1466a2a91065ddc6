"""Efficiency reports that were made (M-04)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.db import db
from models.kpi.tables import KpiReport


def reports(limit: int = 60) -> Sequence[KpiReport]:
    """All of them with their files, the latest first."""
    found = select(KpiReport).options(joinedload(KpiReport.file)).order_by(KpiReport.last.desc())
    return db.session.scalars(found.limit(limit)).all()


def report_of(last: date) -> KpiReport | None:
    """The report whose last month this is, with its file."""
    found = select(KpiReport).where(KpiReport.last == last).options(joinedload(KpiReport.file))
    return db.session.scalars(found).one_or_none()
