"""One row of a chart: the five points as parts of a bar, or a share with its interval."""

from collections.abc import Sequence

from markupsafe import Markup

from web.charts.shapes import at, dot, drawn, line, word

ENOUGH = 0.1
"""A part of a bar that is narrower has no number in it."""
LEFT, RIGHT = 1.5, 98.5
"""Margins of a scale in per cent, so that nothing is cut off at its ends."""


def stack(counts: Sequence[int], *, paper: bool = False) -> Markup:
    """Five parts of a bar, the best first; counts are for 5, 4, 3, 2, 1 and not all of them 0."""
    total, begin, inside = sum(counts), 0, ""
    for point, count in zip((5, 4, 3, 2, 1), counts, strict=True):
        if count:
            part = count / total
            inside += f'<rect class="p{point}" x="{at(begin / total)}" width="{at(part)}" height="26"/>'
            if part >= ENOUGH:
                inside += word(at((begin + count / 2) / total), 18, f"{100 * part:.0f}%", f"t{point}")
        begin += count
    return drawn("stack", 26, inside, paper=paper)


def span(
    value: float, low: float | None, high: float | None, *, few: bool = False, paper: bool = False
) -> Markup:
    """A share on a scale from 0 to 1 with its interval; hollow where it rests on few answers.

    The style sheet draws the ticks of the scale: they are the same in every row.
    """
    inside = line(at(0, LEFT, RIGHT), 12, at(1, LEFT, RIGHT), 12, "grid")
    if low is not None and high is not None:
        inside += line(at(low, LEFT, RIGHT), 12, at(high, LEFT, RIGHT), 12, "interval")
    inside += dot(at(value, LEFT, RIGHT), 12, 5.5, "dot few" if few else "dot")
    return drawn("span", 24, inside, paper=paper)
