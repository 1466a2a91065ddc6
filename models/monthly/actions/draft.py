"""On the first working day the clock drafts the month that was frozen (Q-05)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.rules.given import first_notice
from models.clock import local_day
from models.db import db, insert_once
from models.events.actions import SYSTEM, record
from models.kpi.queries import names_of
from models.kpi.rules.months import Month
from models.kpi.tables import KpiMonth
from models.monthly.queries import department_figures, heads, open_corrections, report_of, rising_for
from models.monthly.tables import MonthlyReport, MonthlySummary
from models.outbox.actions import notify_all
from models.people.queries import every_department, who_may
from models.permissions import Permission
from models.rulebook.document.time import Period
from models.rulebook.queries import kpi_of, rulebook_at, rules_at
from models.rulebook.words import Unit


def draft_month(month: Month, *, now: datetime) -> bool:
    """Drafts the company's report of a frozen month and a summary of each department that has figures in it,
    with its figures, what rises, and its corrections; heads have the rulebook's working days.

    Heads are told, and who writes the report. Records monthly.drafted. Returns whether this call did it: of
    two at once one does.
    """
    frozen = db.session.scalars(select(KpiMonth).where(KpiMonth.month == month.first)).one_or_none()
    if frozen is None or frozen.rulebook_id is None:
        return False
    if not insert_once(MonthlyReport, month=month.first, drafted_at=now, state="draft", version=1):
        return False
    report = report_of(month)
    assert report is not None, "it was made a moment ago"
    rules, targets = rules_at(now), kpi_of(frozen.rulebook_id)
    days = Period(amount=kpi_of(rulebook_at(now).id).summary_days, unit=Unit.WORKING_DAYS)
    due_at = rules.promise(days, now).due_at
    counted = {row.department_id for row in names_of(month).values() if row.staff_id is None}
    made = 0
    for department in every_department():
        if department.id not in counted:
            continue
        summary = MonthlySummary(
            month=month.first,
            department_id=department.id,
            figures=department_figures(month, department.id, targets),
            rising=rising_for(department.code, rules),
            corrections=open_corrections(department.id, now),
            drafted_at=now,
            due_at=due_at,
            next_notice_at=first_notice(rules, None, now, due_at),
        )
        db.session.add(summary)
        db.session.flush()
        made += 1
        facts = {"period": month.key, "due_at": due_at.isoformat()}
        notify_all(heads(department.id), "monthly_summary", about=summary.audit_name, now=now, facts=facts)
    record("monthly.drafted", report, by=SYSTEM, now=now, summaries=made)
    writers = [each.id for each in who_may(Permission.REPORT_EDIT, on=local_day(now))]
    notify_all(writers, "monthly_drafted", about=report.audit_name, now=now, facts={"period": month.key})
    return True
