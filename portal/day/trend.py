"""The satisfied share week by week, as the line of my day draws it (S-06)."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.revisits.queries.satisfaction import Week
from web.language import _

LEAST_POINTS = 2
LEAST_ANSWERS = 5
"""Fewer answers in a week are not shown inside the house; fewer than the next are marked."""
BASE = 30
STEP = 20


@dataclass(frozen=True)
class Point:
    """One week: its label, the share in percent with its interval, and how many answered."""

    label: str
    value: int
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Trend:
    """The weeks that can be shown, and the scale that holds them."""

    points: Sequence[Point]

    @property
    def bottom(self) -> int:
        return min(80, int(min(point.low for point in self.points)) // STEP * STEP)

    @property
    def ticks(self) -> int:
        return (100 - self.bottom) // STEP

    @property
    def low_base(self) -> bool:
        return any(point.n < BASE for point in self.points)

    @property
    def rows(self) -> list[list[str | int]]:
        """The figures beside the line, for whoever cannot see it."""
        return [
            [point.label, f"{point.value}%", f"{point.low}%", f"{point.high}%", point.n]
            for point in self.points
        ]


def trend_of(weeks: Sequence[Week]) -> Trend | None:
    """The line over the weeks with enough answers; none with fewer than two of them."""
    points = [
        Point(
            _("w%(n)s", n=week.monday.isocalendar().week),
            round(100 * week.satisfied.value),
            round(100 * week.satisfied.low, 1),
            round(100 * week.satisfied.high, 1),
            week.satisfied.n,
        )
        for week in weeks
        if week.satisfied and week.satisfied.n >= LEAST_ANSWERS
    ]
    return Trend(points) if len(points) >= LEAST_POINTS else None
