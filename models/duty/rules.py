"""When nobody is on duty though nobody works either (T-02). Pure."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from models.clock import SHANGHAI, local_day
from models.rulebook.worktime import WorkCalendar

LONGEST = timedelta(days=14)
"""A shift that is longer is a slip of the finger."""
LOOKED_AHEAD = timedelta(days=7)
"""So far ahead gaps are warned of."""

Stretch = tuple[datetime, datetime]


def gaps(hours: WorkCalendar, covered: Iterable[Stretch], since: datetime, until: datetime) -> list[Stretch]:
    """The stretches from `since` to `until` outside working hours that no shift covers, in order of time.

    A day's work counts from its first minute to its last: over noon somebody is about.
    """
    taken = sorted([*_working(hours, since, until), *covered])
    found, free_from = [], since
    for begin, end in taken:
        if begin > free_from:
            found.append((free_from, min(begin, until)))
        free_from = max(free_from, end)
        if free_from >= until:
            return found
    return [*found, (free_from, until)]


def _working(hours: WorkCalendar, since: datetime, until: datetime) -> list[Stretch]:
    """From the beginning to the end of work on each day that touches the span."""
    day, last, found = local_day(since), local_day(until), []
    while day <= last:
        if windows := hours.windows(day):
            midnight = datetime.combine(day, time(), SHANGHAI)
            begin = midnight + timedelta(minutes=windows[0][0])
            end = midnight + timedelta(minutes=windows[-1][1])
            if begin < until and end > since:
                found.append((begin, end))
        day += timedelta(days=1)
    return found
