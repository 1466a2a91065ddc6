"""The quarters around a day, and the days on which surveys begin and end at the demo company."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from demo.calendar.working import add_days, at, this_or_next
from models.clock import local_day
from models.reports.rules.period import Period

WORKED_ON = 10
"""So many working days after its end the report of a quarter is published."""
OPENED = 10 * 60
"""The minute of a day at which surveys begin."""
CLOSED = 21 * 60


@dataclass(frozen=True)
class Days:
    """What is when, seen from a moment."""

    until: datetime

    @property
    def last(self) -> Period:
        """The latest quarter whose report is out."""
        today = local_day(self.until)
        found = Period.quarter_of(today).before()
        while add_days(found.last + timedelta(days=1), WORKED_ON) >= today:
            found = found.before()
        return found

    @property
    def running(self) -> Period:
        """The quarter after it: its survey is under way."""
        return Period.quarter_of(self.last.last + timedelta(days=1))

    def after(self, period: Period, days: int, minute: float) -> datetime:
        """So many working days after the end of a quarter, at a minute of the day."""
        return at(add_days(period.last + timedelta(days=1), days), minute)

    def opens(self, period: Period) -> datetime:
        """When the survey of a quarter began that is over: some three weeks before its end."""
        return at(this_or_next(period.last - timedelta(days=22)), OPENED)

    def closes(self, period: Period) -> datetime:
        """When it ended: on the last day of the quarter but one."""
        return at(period.last - timedelta(days=1), CLOSED)
