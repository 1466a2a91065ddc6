"""The calendar of a desk, and the arithmetic on it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from models.rulebook.public_days import public_days
from models.rulebook.worktime.moments import minute_begun, minute_of, moment_of, year_of
from models.rulebook.worktime.pauses import Pause, in_order
from models.rulebook.worktime.windows import DAY, DayRule, Window, check_windows
from models.rulebook.worktime.year import YearTable, tabulate


@dataclass(frozen=True)
class WorkCalendar:
    """When work is done, in Asia/Shanghai.

    `week` holds the windows of Monday to Sunday. With `keeps_holidays`, public holidays are
    closed, and a make-up working day has the windows of `make_up`. `overrides` win over both:
    a day off, a working day (with the windows of its weekday, or of `make_up` where that has
    none), or windows of its own. A day with a window is a working day.

    Raises ValueError for windows that are out of order, overlap, or leave a week without work,
    and wherever a moment or a due time is outside the years 2001 to 2099.
    """

    week: tuple[tuple[Window, ...], ...]
    make_up: tuple[Window, ...]
    keeps_holidays: bool = True
    overrides: tuple[tuple[date, DayRule | tuple[Window, ...]], ...] = ()
    _overrides: dict[date, DayRule | tuple[Window, ...]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _years: dict[int, YearTable] = field(init=False, repr=False, compare=False, default_factory=dict)

    @property
    def longest_day(self) -> int:
        """The working minutes of the longest day of the week: what a long span is put into days by."""
        return max(sum(closes - opens for opens, closes in day) for day in self.week)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        own = [windows for _, windows in self.overrides if not isinstance(windows, DayRule)]
        for windows in (*self.week, self.make_up, *own):
            check_windows(windows)
        if not any(self.week):
            raise ValueError("a week needs at least one window")
        if self.keeps_holidays and not self.make_up:
            raise ValueError("a calendar that keeps holidays needs windows for make-up days")
        self._overrides.update(self.overrides)
        for day, rule in self.overrides:
            if rule is DayRule.WORKING and not self.windows(day):
                raise ValueError(f"{day} is to be a working day but has no windows")

    def windows(self, day: date) -> tuple[Window, ...]:
        """The windows of a day; none when it is closed."""
        usual = self.week[day.weekday()]
        rule = self._overrides.get(day)
        if rule is DayRule.OFF:
            return ()
        if rule is DayRule.WORKING:
            return usual or self.make_up
        if rule is not None:
            return rule
        if not self.keeps_holidays:
            return usual
        public = public_days(day.year)
        if day in public.make_up:
            return self.make_up
        return () if day in public.off else usual

    def is_working_day(self, day: date) -> bool:
        """Whether any work is done on a day."""
        return bool(self.windows(day))

    def is_open(self, moment: datetime) -> bool:
        """Whether work is being done at a moment; opening time is open, closing time is not."""
        return self._open_at(minute_begun(moment))

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself when open, else the next opening."""
        if self.is_open(moment):
            return moment.astimezone(UTC)
        minute = minute_of(moment)
        year = year_of(minute)
        while True:
            table = self._year(year)
            place = bisect_left(table.opens, minute)
            if place < len(table.opens):
                return moment_of(table.opens[place])
            year += 1

    def add_minutes(self, start: datetime, working_minutes: int) -> datetime:
        """The earliest moment by which so many minutes were worked since `start`.

        Zero is the start itself, on the whole minute, open or not.
        """
        if working_minutes < 0:
            raise ValueError("working time runs forward only")
        minute = minute_of(start)
        if working_minutes == 0:
            return moment_of(minute)
        year = year_of(minute)
        worked = self._year(year).worked(minute) + working_minutes
        while worked > (table := self._year(year)).total:
            worked -= table.total
            year += 1
        return moment_of(table.at(worked))

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Minutes worked from one moment to another; negative when `end` is the earlier one.

        The exact inverse of adding: `minutes_between(a, add_minutes(a, n)) == n`.
        """
        first, last = minute_of(start), minute_of(end)
        if last < first:
            return -self.minutes_between(end, start)
        year, last_year = year_of(first), year_of(last)
        between = sum(self._year(passed).total for passed in range(year, last_year))
        return between + self._year(last_year).worked(last) - self._year(year).worked(first)

    def add_days(self, start: datetime, working_days: int) -> datetime:
        """When work ends on the n-th working day after the day of `start`; zero is the start itself.

        A day that is open until midnight ends at 23:59, its last whole minute, so that the due
        time still shows the day it belongs to.
        """
        if working_days < 0:
            raise ValueError("working time runs forward only")
        minute = minute_of(start)
        if working_days == 0:
            return moment_of(minute)
        year = year_of(minute)
        table = self._year(year)
        place = bisect_right(table.days, minute // DAY) + working_days - 1
        while place >= len(table.days):
            place -= len(table.days)
            year += 1
            table = self._year(year)
        return moment_of(table.ends[place])

    def days_between(self, start: datetime, end: datetime) -> int:
        """Working days after the day of `start`, up to and with that of `end`: the inverse of `add_days`."""
        first, last = minute_of(start), minute_of(end)
        if last < first:
            return -self.days_between(end, start)
        year, last_year = year_of(first), year_of(last)
        passed = sum(len(self._year(each).days) for each in range(year, last_year))
        begun = bisect_right(self._year(last_year).days, last // DAY)
        return passed + begun - bisect_right(self._year(year).days, first // DAY)

    def due_after_pauses(
        self, start: datetime, minutes: int, pauses: Iterable[Pause], now: datetime
    ) -> datetime:
        """When `minutes` of work since `start` are over, not counting time within `pauses`.

        Pauses may touch or overlap. One that still lasts counts up to `now`: the answer is then
        what holds if work went on at this moment. Pauses only postpone.
        """
        left, resumed = minutes, start
        for since, until in in_order(start, pauses, now):
            before = self.minutes_between(resumed, since)
            if left <= before:
                break
            left, resumed = left - before, until
        return self.add_minutes(resumed, left)

    def _open_at(self, minute: int) -> bool:
        table = self._year(year_of(minute))
        place = bisect_right(table.opens, minute) - 1
        return place >= 0 and minute < table.closes[place]

    def _year(self, year: int) -> YearTable:
        """The table of a year, made when first asked for. Two threads may make it at once: both are right."""
        table = self._years.get(year)
        if table is None:
            table = self._years[year] = tabulate(year, self.windows)
        return table


ROUND_THE_CLOCK = WorkCalendar(week=(((0, DAY),),) * 7, make_up=((0, DAY),), keeps_holidays=False)
"""Every minute counts: for promises in hours of the clock (T-03)."""
