"""One row of a chart: the five points as parts of a bar, or a share with its interval."""

from collections.abc import Sequence

from markupsafe import Markup

from web.charts.shapes import at, dot, drawn, line, word

ENOUGH = 0.1
"""A part of a bar that is narrower has no number in it."""
LEFT, RIGHT = 1.5, 98.5
"""Margins of a scale in per cent, so that nothing is cut off at its ends."""
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def stack(counts: Sequence[int]) -> Markup:
    """Five parts of a bar, the best first; counts are for 5, 4, 3, 2, 1 and not all of them 0."""
    total, begin, inside = sum(counts), 0, ""
    for point, count in zip((5, 4, 3, 2, 1), counts, strict=True):
        if count:
            part = count / total
            inside += f'<rect class="p{point}" x="{at(begin / total)}" width="{at(part)}" height="26"/>'
            if part >= ENOUGH:
                inside += word(at((begin + count / 2) / total), 18, f"{100 * part:.0f}%", f"t{point}")
        begin += count
    return drawn("stack", 26, inside)


def span(value: float, low: float | None, high: float | None, *, few: bool = False) -> Markup:
    """A share on a scale from 0 to 1 with its interval; hollow where it rests on few answers."""
    inside = "".join(line(at(tick, LEFT, RIGHT), 2, at(tick, LEFT, RIGHT), 22, "grid") for tick in TICKS)
    inside += line(at(0, LEFT, RIGHT), 12, at(1, LEFT, RIGHT), 12, "grid")
    if low is not None and high is not None:
        inside += line(at(low, LEFT, RIGHT), 12, at(high, LEFT, RIGHT), 12, "interval")
        inside += line(at(low, LEFT, RIGHT), 7, at(low, LEFT, RIGHT), 17, "end")
        inside += line(at(high, LEFT, RIGHT), 7, at(high, LEFT, RIGHT), 17, "end")
    inside += dot(at(value, LEFT, RIGHT), 12, 5.5, "dot few" if few else "dot")
    return drawn("span", 24, inside)
