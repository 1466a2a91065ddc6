"""The share of right categories month by month, as a line (T-05)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.suggestions.figures import LOW_BASE, Tally

LEAST_POINTS = 2
STEP = 20


@dataclass(frozen=True)
class Point:
    """One month: its name, the share in percent with its interval, and how many were decided."""

    label: str
    value: int
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Line:
    """The months with decisions, the oldest first, and the scale that holds them."""

    points: Sequence[Point]

    @property
    def bottom(self) -> int:
        return min(80, int(min(point.low for point in self.points)) // STEP * STEP)

    @property
    def ticks(self) -> int:
        return (100 - self.bottom) // STEP

    @property
    def low_base(self) -> bool:
        return any(point.n < LOW_BASE for point in self.points)

    @property
    def rows(self) -> list[list[str | int]]:
        """The figures beside the line, for whoever cannot see it."""
        return [
            [point.label, f"{point.value}%", f"{point.low}%", f"{point.high}%", point.n]
            for point in self.points
        ]


def line_of(by_month: Mapping[str, Tally]) -> Line | None:
    """The line over the months; none over fewer than two of them."""
    points = [
        Point(
            month,
            round(100 * found.value),
            round(100 * found.low, 1),
            round(100 * found.high, 1),
            found.n,
        )
        for month, tally in sorted(by_month.items())
        if (found := tally.share("category"))
    ]
    return Line(points) if len(points) >= LEAST_POINTS else None
