"""A month of the points ledger is closed with its report (C-04)."""

from datetime import date, datetime

from sqlalchemy import select

from models.clock import local_day
from models.conduct.queries.periods import first_open_before, report_for
from models.conduct.rules.ledger import over
from models.conduct.tables import LedgerPeriod
from models.conduct.words import PeriodState
from models.db import db, insert_once
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission


def close_period(month: date, *, by: Staff, now: datetime) -> LedgerPeriod:
    """Closes a month that is over, after those before it; its report is kept as it is then.

    Records points.closed. Raises NotAllowed without the permission, WrongState when it is closed already,
    and Invalid("month", why): "month_not_over" before its last day has passed, "earlier_open" while a month
    before it is open.
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
    return period
