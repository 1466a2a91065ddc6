"""A second person publishes a report or sends it back (S-07)."""

from datetime import datetime

from models.db import db
from models.events.actions import record
from models.people.tables import Staff
from models.reports.actions.guards import deciding, fits_beside, reason_given, tell
from models.reports.queries.people import authors_of
from models.reports.tables import SatisfactionReport
from models.reports.words import ReportState


def publish(report: SatisfactionReport, *, by: Staff, now: datetime, seen: int | None) -> SatisfactionReport:
    """Publishes the report exactly as it was read, at once and for good: nothing of it can be changed after.

    Tells the authors; records report.published. Raises NotAllowed for an author or without the permission,
    WrongState unless it is submitted, Stale, Invalid("figures", "overlapping") where another report over the
    same days was published since, and both together would tell what few said: it is to be counted anew.
    """
    deciding(report, by, seen)
    fits_beside(report.content)
    authors = authors_of(report)
    report.state = ReportState.PUBLISHED
    report.ended_by_id, report.ended_at = by.id, now
    db.session.flush()
    record("report.published", report, by=by, now=now, period=report.period)
    tell(authors, "satisfaction_published", report, now=now, period=report.period)
    return report


def send_back(
    report: SatisfactionReport, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> SatisfactionReport:
    """Gives the report back to its authors with a reason; it can be edited again.

    Tells them; records report.returned. Raises as `publish`, and Invalid("reason", "required").
    """
    deciding(report, by, seen)
    report.returned_because = reason_given(reason)
    report.returned_by_id, report.returned_at = by.id, now
    report.state = ReportState.DRAFT
    db.session.flush()
    record("report.returned", report, by=by, now=now, reason=report.returned_because, period=report.period)
    tell(authors_of(report), "satisfaction_returned", report, now=now, period=report.period)
    return report
