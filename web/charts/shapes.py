"""Lines, dots and words of drawings whose width is known to the reader's screen alone."""

from markupsafe import Markup, escape


def at(share: float) -> str:
    """A share of the width, in per cent."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


PAPER = """
text { font-family: "Noto Serif CJK SC", "Noto Serif SC", serif; font-size: 9pt; fill: #14272a }
.p5 { fill: #18745c } .p4 { fill: #8cc7b4 } .p3 { fill: #d3dada } .p2 { fill: #e0b06a } .p1 { fill: #b3322e }
.t5, .t1 { fill: #ffffff } rect { stroke: #ffffff; stroke-width: 1 }
.plain { fill: #0b6e75 } .soft { fill: #c9d2d2 } .band { fill: #d9ebec }
.course { stroke: #0b6e75; stroke-width: 1.3 }
.grid { stroke: #c9d2d2; stroke-width: 0.8 } .axis { fill: #444444 } .value { font-weight: 600 }
.interval { stroke: #a9d0d2; stroke-width: 6 }
.dot { fill: #0b6e75; stroke: #0b6e75; stroke-width: 1.6 } .few { fill: #ffffff } .reach { fill: none }
"""
"""The colours of drawings in papers, whose sheets do not reach inside."""


def drawn(kind: str, height: int, inside: str, label: str = "", *, paper: bool = False) -> Markup:
    """A drawing of a height in pixels; without a label what stands around it says what it shows."""
    links = "<a " in inside
    if paper:
        inside = f"<style>{PAPER}</style>{inside}"
    said = f' role="{"group" if links else "img"}" aria-label="{escape(label)}"' if label else ""
    if not label and not links:
        said = ' aria-hidden="true"'
    return Markup(  # noqa: S704  # made of numbers and escaped words
        f'<svg class="fig-{kind}" width="100%" height="{height}"{said}>{inside}</svg>'
    )


def linked(shape: str, told: str, href: str = "") -> str:
    """A shape that leads somewhere, or says what it stands for when it is pointed at."""
    title = f"<title>{escape(told)}</title>"
    return f'<a href="{escape(href)}">{title}{shape}</a>' if href else f"<g>{title}{shape}</g>"


def line(x1: str, y1: float, x2: str, y2: float, kind: str) -> str:
    """A straight line."""
    return f'<line class="{kind}" x1="{x1}" y1="{y1:g}" x2="{x2}" y2="{y2:g}"/>'


def dot(x: str, y: float, r: float, kind: str) -> str:
    """A dot."""
    return f'<circle class="{kind}" cx="{x}" cy="{y:g}" r="{r:g}"/>'


def word(x: str, y: float, text: str, kind: str, anchor: str = "middle") -> str:
    """A word, its middle (or begin, or end) at x."""
    return f'<text class="{kind}" x="{x}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'
