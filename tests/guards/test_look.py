"""The look as rules: contrast, equal dark themes, small public pages, icons that exist, files as recorded."""

import gzip
import json
import re
from itertools import product
from pathlib import Path

import pytest

from tools.vendor import MANIFEST, SPRITES, faults

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static/css"
PAPERS = ("ground", "surface", "surface-2", "surface-3")
TONES = ("good", "warn", "bad", "info")
TEXT = [
    *product(("ink", "ink-2", "ink-3", "action"), PAPERS),
    *product(TONES, ("ground", "surface")),
    *((tone, f"{tone}-soft") for tone in (*TONES, "neutral")),
    *(("ink", f"{tone}-soft") for tone in (*TONES, "action")),
    ("action", "action-soft"),
    ("action-ink", "action-fill"),
    ("action-ink", "action-fill-hover"),
    ("action-ink", "bad-fill"),
    ("urgent-ink", "urgent"),
    ("side-ink", "side"),
    ("side-ink", "side-count"),
    ("side-strong", "side-active"),
    ("side-ink-3", "side"),
    *(("ground-ink", f"ground-{n}") for n in range(6)),
]
ON_BOTH_SITES = {"_flashes.html", "copy.html", "form.html", "notice.html", "progress.html", "timeline.html"}
SHAPES = [("field-line", "surface"), ("focus", "ground"), ("focus", "surface")]
SHAPES += [(f"{tone}-bar", "track") for tone in ("good", "warn", "bad")]
PUBLIC_TEXT = [
    *product(("ink", "ink-2", "ink-3", "action"), ("ground", "surface", "surface-2")),
    *((tone, f"{tone}-soft") for tone in TONES),
    *(("ink", f"{tone}-soft") for tone in TONES),
    *product(("bad",), ("ground", "surface")),
    ("action", "action-soft"),
    ("action-ink", "action-fill"),
    ("action-ink", "action-hover"),
]


def themes(sheet: str) -> dict[str, dict[str, str]]:
    """The colours of each theme of a style sheet, by name."""
    text = (CSS / sheet).read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)", 1)
    dark = dark.split("\n}\n", 1)[0]
    return {"light": colours(light), "dark": colours(light) | colours(dark)}


def colours(text: str) -> dict[str, str]:
    """Properties that are plain colours."""
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", text))


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours, from 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("sheet", "pairs", "least"),
    [
        ("tokens.css", TEXT, 4.5),
        ("tokens.css", SHAPES, 3.0),
        ("public.css", PUBLIC_TEXT, 4.5),
    ],
    ids=["portal text", "portal shapes", "public text"],
)
def test_contrast(theme: str, sheet: str, pairs: list[tuple[str, str]], least: float) -> None:
    """X-05: every pair of text and ground at least 4.5:1, every shape that matters 3:1."""
    known = themes(sheet)[theme]
    faint = {pair: contrast(known[pair[0]], known[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < least} == {}


def test_both_ways_to_dark_are_the_same() -> None:
    """The device's wish and the reader's choice lead to one dark theme."""
    text = (CSS / "tokens.css").read_text()
    by_device = text.split(':root:not([data-theme="light"]) {', 1)[1].split("}", 1)[0]
    by_choice = text.split(':root[data-theme="dark"] {', 1)[1].split("}", 1)[0]
    assert by_device.split() == by_choice.split()


def test_public_pages_stay_small() -> None:
    """The style sheet is under 15 kB, and all that a public page loads leaves 5 kB for its words."""
    loaded = [CSS / "public.css", ROOT / "static/js/public.js", ROOT / "static/icons-public.svg"]
    assert loaded[0].stat().st_size < 15_000
    with_favicon = [*loaded, ROOT / "static/favicon.svg"]
    assert sum(path.stat().st_size for path in with_favicon) < 24_500
    packed = [*with_favicon, ROOT / "static/vendor/htmx/htmx.min.js"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in packed) < 22_000


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    """A name that is not on the list would be an empty picture."""
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons.svg").read_text()))
    public = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons-public.svg").read_text()))
    named = re.compile(r"""(?:\bicon\(|\bicon_name=|\bdoor\(url_for\([^)]*\), )["']([\w-]+)["'](?!\s*~)""")
    in_tables = re.compile(r"""set icons = \{(.*?)\}""")
    missing = {}
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        known = public if "survey" in path.parts or path.name in ON_BOTH_SITES else drawn
        names = set(named.findall(text))
        for table in in_tables.findall(text):
            names |= set(re.findall(r""":\s*["']([\w-]+)["']""", table))
        if names - known:
            missing[str(path.relative_to(ROOT))] = names - known
    assert missing == {}


def test_vendored_files_are_as_recorded() -> None:
    """What we took over from others is what the manifest says, byte for byte, with its licence."""
    entries = json.loads(MANIFEST.read_text())
    assert faults(entries) == []
    assert {entry["file"] for entry in entries} >= set(SPRITES)
    assert all(entry["licence"] for entry in entries)
