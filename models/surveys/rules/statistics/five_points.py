"""Answers on the five points of satisfaction, counted (S-06). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Self

from models.surveys.document import FIVE, NOT_APPLICABLE
from models.surveys.rules.statistics.bases import low_base
from models.surveys.rules.statistics.shares import Share, share

TOP_TWO = (5, 4)
BOTTOM_TWO = (2, 1)


@dataclass(frozen=True)
class FivePoints:
    """How often each point was chosen; "not applicable" is counted apart and is in no share.

    What to report follows ISO 10004:2018 (Quality management, customer satisfaction, guidelines for
    monitoring and measuring), 7.4 and annex: all counts and their base first, the share of the satisfied as
    the figure to follow. The points are an order, not a measure: the mean is a second figure and never
    stands without its standard deviation.
    """

    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    """For 5, 4, 3, 2, 1."""
    not_applicable: int = 0

    @classmethod
    def of(cls, counted: Mapping[int, int]) -> Self:
        """From counts by point, 0 being "not applicable". Raises ValueError for any other point."""
        if strange := set(counted) - {*FIVE, NOT_APPLICABLE}:
            raise ValueError(f"no points: {sorted(strange)}")
        five, four, three, two, one = (counted.get(point, 0) for point in FIVE)
        return cls((five, four, three, two, one), counted.get(NOT_APPLICABLE, 0))

    @classmethod
    def together(cls, parts: Iterable["FivePoints"]) -> Self:
        """The counts of several groups as one."""
        listed = list(parts)
        five, four, three, two, one = (sum(part.counts[place] for part in listed) for place in range(5))
        return cls((five, four, three, two, one), sum(part.not_applicable for part in listed))

    @property
    def n(self) -> int:
        """The answers on the five points: the base of every share."""
        return sum(self.counts)

    def count(self, *points: int) -> int:
        """How many chose one of these points."""
        return sum(self.counts[FIVE.index(point)] for point in points)

    def share(self, *points: int) -> Share | None:
        """The share that chose one of these points; None over nothing."""
        return share(self.count(*points), self.n)

    @property
    def satisfied(self) -> Share | None:
        """The top two of five (满意率)."""
        return self.share(*TOP_TWO)

    @property
    def dissatisfied(self) -> Share | None:
        """The bottom two of five (不满意率)."""
        return self.share(*BOTTOM_TWO)

    @property
    def mean(self) -> float | None:
        """From 1 to 5; None over nothing."""
        return sum(point * self.count(point) for point in FIVE) / self.n if self.n else None

    @property
    def deviation(self) -> float | None:
        """The standard deviation of the sample (n - 1); None under two answers."""
        if self.mean is None or self.n < 2:
            return None
        spread = fsum(self.count(point) * (point - self.mean) ** 2 for point in FIVE)
        return sqrt(spread / (self.n - 1))

    @property
    def low_base(self) -> bool:
        return low_base(self.n)
