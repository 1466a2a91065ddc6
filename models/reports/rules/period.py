"""The quarters and months that a report may cover, as its address names them: 2026Q4, 2026-11. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from models.surveys.document import Text

QUARTER = re.compile(r"(20\d\d)Q([1-4])")
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
ORDINALS_ZH = "一二三四"
ORDINALS_EN = ("first", "second", "third", "fourth")
MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Period:
    """A quarter or a month of the calendar, in days of Shanghai."""

    key: str
    first: date
    last: date

    @classmethod
    def read(cls, key: str) -> Self | None:
        """From 2026Q4 or 2026-11; None for anything else."""
        if found := QUARTER.fullmatch(key):
            begin = date(int(found[1]), 3 * int(found[2]) - 2, 1)
            return cls(key, begin, _last_of(begin, 3))
        if found := MONTH.fullmatch(key):
            begin = date(int(found[1]), int(found[2]), 1)
            return cls(key, begin, _last_of(begin, 1))
        return None

    @classmethod
    def quarter_of(cls, day: date) -> Self:
        """The quarter that a day is in."""
        found = cls.read(f"{day.year}Q{(day.month + 2) // 3}")
        assert found is not None
        return found

    @classmethod
    def month_of(cls, day: date) -> Self:
        """The month that a day is in."""
        found = cls.read(f"{day:%Y-%m}")
        assert found is not None
        return found

    @property
    def is_quarter(self) -> bool:
        return "Q" in self.key

    def before(self) -> "Period":
        """The quarter or month before."""
        day = self.first - timedelta(days=1)
        return Period.quarter_of(day) if self.is_quarter else Period.month_of(day)

    def over(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.last < today

    @property
    def name(self) -> Text:
        """What it is called."""
        year, month = self.first.year, self.first.month
        if self.is_quarter:
            place = month // 3
            return Text(
                zh=f"{year} 年第{ORDINALS_ZH[place]}季度", en=f"{ORDINALS_EN[place]} quarter of {year}"
            )
        return Text(zh=f"{year} 年 {month} 月", en=f"{MONTHS_EN[month - 1]} {year}")


def _last_of(begin: date, months: int) -> date:
    years, month = divmod(begin.month - 1 + months, 12)
    return date(begin.year + years, month + 1, 1) - timedelta(days=1)


def just_over(today: date) -> tuple[Period, Period]:
    """The quarter and the month that ended last."""
    return Period.quarter_of(today).before(), Period.month_of(today).before()
