"""pygal's drawings made fit for our pages: no style, no script, links and words for whoever cannot see them.

pygal brings a style sheet, scripts and style attributes of its own; our content policy lets none of them in.
What is left are shapes with classes, each beginning with `pg-`: `static/css/charts.css` colours them on the
screen, light and dark, and `PAPER` in papers.
"""

import re
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape
from pygal.etree import etree

etree.to_etree()  # pygal would take lxml where that is installed, and hand us another kind of tree there

DROPPED = {"defs", "style", "script", "desc"}
LEFT_OUT = {"id", "style", "target", "xmlns"}
NUMBER = re.compile(r"-?\d+\.\d+")
GEOMETRY = {"x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "d", "transform"}
SPACE = re.compile(r"\{[^}]*\}")


def drawn(chart: Any, label: str, *, kind: str = "", style: str = "") -> Markup:
    """A chart as an element for a page, called `label` where it is read aloud.

    `kind` says which colours it has. `style` is put inside, for papers: on a page the style sheets of the
    site do it.
    """
    root = chart.render_tree()
    inside = "".join(_element(child) for child in root)
    role = "group" if "<a " in inside else "img"
    classes = f"pg pg-{kind}" if kind else "pg"
    sheet = f"<style>{style}</style>" if style else ""
    space = ' xmlns="http://www.w3.org/2000/svg"' if style else ""
    return Markup(  # noqa: S704  # every text and attribute inside is escaped
        f'<svg class="{classes}" viewBox="{escape(root.get("viewBox"))}" role="{role}"'
        f' aria-label="{escape(label)}"{space}>{sheet}{inside}</svg>'
    )


def _element(element: Any) -> str:
    if not isinstance(element.tag, str):  # a comment
        return ""
    tag = SPACE.sub("", element.tag)
    words = element.get("class", "").split()
    if tag in DROPPED or "tooltip-overlay" in words or "background" in words:
        return ""
    title = next((child.text for child in element if child.tag == "title"), None)
    if tag == "title":
        return ""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in _attributes(element, words))
    if tag == "a" and title:
        attributes += f' aria-label="{escape(title)}"'
    named = f"<title>{escape(title)}</title>" if title and tag == "a" else ""
    inside = named + str(escape(element.text or "")) + "".join(_element(child) for child in element)
    if tag == "g" and not inside:
        return ""
    return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes}/>"


def _attributes(element: Any, words: list[str]) -> Iterator[tuple[str, str]]:
    if words:
        yield "class", " ".join(f"pg-{word}" for word in words)
    for name, value in element.items():
        plain = SPACE.sub("", getattr(name, "text", name))
        if plain in LEFT_OUT or plain == "class":
            continue
        yield plain, NUMBER.sub(lambda found: f"{float(found[0]):.1f}", value) if plain in GEOMETRY else value


PAPER = """
.pg-axis text, .pg-legend text { font-family: "Noto Sans CJK SC", sans-serif; font-size: 12px; fill: #37504f }
.pg-axis.pg-x text { text-anchor: middle }
.pg-axis.pg-y text { text-anchor: end }
.pg-line { fill: none; stroke: #dfe6e6; stroke-width: 1 }
.pg-nofill { fill: none }
.pg-plot .pg-series .pg-line { stroke: #0b6e75; stroke-width: 2 }
.pg-dot { fill: #0b6e75 }
.pg-dot.pg-low { fill: #ffffff; stroke: #0b6e75; stroke-width: 1.5 }
.pg-ci path { stroke: #14272a; stroke-width: 1.2; fill: none }
.pg-points .pg-color-0 rect, .pg-points rect.pg-color-0 { fill: #18866a }
.pg-points .pg-color-1 rect, .pg-points rect.pg-color-1 { fill: #86c3b2 }
.pg-points .pg-color-2 rect, .pg-points rect.pg-color-2 { fill: #c9d4d4 }
.pg-points .pg-color-3 rect, .pg-points rect.pg-color-3 { fill: #d7a35c }
.pg-points .pg-color-4 rect, .pg-points rect.pg-color-4 { fill: #c53030 }
.pg-bars .pg-rect { fill: #9ccbce }
"""
"""The colours of charts in papers, which know no custom properties."""
