"""A share over time: every point with its interval, joined by a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from web.charts.shapes import at, dot, drawn, line, word

LEFT, RIGHT = 13.0, 96.0
TOP, BOTTOM, HEIGHT = 26.0, 172.0, 200
LABELS = 6


@dataclass(frozen=True)
class Moment:
    """One point: a short name, a share from 0 to 1, its interval."""

    name: str
    value: float
    low: float | None
    high: float | None
    few: bool = False


def course(moments: Sequence[Moment], label: str, *, paper: bool = False) -> Markup:
    """The points from left to right on a scale that begins at a multiple of 20 %, said so beside it."""
    lowest = min(moment.low if moment.low is not None else moment.value for moment in moments)
    floor = min(0.8, int(lowest * 5) / 5)

    def up(value: float) -> float:
        return round(BOTTOM - (value - floor) / (1 - floor) * (BOTTOM - TOP), 1)

    def across(place: int) -> str:
        return at((place + 0.5) / len(moments), LEFT, RIGHT)

    ticks = [floor + 0.2 * step for step in range(round((1 - floor) / 0.2) + 1)]
    inside = "".join(
        line(at(0, LEFT), up(tick), at(1), up(tick), "grid")
        + word(at(0, LEFT - 2), up(tick) + 4, f"{100 * tick:.0f}%", "axis", "end")
        for tick in ticks
    )
    for (place, one), (_next, other) in pairwise(enumerate(moments)):
        inside += line(across(place), up(one.value), across(place + 1), up(other.value), "course")
    apart = -(-len(moments) // LABELS)
    for place, moment in enumerate(moments):
        x = across(place)
        if moment.low is not None and moment.high is not None:
            inside += line(x, up(moment.low), x, up(moment.high), "interval")
        inside += dot(x, up(moment.value), 5, "dot few" if moment.few else "dot")
        if (len(moments) - 1 - place) % apart == 0:
            inside += word(x, HEIGHT - 6, moment.name, "axis")
            top = up(moment.high if moment.high is not None else moment.value)
            inside += word(x, top - 8, f"{100 * moment.value:.0f}%", "value")
    return drawn("course", HEIGHT, inside, label, paper=paper)
