"""The page that says where each requirement works names files that are there and tests that name the id."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "requirements.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text().splitlines()
    if re.match(r"\| [A-Z]+-\d\d \|", line)
]
PATH = re.compile(r"`([^`]+)`")


def test_there_are_rows() -> None:
    """A page that nothing is read from would prove nothing."""
    assert len(ROWS) > 30


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_is_true(row: list[str]) -> None:
    """Every place is there, and every test named for a requirement names it."""
    requirement, _duty, _state, places, tests = row
    for place in PATH.findall(places):
        assert (ROOT / place).exists(), place
    named = PATH.findall(tests)
    assert named, f"{requirement} has no test"
    for test in named:
        assert requirement in (ROOT / test).read_text(), f"{test} does not name {requirement}"
