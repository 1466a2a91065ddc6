"""Efficiency reports: which is due, and that one was made and sent to management (M-04)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from models.clock import local_day
from models.db import db, inserted_id
from models.events.actions import SYSTEM, record
from models.files.tables import StoredFile
from models.kpi.rules.months import Month
from models.kpi.tables import KpiMonth, KpiReport
from models.kpi.words import MonthState
from models.outbox.actions import notify_all
from models.people.queries import who_may
from models.permissions import Permission
from models.rulebook.queries import kpi_of


def due_report() -> Sequence[Month]:
    """The months that the next report is of, the oldest first; none while it is made or its last month is
    open.

    The year is cut into parts of as many months as the rulebook of the last closed month says. Only the
    latest part is made: nobody reads a year of reports at once.
    """
    closed = select(KpiMonth).where(KpiMonth.state == MonthState.CLOSED).order_by(KpiMonth.month.desc())
    for row in db.session.scalars(closed.limit(12)):
        assert row.rulebook_id is not None, "a closed month has its rules"
        length = kpi_of(row.rulebook_id).report_months
        if row.month.month % length == 0:
            made = select(KpiReport.id).where(KpiReport.last == row.month)
            return [] if db.session.scalar(made) else Month(row.month).back(length)
    return []


def report_made(months: Sequence[Month], file: StoredFile, *, now: datetime) -> KpiReport | None:
    """Keeps the one file of a report and tells management; None where another clock was quicker.

    Records kpi.reported.
    """
    report_id = inserted_id(
        KpiReport,
        first=months[0].first,
        last=months[-1].first,
        made_at=now,
        file_id=file.id,
        sha256=file.sha256,
    )
    if report_id is None:
        return None
    report = db.session.get_one(KpiReport, report_id)
    record("kpi.reported", report, by=SYSTEM, now=now, period=report.key)
    managers = {person.id for person in who_may(Permission.REPORT_APPROVE, on=local_day(now))}
    notify_all(sorted(managers), "kpi_report", about=report.audit_name, now=now, facts={"period": report.key})
    return report
