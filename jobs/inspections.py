"""The clock of inspections: the month's draw, failures handed on, reminders (Q-01, Q-03, A-02)."""

from datetime import date, datetime, timedelta

from jobs.job import Tally, each
from models.clock import local_day
from models.errors import WrongState
from models.inspection.actions import (
    draw_month,
    note_failed,
    remind_check,
    remind_correction,
    remind_objection,
    remind_sheet,
)
from models.inspection.queries import (
    current,
    due_notices,
    late_checks,
    late_objections,
    late_sheets,
    months,
    to_note,
)
from models.inspection.words import Subject
from models.rulebook.queries import rules_at
from models.supervision import queries as supervision
from models.supervision.actions import remind_inspection


def draw(now: datetime) -> Tally:
    """Draws the cases of last month once the rulebook's day of this month has come, where nobody did by hand;
    nothing without a checklist in use."""
    first = local_day(now).replace(day=1)
    month = (first - timedelta(days=1)).replace(day=1)
    due = local_day(now).day >= rules_at(now).inspections.draw_on_day
    if not due or month in months() or current(Subject.CASE) is None:
        return Tally()
    return each([month], lambda wanted: _drawn(wanted, now), name="inspections-draw")


def note(now: datetime) -> Tally:
    """Each failed inspection that stands becomes a candidate for accountability, once."""
    return each(to_note(now), lambda found: note_failed(found, now=now), name="inspections-note")


def remind(now: datetime) -> Tally:
    """One rung of the ladder for each correction that has reached it."""
    return each(due_notices(now), lambda found: remind_correction(found, now=now), name="corrections")


def remind_of_late(now: datetime) -> Tally:
    """Sheets, checks of corrections and objections whose time is over, each once."""
    sheets = each(late_sheets(now), lambda found: remind_sheet(found, now=now), name="late-sheets")
    checks = each(late_checks(now), lambda found: remind_check(found, now=now), name="late-checks")
    decisions = each(
        late_objections(now), lambda found: remind_objection(found, now=now), name="late-objections"
    )
    return sheets + checks + decisions


def remind_of_departments(now: datetime) -> Tally:
    """Each inspection of a department whose day or whose time to answer has come, once a step (Q-03)."""
    return each(
        supervision.due_reminders(now), lambda found: remind_inspection(found, now=now), name="supervision"
    )


def _drawn(month: date, now: datetime) -> bool:
    """Whether this call drew it: another clock, or a person, may have been quicker."""
    try:
        draw_month(month, by=None, now=now)
    except WrongState:
        return False
    return True
