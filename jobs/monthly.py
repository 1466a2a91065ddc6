"""The clock of the monthly flow: drafts, reminders, printing and sending (Q-05)."""

from datetime import datetime
from io import BytesIO

from jobs.job import Tally, each, each_apart, write
from models.db import db
from models.events.actions import SYSTEM
from models.files.actions import keep_as_it_is
from models.kpi.rules.months import Month
from models.monthly import actions, queries
from models.monthly.tables import MonthlyReport
from web.downloads import file_store
from web.monthly.paper import monthly_paper

PDF = "application/pdf"
MOST = 50 * 1024 * 1024


def draft(now: datetime) -> Tally:
    """The month that was frozen last, once: on the first working day after it, with the freezing."""
    return each(queries.to_draft(), lambda month: actions.draft_month(month, now=now), name="monthly-draft")


def remind(now: datetime) -> Tally:
    """Each summary whose reminder is due, before its time and on it."""
    due = queries.due_summaries(now)
    return each(due, lambda found: actions.remind_summary(found, now=now), name="monthly-remind")


def send(now: datetime) -> Tally:
    """Each approved report that lacks a printing. It is printed before the transaction that writes begins."""

    def one(report_id: int) -> bool:
        row = db.session.get(MonthlyReport, report_id)
        report = queries.report_of(Month(row.month)) if row is not None else None
        if report is None:
            return False
        number = len(report.issues) + 1
        content, name = monthly_paper(report), f"monthly-{report.month:%Y-%m}-{number}.pdf"

        def store() -> bool:
            found = db.session.get_one(MonthlyReport, report_id)
            if report_id not in queries.to_print():
                return False
            file = keep_as_it_is(
                BytesIO(content), name, PDF, store=file_store(), most=MOST, by=SYSTEM, now=now
            )
            return actions.printed(found, number, file, now=now)

        return write(store)

    return each_apart(queries.to_print(), one, name="monthly-send")
