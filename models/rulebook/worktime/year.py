"""One year of a calendar as a table, so that no sum ever walks over days or minutes."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.rulebook.worktime.windows import DAY, Window

FIRST_YEAR, LAST_YEAR = 2001, 2099  # what the public calendar covers; UTC+8 without summer time throughout


@dataclass(frozen=True)
class YearTable:
    """The windows of a year in minutes since day 0.

    `before[n]` are the minutes worked in this year before window n. `days` are the working days
    by ordinal, `ends` the minute at which work ends on each.
    """

    opens: tuple[int, ...]
    closes: tuple[int, ...]
    before: tuple[int, ...]
    total: int
    days: tuple[int, ...]
    ends: tuple[int, ...]

    def worked(self, minute: int) -> int:
        """Working minutes of this year before a minute."""
        place = bisect_right(self.opens, minute) - 1
        if place < 0:
            return 0
        return self.before[place] + min(minute, self.closes[place]) - self.opens[place]

    def at(self, worked: int) -> int:
        """The earliest minute before which so many minutes (1 to `total`) were worked."""
        place = bisect_left(self.before, worked) - 1
        return self.opens[place] + worked - self.before[place]


def tabulate(year: int, windows_of: Callable[[date], tuple[Window, ...]]) -> YearTable:
    """The table of a year. Raises ValueError outside the years of the public calendar."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"no public calendar for {year}: working time covers {FIRST_YEAR} to {LAST_YEAR}")
    opens, closes, before, days, ends = [], [], [], [], []
    worked = 0
    for ordinal in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()):
        windows = windows_of(date.fromordinal(ordinal))
        for opening, closing in windows:
            opens.append(ordinal * DAY + opening)
            closes.append(ordinal * DAY + closing)
            before.append(worked)
            worked += closing - opening
        if windows:
            days.append(ordinal)
            # A day open until midnight ends at 23:59: midnight itself already shows the next date.
            ends.append(ordinal * DAY + min(windows[-1][1], DAY - 1))
    return YearTable(tuple(opens), tuple(closes), tuple(before), worked, tuple(days), tuple(ends))
