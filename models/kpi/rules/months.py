"""Months of the calendar in Shanghai, as addresses name them: 2026-10. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol, Self

from models.clock import SHANGHAI, local_day

KEY = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


class Span(Protocol):
    """Some time, from `start` until before `end`, UTC."""

    @property
    def start(self) -> datetime:
        """Its first moment."""

    @property
    def end(self) -> datetime:
        """The first moment after it."""


@dataclass(frozen=True)
class Between:
    """Any span."""

    start: datetime
    end: datetime


@dataclass(frozen=True, order=True)
class Month:
    """A month; its moments are UTC, from `start` until before `end`."""

    first: date

    @classmethod
    def read(cls, key: str) -> Self | None:
        """From 2026-10; None for anything else."""
        found = KEY.fullmatch(key)
        return cls(date(int(found[1]), int(found[2]), 1)) if found else None

    @classmethod
    def of(cls, moment: datetime) -> Self:
        """The month in which a moment falls in Shanghai."""
        return cls(local_day(moment).replace(day=1))

    def shifted(self, months: int) -> "Month":
        """So many months later, or earlier."""
        place = self.first.year * 12 + self.first.month - 1 + months
        return Month(date(place // 12, place % 12 + 1, 1))

    def back(self, months: int) -> "list[Month]":
        """So many months that end with this one, the oldest first."""
        return [self.shifted(-step) for step in range(months - 1, -1, -1)]

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time(), SHANGHAI).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return self.shifted(1).start

    @property
    def last(self) -> date:
        """Its last day."""
        return self.shifted(1).first - timedelta(days=1)

    def over(self, now: datetime) -> bool:
        """Whether its last day has passed."""
        return self.end <= now
