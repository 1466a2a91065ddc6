"""Every sheet can be read, asks only for known facts, and no fragment stands in it twice."""

from collections import Counter

import pytest

from demo.scenes import scenes
from demo.telling.work import causes
from demo.writing.facts import NAMES
from demo.writing.grammar import slots_of
from demo.writing.sheet import BadSheet, read, sheet, sheets
from models.rulebook.document import parse
from models.rulebook.installed import first_document

COMPLAINTS = [name.removeprefix("complaints/") for name in sheets() if name.startswith("complaints/")]


@pytest.mark.parametrize("name", sheets())
def test_a_sheet_asks_for_facts_that_there_are(name: str) -> None:
    for section in sheet(name):
        for pool in section.lists.values():
            for fragment in pool.fragments:
                assert slots_of(fragment.parts) <= NAMES, fragment.text


def test_no_fragment_stands_in_two_lists_of_a_sheet() -> None:
    for name in sheets():
        lines = Counter(
            (section.name, fragment.text)
            for section in sheet(name)
            for pool in section.lists.values()
            for fragment in pool.fragments
            if len(fragment.text) > 12
        )
        assert [line for line, count in lines.items() if count > 1] == []


def test_every_scene_has_a_category_of_the_rulebook_and_known_causes() -> None:
    """T-01."""
    known = {each.code for each in parse(first_document()).categories}
    told = [scene for name in COMPLAINTS for scene in scenes(name)]
    assert len(told) >= 60
    for scene in told:
        assert scene.category in known
        assert set(scene.causes) <= set(causes())
        assert len(scene.core) >= 3
        assert scene.titles
        assert scene.wish


def test_every_category_that_people_complain_about_has_a_scene() -> None:
    """T-01: the whole second level but suggestions."""
    categories = parse(first_document()).categories
    wanted = {each.code for each in categories if each.parent and each.parent != "suggestion"}
    assert wanted <= {scene.category for name in COMPLAINTS for scene in scenes(name)}


@pytest.mark.parametrize("text", ["-- list\nwords", "== a\nneither field nor list", "== a\n-- b\n[open"])
def test_a_broken_sheet_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(BadSheet, match=r"sheet.txt:\d"):
        read(text, "sheet.txt")
