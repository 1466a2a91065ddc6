"""An approved report was printed: it is kept, and sent to the leaders (Q-05)."""

from datetime import datetime

from models.clock import local_day
from models.db import db, insert_once
from models.events.actions import SYSTEM, record
from models.files.tables import StoredFile
from models.monthly.queries import held
from models.monthly.tables import MonthlyIssue, MonthlyReport
from models.monthly.words import MonthlyState
from models.outbox.actions import notify_all
from models.people.queries import who_may
from models.permissions import Permission


def printed(report: MonthlyReport, number: int, file: StoredFile, *, now: datetime) -> bool:
    """Keeps a printing, the first or one with a correction, and sends it: leaders and heads get a notice, by
    mail as well unless they chose otherwise. Records monthly.sent. Returns whether this call did; of two
    clocks at once one does."""
    report = held(report)
    if report.approved_at is None or number != len(report.issues) + 1:
        return False
    new = insert_once(
        MonthlyIssue, report_id=report.id, number=number, file_id=file.id, sha256=file.sha256, at=now
    )
    if not new:
        return False
    report.state = MonthlyState.SENT
    db.session.flush()
    db.session.expire(report, ["issues"])
    record("monthly.sent", report, by=SYSTEM, now=now, printing=number, sha256=file.sha256)
    day = local_day(now)
    readers = (Permission.REPORT_APPROVE, Permission.KPI_READ)
    people = {each.id for permission in readers for each in who_may(permission, on=day)}
    kind = "monthly_sent" if number == 1 else "monthly_corrected"
    facts = {"period": f"{report.month:%Y-%m}"}
    notify_all(sorted(people), kind, about=report.audit_name, now=now, facts=facts)
    return True
