"""When a repeated session is held (L-02). Pure."""

from calendar import monthrange
from datetime import datetime, timedelta

from models.clock import SHANGHAI, local
from models.training.words import Rhythm

MOST = 26
"""Dates of one series."""
_WEEKS = {Rhythm.WEEKLY: 1, Rhythm.FORTNIGHTLY: 2}


def dates(first: datetime, rhythm: Rhythm, times: int) -> list[datetime]:
    """The starts of a series, by the clock on the wall in Shanghai; monthly on the same day, or the last one
    of a shorter month. Raises ValueError for none or more than MOST."""
    if not 1 <= times <= MOST:
        raise ValueError(f"a series has 1 to {MOST} dates")
    if rhythm is Rhythm.ONCE:
        return [first]
    if rhythm is Rhythm.MONTHLY:
        return [_months_later(first, n) for n in range(times)]
    return [first + timedelta(weeks=_WEEKS[rhythm] * n) for n in range(times)]


def _months_later(first: datetime, months: int) -> datetime:
    start = local(first)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return datetime(year, month + 1, day, start.hour, start.minute, tzinfo=SHANGHAI)
