"""The desks and moments that the tests of working time are told with."""

from datetime import UTC, datetime

from models.clock import SHANGHAI
from models.rulebook.worktime import DAY, WorkCalendar

DAYTIME = ((9 * 60, 12 * 60), (13 * 60 + 30, 18 * 60))
EVERY_DAY = ((8 * 60, 22 * 60),)

OFFICE = WorkCalendar(week=(DAYTIME,) * 5 + ((), ()), make_up=DAYTIME)
SERVICE_DESK = WorkCalendar(week=(EVERY_DAY,) * 7, make_up=EVERY_DAY, keeps_holidays=False)
NIGHT_AND_DAY = WorkCalendar(week=(((0, DAY),),) * 7, make_up=((0, DAY),), keeps_holidays=False)


def at(text: str) -> datetime:
    """A moment written as the clock in Shanghai shows it, such as 2026-02-14 17:00."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)
