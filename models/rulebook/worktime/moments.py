"""Moments as whole minutes of the wall clock in Shanghai, counted since day 0."""

from datetime import UTC, date, datetime, time, timedelta

from models.clock import SHANGHAI, local
from models.rulebook.worktime.windows import DAY


def minute_begun(moment: datetime) -> int:
    """The minute in which an aware moment lies. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    wall = local(moment)
    return wall.toordinal() * DAY + wall.hour * 60 + wall.minute


def minute_of(moment: datetime) -> int:
    """The minute of a moment, rounded up to the whole minute."""
    return minute_begun(moment) + (1 if moment.second or moment.microsecond else 0)


def moment_of(minute: int) -> datetime:
    """The moment at which a minute begins, in UTC."""
    day, rest = divmod(minute, DAY)
    midnight = datetime.combine(date.fromordinal(day), time(), SHANGHAI)
    return (midnight + timedelta(minutes=rest)).astimezone(UTC)


def year_of(minute: int) -> int:
    """The calendar year in which a minute lies."""
    return date.fromordinal(minute // DAY).year
