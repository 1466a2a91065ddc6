"""Shares over time: points with their intervals, joined by a line that breaks where one may not be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup

from web.charts.points import Point
from web.charts.shapes import at, dot, drawn, line, linked, word

TOP, BELOW = 26, 28
"""Room over the plot for figures, and below it for names, in pixels."""
LABELS = 6
"""As many points have their name and figure on a phone."""


@dataclass(frozen=True)
class Course:
    """A line over time and what stands beside it."""

    drawing: Markup
    points: Sequence[Point]

    @property
    def rows(self) -> list[list[str]]:
        """The table beside it: name, n, share, from, to."""
        return [point.figures for point in self.points]

    @property
    def few(self) -> bool:
        """Whether a point rests on few answers."""
        return any(point.few for point in self.points)


def floor_of(points: Sequence[Point]) -> float:
    """Where a scale begins that holds these points: the multiple of 20 % below the lowest."""
    ends = [point.low if point.low is not None else point.value for point in points]
    return min(0.8, int(min((end for end in ends if end is not None), default=0.0) * 5) / 5)


def course(
    points: Sequence[Point],
    label: str,
    *,
    note: str = "",
    floor: float | None = None,
    height: int = 200,
    paper: bool = False,
) -> Course:
    """The points from left to right, on a scale from `floor` to 1. With a `note`, said behind it, the
    last figure alone is written.

    Charts side by side (small multiples) are given one floor, so that they can be compared.
    """
    bottom, floor = height - BELOW, floor_of(points) if floor is None else floor

    def up(value: float) -> float:
        return round(bottom - (value - floor) / (1 - floor) * (bottom - TOP), 1)

    def across(place: int) -> float:
        return (place + 0.5) / len(points)

    ticks = [floor + 0.2 * step for step in range(round((1 - floor) / 0.2) + 1)]
    inside = "".join(
        line("0", up(tick), "100%", up(tick), "grid")
        + word("-8", up(tick) + 4, f"{100 * tick:.0f}%", "axis", "end")
        for tick in ticks
    )
    places = [(across(place), point) for place, point in enumerate(points)]
    inside += _intervals(
        [
            None if point.low is None or point.high is None else (x, up(point.low), up(point.high))
            for x, point in places
        ],
        height,
    )
    for (x, one), (next_x, other) in pairwise(places):
        if one.value is not None and other.value is not None:
            inside += line(at(x), up(one.value), at(next_x), up(other.value), "course")
    apart = -(-len(points) // LABELS)
    for place, (x, point) in enumerate(places):
        last, named = place == len(points) - 1, (len(points) - 1 - place) % apart == 0
        if named:
            inside += word(at(x), height - 6, point.name, "axis")
        if point.value is None:
            continue
        shape = dot(at(x), up(point.value), 4.5, "dot few" if point.few else "dot")
        if point.href:
            shape += dot(at(x), up(point.value), 12, "reach")
        inside += linked(shape, point.told, point.href)
        y, said = up(point.high if point.high is not None else point.value) - 8, f"{100 * point.value:.0f}%"
        if last and note:
            inside += word("100%", y, said + note, "value", "end")
        elif named and not note:
            inside += word(at(x), y, said, "value")
    return Course(drawn("course", height, inside, label, paper=paper), points)


def _intervals(ends: Sequence[tuple[float, float, float] | None], height: int) -> str:
    """A band around points that follow each other, an upright line through one that stands alone."""
    bands = lines = ""
    for sure, run in groupby(ends, key=lambda each: each is not None):
        found = [each for each in run if each is not None]
        if sure and len(found) == 1:
            ((x, low, high),) = found
            lines += line(at(x), low, at(x), high, "interval")
        elif sure:
            over = [f"{100 * x:g},{high:g}" for x, _low, high in found]
            under = [f"{100 * x:g},{low:g}" for x, low, _high in reversed(found)]
            bands += f'<polygon class="band" points="{" ".join(over + under)}"/>'
    if not bands:
        return lines
    # A polygon knows no per cent: its own picture is stretched to the width instead.
    stretched = f'viewBox="0 0 100 {height}" preserveAspectRatio="none"'
    return f'<svg width="100%" height="{height}" {stretched}>{bands}</svg>{lines}'
