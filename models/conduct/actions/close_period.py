"""A month of the points ledger is closed with its report (C-04)."""

from datetime import date, datetime

from sqlalchemy import select

from models.clock import local_day
from models.conduct.actions.flags import DepartmentFlag, raise_flag
from models.conduct.queries.periods import first_open_before, lost_points, report_for
from models.conduct.rules.ledger import over
from models.conduct.tables import LedgerPeriod
from models.conduct.words import PeriodState
from models.db import db, insert_once
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, record
from models.people.tables import Department, Staff
from models.permissions import Permission
from models.rulebook.queries import conduct_at

TOO_MANY_LOST = "{month} 月份绩效扣分合计 {lost} 分，达到约谈标准 {least} 分"
"""Why the month called for a talk: it stands in the department's file, in the company's language."""


def close_period(month: date, *, by: Staff, now: datetime) -> LedgerPeriod:
    """Closes a month that is over, after those before it; its report is kept as it is then. A department that
    lost as many points in it as the rules say is due for a talk with its head (C-03).

    Records points.closed, and what `raise_flag` does. Raises NotAllowed without the permission, WrongState
    when it is closed already, and Invalid("month", why): "month_not_over" before its last day has passed,
    "earlier_open" while a month before it is open.
    """
    if not by.may(Permission.LEDGER_CLOSE):
        raise NotAllowed
    if not over(month, local_day(now)):
        raise Invalid("month", "month_not_over")
    if first_open_before(month) is not None:
        raise Invalid("month", "earlier_open")
    insert_once(LedgerPeriod, month=month, state=PeriodState.OPEN)
    found = select(LedgerPeriod).where(LedgerPeriod.month == month)
    period = db.session.scalars(found.with_for_update().execution_options(populate_existing=True)).one()
    if not period.open:
        raise WrongState("period", period.state.value)
    report = report_for(month)
    assert report.balanced, "each entry gives what it takes"
    period.report = report.model_dump(mode="json")
    period.closed_by_id, period.closed_at = by.id, now
    period.state = PeriodState.CLOSED
    db.session.flush()
    record(
        "points.closed",
        period,
        by=by,
        now=now,
        month=period.name,
        entries=report.entries,
        reversals=report.reversals,
    )
    _call_for_talks(period, now=now)
    return period


def _call_for_talks(period: LedgerPeriod, *, now: datetime) -> None:
    least = conduct_at(now).points.talk_from
    for department_id, lost in sorted(lost_points(period).items()):
        if least and lost >= least:
            department = db.session.get_one(Department, department_id)
            reason = TOO_MANY_LOST.format(month=period.name, lost=lost, least=least)
            raise_flag(DepartmentFlag(period.audit_name, department, reason), by=SYSTEM, now=now)
