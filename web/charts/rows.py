"""Charts of one row for each thing compared: the five points as parts of a bar, shares, plain bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from web.charts.points import Point
from web.charts.shapes import at, dot, drawn, line, linked, word
from web.language import _
from web.language.filters import percent

ENOUGH = 0.1
"""A part of a bar that is narrower has no number in it."""
EDGE = 0.015
"""The margins of a scale, so that nothing is cut off at its ends."""
LONGEST = 0.84
"""The longest of plain bars leaves room for its figure behind it."""
STACK, SPAN, BAR = 26, 24, 20
"""Heights in pixels."""


@dataclass(frozen=True)
class Row:
    """One row of a chart: what it is about, its figure in words, the drawing; the name may be a link."""

    name: str
    value: str
    drawing: Markup
    href: str = ""


@dataclass(frozen=True)
class Part:
    """One of the five parts of a bar: how many, and, where it leads somewhere, what it is called."""

    count: int
    told: str = ""
    href: str = ""


def stack(name: str, parts: Sequence[Part], *, paper: bool = False) -> Row:
    """Five parts of a bar, the best first, which are not all 0; its figure is the satisfied share."""
    counts = [part.count for part in parts]
    total, begin, inside = sum(counts), 0, ""
    for point, part in zip((5, 4, 3, 2, 1), parts, strict=True):
        if not part.count:
            continue
        share = part.count / total
        shape = f'<rect class="p{point}" x="{at(begin / total)}" width="{at(share)}" height="{STACK}"/>'
        if share >= ENOUGH:
            shape += word(at((begin + part.count / 2) / total), 18, f"{100 * share:.0f}%", f"t{point}")
        inside += linked(shape, part.told, part.href) if part.href else shape
        begin += part.count
    return Row(name, percent(sum(counts[:2]) / total), drawn("stack", STACK, inside, paper=paper))


def span(point: Point, *, paper: bool = False) -> Row:
    """A share on a scale from 0 to 1 with its interval; hollow where it rests on few answers.

    The style sheet draws the ticks of the scale: they are the same in every row.
    """
    if point.value is None:
        return Row(point.name, _("not shown"), Markup(), point.href)
    inside = line(_along(0), 12, _along(1), 12, "grid")
    if point.low is not None and point.high is not None:
        inside += line(_along(point.low), 12, _along(point.high), 12, "interval")
    inside += dot(_along(point.value), 12, 5.5, "dot few" if point.few else "dot")
    return Row(point.name, percent(point.value), drawn("span", SPAN, inside, paper=paper), point.href)


def bars(name: str, values: Sequence[tuple[float, str]], *, paper: bool = False) -> Row:
    """Bars over one scale, each a share of the longest that there could be, with its figure behind it.

    Of several the last is the one that counts; the others stand behind it for comparison.
    """
    inside = ""
    for place, (share, figure) in enumerate(values):
        y, kind = place * BAR, "plain" if place == len(values) - 1 else "plain soft"
        inside += (
            f'<rect class="{kind}" y="{y + 2}" width="{at(LONGEST * share)}" height="{BAR - 5}" rx="2"/>'
        )
        behind = word("6", 14, figure, "value", "start")
        inside += f'<svg x="{at(LONGEST * share)}" y="{y}" overflow="visible">{behind}</svg>'
    return Row(name, "", drawn("bars", BAR * len(values), inside, paper=paper))


def _along(share: float) -> str:
    return at(EDGE + share * (1 - 2 * EDGE))
