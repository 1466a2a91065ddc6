"""Both languages are complete (X-04)."""

import re
from pathlib import Path

import pytest

from tests.guards.sources import ROOT, ours, short
from tools.catalogs import problems

CHINESE = re.compile(r"[\u3400-\u9fff]")
OURS = {"web", "portal", "survey", "jobs"}
PROGRAMS = [
    path
    for path in ours(".py")
    if path.relative_to(ROOT).parts[0] in OURS and "gallery" not in path.parts  # its sample rows are data
]
# Names by which a language, a company or a date is known, whoever reads.
CHINESE_IS_DATA = {
    "web/config.py",
    "web/commands/people.py",
    "web/language/filters.py",
    "web/letters/written.py",
    "web/words/people.py",
    "survey/hours.py",
}


def test_every_sentence_has_one_chinese_and_is_shown_somewhere() -> None:
    assert problems() == []


@pytest.mark.parametrize("path", PROGRAMS, ids=short)
def test_chinese_lives_in_the_translations(path: Path) -> None:
    if short(path) not in CHINESE_IS_DATA:
        lines = [line for line in path.read_text().splitlines() if CHINESE.search(line.split("  #")[0])]
        assert [line for line in lines if '"""' not in line] == []
