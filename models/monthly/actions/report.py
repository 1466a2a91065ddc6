"""The company's report: written, handed to a second person, approved or returned, corrected (Q-05)."""

from datetime import datetime

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.kpi.queries import month_of
from models.kpi.rules.months import Month
from models.monthly.queries import authors, content_of, held
from models.monthly.tables import DECIDED, MonthlyCorrection, MonthlyReport
from models.monthly.words import MonthlyState
from models.outbox.actions import notify_all
from models.people.queries import who_may
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import kpi_of


def write_report(
    report: MonthlyReport, assessment: str, measures: str, *, by: Staff, now: datetime, seen: int | None
) -> MonthlyReport:
    """Keeps the words of who writes the report. Records monthly.written. Raises NotAllowed, WrongState,
    Stale."""
    report = _draft(report, by, seen)
    report.assessment, report.measures = assessment.strip(), measures.strip()
    report.author_id = by.id
    report.version += 1
    db.session.flush()
    record("monthly.written", report, by=by, now=now)
    return report


def submit(
    report: MonthlyReport, assessment: str, measures: str, *, by: Staff, now: datetime, seen: int | None
) -> MonthlyReport:
    """Hands the report to a second person: what the system says in it is fixed from then on, and summaries
    that were not handed in are named as such. Those who approve are told. Records monthly.submitted.

    Raises NotAllowed, WrongState, Stale, Invalid ("assessment", "required").
    """
    if not assessment.strip():
        raise Invalid("assessment", "required")
    report = _draft(report, by, seen)
    month = Month(report.month)
    frozen = month_of(month)
    assert frozen is not None, "a report is of a frozen month"
    assert frozen.rulebook_id is not None, "a frozen month has its rules"
    report.assessment, report.measures = assessment.strip(), measures.strip()
    report.content = content_of(month, kpi_of(frozen.rulebook_id), now)
    report.state, report.author_id, report.submitted_at = MonthlyState.SUBMITTED, by.id, now
    report.returned_because = ""
    report.version += 1
    db.session.flush()
    record("monthly.submitted", report, by=by, now=now)
    _tell(Permission.REPORT_APPROVE, "monthly_to_approve", report, now=now, but=by.id)
    return report


def send_back(
    report: MonthlyReport, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> MonthlyReport:
    """Returns the report with a reason; it is a draft again, and who wrote it is told. Records
    monthly.returned. Raises NotAllowed, also for whoever wrote in it; WrongState, Stale, Invalid ("reason",
    "required")."""
    if not reason.strip():
        raise Invalid("reason", "required")
    report = _submitted(report, by, seen)
    report.state, report.content, report.submitted_at = MonthlyState.DRAFT, None, None
    report.returned_because = reason.strip()
    report.version += 1
    db.session.flush()
    record("monthly.returned", report, by=by, now=now, reason=reason.strip())
    if report.author_id is not None:
        facts = {"period": f"{report.month:%Y-%m}", "text": reason.strip()}
        notify_all([report.author_id], "monthly_returned", about=report.audit_name, now=now, facts=facts)
    return report


def approve(report: MonthlyReport, *, by: Staff, now: datetime, seen: int | None) -> MonthlyReport:
    """Approves the report; the clock prints and sends it. Records monthly.approved. Raises NotAllowed, also
    for whoever wrote in it; WrongState, Stale."""
    report = _submitted(report, by, seen)
    report.state, report.approver_id, report.approved_at = MonthlyState.APPROVED, by.id, now
    report.version += 1
    db.session.flush()
    record("monthly.approved", report, by=by, now=now)
    return report


def correct(report: MonthlyReport, text: str, *, by: Staff, now: datetime) -> MonthlyCorrection:
    """Puts something right in an approved report, dated; the clock prints the report anew with it, and keeps
    the printing before. Records monthly.corrected.

    Raises NotAllowed for who does not approve reports or wrote in this one, WrongState, Invalid ("text",
    "required").
    """
    report = held(report)
    if report.state not in DECIDED:
        raise WrongState("monthly_report", report.state.value)
    if not by.may(Permission.REPORT_APPROVE) or by.id in authors(report):
        raise NotAllowed("monthly_second")
    if not text.strip():
        raise Invalid("text", "required")
    made = MonthlyCorrection(report_id=report.id, text=text.strip(), by_id=by.id, at=now)
    db.session.add(made)
    report.version += 1
    db.session.flush()
    db.session.expire(report, ["corrections"])
    record("monthly.corrected", report, by=by, now=now, reason=text.strip())
    return made


def _draft(report: MonthlyReport, by: Staff, seen: int | None) -> MonthlyReport:
    report = held(report)
    if report.state is not MonthlyState.DRAFT:
        raise WrongState("monthly_report", report.state.value)
    if not by.may(Permission.REPORT_EDIT):
        raise NotAllowed("permission")
    report.expect(seen)
    return report


def _submitted(report: MonthlyReport, by: Staff, seen: int | None) -> MonthlyReport:
    report = held(report)
    if report.state is not MonthlyState.SUBMITTED:
        raise WrongState("monthly_report", report.state.value)
    if not by.may(Permission.REPORT_APPROVE) or by.id in authors(report):
        raise NotAllowed("monthly_second")
    report.expect(seen)
    return report


def _tell(
    permission: Permission, kind: str, report: MonthlyReport, *, now: datetime, but: int | None
) -> None:
    people = {each.id for each in who_may(permission, on=local_day(now)) if each.id != but}
    facts = {"period": f"{report.month:%Y-%m}"}
    notify_all(sorted(people), kind, about=report.audit_name, now=now, facts=facts)
