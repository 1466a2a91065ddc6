"""The charts of the results, as pygal draws them: the table beside each says the same in numbers (S-06)."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pygal
from markupsafe import Markup
from pygal.style import Style

from portal.results.svg import PAPER, drawn
from web.language import _
from web.language.filters import percent

# pygal looks for its map plugins with a finder of an old kind, about which Python warns at every later import
# of something that is not there. There are no maps here.
sys.meta_path[:] = [each for each in sys.meta_path if type(each).__name__ != "PluginImportFixer"]

WIDE, ON_PAPER, NARROW = 1060, 720, 380
SIZE = 13
"""Of the letters, in units of the drawing; the sheets say the same."""
LINE = 34
"""The height of one bar with the space around it."""
FEW_LABELS = 12


@dataclass(frozen=True)
class Segment:
    """A part of a bar: a share from 0 to 1, what to read aloud, and where it leads."""

    value: float
    told: str
    href: str = ""


@dataclass(frozen=True)
class Stack:
    """A bar of parts that make up 1, the best first."""

    name: str
    segments: Sequence[Segment]


@dataclass(frozen=True)
class Estimate:
    """A share with its interval. `value` is None where it may not be shown, `low` where it has none."""

    name: str
    value: float | None
    told: str = ""
    low: float | None = None
    high: float | None = None
    href: str = ""
    few: bool = False


@dataclass(frozen=True)
class Drawing:
    """One chart, drawn for a desk and for a phone."""

    wide: Markup
    narrow: Markup


def stacks(bars: Sequence[Stack], legend: Sequence[str], label: str, *, paper: bool = False) -> Drawing:
    """Bars side by side, each of the five points."""

    upwards = list(reversed(bars))

    def draw(width: int) -> Markup:
        columns = 2 if width == NARROW else 5
        rows_of_legend = -(-len(legend) // columns)
        chart = pygal.HorizontalStackedBar(
            **_usual([bar.name for bar in upwards], width),
            height=LINE * len(bars) + (74 if width == NARROW else 44) + 22 * rows_of_legend,
            classes=("pg-points",),
            range=(0, 100),
            show_legend=True,
            legend_at_bottom=True,
            legend_at_bottom_columns=columns,
            legend_box_size=12,
            margin_bottom=30 if width == NARROW else 8,
        )
        _scale(chart, [bar.name for bar in upwards], [0, 20, 40, 60, 80, 100])
        for place, point in enumerate(legend):
            parts = [bar.segments[place] for bar in upwards]
            chart.add(point, [_linked(100 * part.value, part.told, part.href) for part in parts])
        return drawn(chart, label, kind="points", style=PAPER if paper else "")

    return Drawing(draw(ON_PAPER if paper else WIDE), draw(NARROW))


def bars(estimates: Sequence[Estimate], label: str, *, paper: bool = False) -> Drawing:
    """A bar for each share, with its interval."""

    upwards = list(reversed(estimates))

    def draw(width: int) -> Markup:
        names = [each.name for each in upwards]
        chart = pygal.HorizontalBar(
            **_usual(names, width), height=LINE * len(estimates) + 50, range=(0, 100), show_legend=False
        )
        _scale(chart, names, [0, 20, 40, 60, 80, 100])
        chart.add("", [_estimate(each) for each in upwards])
        return drawn(chart, label, style=PAPER if paper else "")

    return Drawing(draw(ON_PAPER if paper else WIDE), draw(NARROW))


def course(estimates: Sequence[Estimate], label: str, *, paper: bool = False) -> Drawing:
    """A line over time. Each point has its interval; it is broken where a part may not be shown."""
    lowest = min(
        (each.low if each.low is not None else each.value for each in estimates if each.value is not None),
        default=0.0,
    )
    bottom = min(80, int(100 * lowest) // 20 * 20)

    def draw(width: int) -> Markup:
        names = [each.name for each in estimates]
        apart = -(-len(names) // (5 if width == NARROW else FEW_LABELS))
        chart = pygal.Line(
            **_usual([], width),
            height=300 if width == WIDE else 230,
            range=(bottom, 100),
            show_legend=False,
            allow_interruptions=True,
            dots_size=4,
            show_x_guides=False,
            x_labels_major=[name for place, name in enumerate(reversed(names)) if place % apart == 0],
            show_minor_x_labels=apart == 1,
        )
        chart.x_labels = names
        chart.y_labels = list(range(bottom, 101, 20))
        chart.add("", [_estimate(each) for each in estimates])
        return drawn(chart, label, style=PAPER if paper else "")

    return Drawing(draw(ON_PAPER if paper else WIDE), draw(NARROW))


def _usual(names: Sequence[str], width: int) -> dict[str, Any]:
    return {
        "width": width,
        "style": Style(label_font_size=SIZE, major_label_font_size=SIZE, legend_font_size=SIZE),
        "js": (),
        "css": (),
        "no_prefix": True,
        "margin": 8,
        "margin_left": 8 + _wide_signs(names),
        "margin_right": 20,
        "spacing": 6,
        "truncate_label": -1,
        "truncate_legend": -1,
        "formatter": lambda value: f"{value:.0f}%",
        "value_formatter": lambda value: f"{value:.0f}%",
    }


def _scale(chart: Any, names: Sequence[str], ticks: Sequence[int]) -> None:
    """Names beside the bars, which pygal draws from the bottom up, and a scale below."""
    chart.x_labels = list(names)
    chart.y_labels = list(ticks)


def _wide_signs(names: Sequence[str]) -> int:
    """The room that Chinese signs take beyond what pygal reckons with (0.6 of their height)."""
    return max((round(0.42 * SIZE * sum(ord(sign) > 0x2E80 for sign in name)) for name in names), default=0)


def _linked(value: float, told: str, href: str) -> dict[str, Any]:
    found: dict[str, Any] = {"value": value, "tooltip": told}
    return found | ({"xlink": {"href": href}} if href else {})


def _estimate(each: Estimate) -> dict[str, Any] | None:
    if each.value is None:
        return None
    found = _linked(100 * each.value, each.told, each.href)
    if each.low is not None and each.high is not None:
        found["ci"] = {"low": 100 * each.low, "high": 100 * each.high}
    if each.few:
        found["node"] = {"class": "dot low"}
    return found


def told(name: str, value: float, n: int, low: float | None, high: float | None) -> str:
    """What a point of a chart says when it is read aloud."""
    if low is None or high is None:
        return _("%(name)s: %(share)s of %(n)s", name=name, share=percent(value, 0), n=n)
    return _(
        "%(name)s: %(share)s of %(n)s, between %(low)s and %(high)s",
        name=name,
        share=percent(value, 0),
        n=n,
        low=percent(low, 0),
        high=percent(high, 0),
    )
