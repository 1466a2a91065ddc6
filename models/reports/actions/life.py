"""A draft is submitted, taken up again, and thrown away (S-07)."""

from datetime import datetime

from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff
from models.reports.actions.guards import editing, fits_beside, reason_given, taking_up, tell
from models.reports.actions.write import require_both
from models.reports.queries.people import approvers
from models.reports.tables import SatisfactionReport
from models.reports.words import REQUIRED, Passage, ReportState


def submit(report: SatisfactionReport, *, by: Staff, now: datetime, seen: int | None) -> SatisfactionReport:
    """Gives the draft to a second person; nobody edits it until it is decided, and the figures stay.

    Tells all who may approve it; records report.submitted. Raises NotAllowed, WrongState, Stale; Invalid
    on `<passage>_<language>` (`required`, `other_language`), `figures` (`too_few`, where nothing may be
    shown; `overlapping`, where beside what was published since they tell what few said), `approver`
    (`nobody`, when no one but its authors could approve it).
    """
    editing(report, by, seen)
    if report.content.headline is None:
        raise Invalid("figures", "too_few_answers")
    fits_beside(report.content)
    require_both(report.texts, REQUIRED, tuple(Passage))
    report.state = ReportState.SUBMITTED
    report.submitted_by_id, report.submitted_at = by.id, now
    db.session.flush()
    people = approvers(report, now=now)
    if not people:
        raise Invalid("approver", "no_approver")
    record("report.submitted", report, by=by, now=now, period=report.period)
    tell(people, "satisfaction_to_approve", report, now=now, period=report.period)
    return report


def take_up(report: SatisfactionReport, *, by: Staff, now: datetime) -> SatisfactionReport:
    """An author takes a submitted report up again, to go on writing; records report.taken_up.

    Raises NotAllowed for whoever wrote none of it, WrongState unless it is submitted.
    """
    taking_up(report, by)
    report.state = ReportState.DRAFT
    db.session.flush()
    record("report.taken_up", report, by=by, now=now, period=report.period)
    return report


def discard(
    report: SatisfactionReport, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> SatisfactionReport:
    """Throws a draft away; it stays in the list of those thrown away, with its reason. Its period is free.

    Records report.discarded. Raises NotAllowed, WrongState, Stale, Invalid("reason", "required").
    """
    editing(report, by, seen)
    report.ended_because = reason_given(reason)
    report.state = ReportState.DISCARDED
    report.ended_by_id, report.ended_at = by.id, now
    db.session.flush()
    record("report.discarded", report, by=by, now=now, reason=report.ended_because, period=report.period)
    return report
