"""Rules for templates: nothing inline that the content security policy refuses, no words outside `_()`."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment
from lxml import etree, html

from tests.guards.sources import ROOT, ours, short

TEMPLATES = [path for path in ours(".html") if path.is_relative_to(ROOT / "templates")]
FOR_BROWSERS = [path for path in TEMPLATES if "mail" not in path.parts and "pdf" not in path.parts]
# The gallery shows components with sample rows as its data.
TRANSLATED = [path for path in TEMPLATES if "gallery" not in path.parts]
INLINE = re.compile(
    r"""<style\b | \sstyle\s*= | \son[a-z]+\s*= | \shx-on\b | \bhx-on: | javascript: | ["']js:""",
    re.VERBOSE | re.IGNORECASE,
)
SCRIPT_WITHOUT_SOURCE = re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=.application/json)", re.IGNORECASE)
SHOWN_ATTRIBUTES = ("title", "alt", "placeholder", "aria-label", "aria-description", "content")
WORD = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]")
NOT_WORDS = {
    "Huiyin",
    "UTF",
    "utf",
    "viewport",
    "width",
    "device",
    "initial",
    "scale",
    "color",
    "scheme",
    "light",
    "dark",
}


def written(path: Path) -> str:
    """What a template says itself: its text without what is filled in."""
    pieces = []
    for _line, kind, value in Environment().lex(path.read_text()):
        if kind == "data":
            pieces.append(value)
        elif kind in {"variable_begin", "block_begin"}:
            pieces.append("x" if pieces and pieces[-1].endswith(("<", "</")) else " ")
    return "".join(pieces)


@pytest.mark.parametrize("path", FOR_BROWSERS, ids=short)
def test_nothing_inline(path: Path) -> None:
    text = path.read_text()
    assert INLINE.findall(text) == []
    assert SCRIPT_WITHOUT_SOURCE.findall(text) == []


@pytest.mark.parametrize("path", TRANSLATED, ids=short)
def test_no_words_outside_the_translations(path: Path) -> None:
    """X-04: every sentence can be shown in both languages."""
    tree = html.fragment_fromstring(written(path), create_parent=True)
    # Keys are called what is printed on them, commands what is typed.
    etree.strip_elements(tree, "kbd", "code", with_tail=False)
    shown = list(tree.itertext())
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in {"link", "script", "use", "svg"}:
            shown += [
                element.get(name, "") for name in SHOWN_ATTRIBUTES if element.get("name") != "htmx-config"
            ]
    assert [text.strip() for text in shown if set(WORD.findall(text)) - NOT_WORDS] == []
