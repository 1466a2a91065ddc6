"""Rules about the code itself that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

from tests.guards.sources import ROOT, ours, short

LONGEST = 400  # lines; style.md asks for 300, the rest is for tables that would only be harder to read apart
DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc", "shared"}
LEFT_FOR_LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# Written in two halves, as this file is searched too.
PACKAGE_HOSTS = re.compile(
    "|".join(["py" r"pi\.org", "python" r"hosted", "npm" r"js\.(org|com)", "deb" r"\.debian\.org"])
)
TEXT = (
    ".py",
    ".md",
    ".toml",
    ".ini",
    ".txt",
    ".html",
    ".css",
    ".js",
    ".json",
    ".po",
    ".example",
    "Makefile",
    "run",
)


@pytest.mark.parametrize("path", ours(".py"), ids=short)
def test_every_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), (
            "the module does not begin with a sentence on what lives there"
        )


def test_no_drawers() -> None:
    """A module is named for what it holds, not for being useful."""
    names = {part.removesuffix(".py") for path in ours(".py") for part in path.relative_to(ROOT).parts}
    assert names & DRAWERS == set()


def test_nothing_is_left_for_later() -> None:
    here = Path(__file__)
    found = [short(path) for path in ours(*TEXT) if path != here and LEFT_FOR_LATER.search(path.read_text())]
    assert found == []


def test_no_registry_of_packages_is_named() -> None:
    """Where packages come from is the business of whoever installs them."""
    here = Path(__file__)
    locks = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
    found = [
        short(path)
        for path in (*ours(*TEXT), *locks)
        if path != here and PACKAGE_HOSTS.search(path.read_text())
    ]
    assert found == []
