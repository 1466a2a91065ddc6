"""X-04: whatever the company says to a customer in Chinese says 您."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.rulebook.installed import first_texts
from tools.catalogs import written

ROOT = Path(__file__).resolve().parents[3]
CATALOGUES = ("public", "outbox", "surveys", "web")
"""What customers read: the public pages, the frames of letters, surveys, and errors on either site."""
QUESTIONNAIRES = sorted((ROOT / "models" / "surveys" / "installed").glob("*.toml"))


def strings(value: object) -> Iterator[str]:
    """Every text in a document, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@pytest.mark.parametrize("name", CATALOGUES)
def test_x04_the_pages_say_nin(name: str) -> None:
    said = [str(message.string) for path, message in written() if path.stem == name]
    assert said
    assert [text for text in said if "你" in text] == []


def test_x04_the_letters_say_nin() -> None:
    said = [text for key, texts in first_texts().items() if key[1] == "zh" for text in texts]
    assert said
    assert [text for text in said if "你" in text] == []


@pytest.mark.parametrize("path", QUESTIONNAIRES, ids=lambda path: path.stem)
def test_x04_the_questionnaires_and_their_scripts_say_nin(path: Path) -> None:
    assert [text for text in strings(tomllib.loads(path.read_text())) if "你" in text] == []
