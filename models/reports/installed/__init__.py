"""The words of reports in both languages, as documents beside this file: a report keeps both for good."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from models.surveys.document import Text

FOLDER = Path(__file__).parent


@cache
def words() -> dict[str, Any]:
    """Names of dimensions, channels, means and silences."""
    return _read("words")


@cache
def sentences() -> dict[str, Any]:
    """Sentences with places for figures."""
    return _read("sentences")


def named(kind: str, code: str) -> Text:
    """What a code of a kind is called; the code itself where nobody named it."""
    return text(words()[kind].get(code, {"zh": code, "en": code}))


def text(pair: dict[str, str]) -> Text:
    """Both languages of an entry."""
    return Text(zh=pair["zh"], en=pair["en"])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
