"""The few words around what was searched for, so that a list can say why a case is in it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.cases.rules.grams import words

AROUND = 24
"""Characters shown on either side."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Extract:
    """A found word as it stands in a text, with what is before and after it on one line."""

    before: str
    found: str
    after: str


def extract(text: str, search: str) -> Extract | None:
    """The place where the longest word of the search stands in the text; none where it stands in none.

    Whether letters are large or small makes no difference. A part that was cut off ends with an ellipsis.
    """
    for word in sought(search):
        if place := re.search(re.escape(word), text, re.IGNORECASE):
            return Extract(_before(text[: place.start()]), place.group(), _after(text[place.end() :]))
    return None


def sought(search: str) -> Sequence[str]:
    """The words of a search, the longest first; equally long ones as they were typed."""
    return sorted(dict.fromkeys(words(search)), key=len, reverse=True)


def _before(text: str) -> str:
    line = _SPACE.sub(" ", text[-8 * AROUND :])
    cut = len(line) > AROUND or len(text) > 8 * AROUND
    return ("…" if cut else "") + line[-AROUND:].lstrip()


def _after(text: str) -> str:
    line = _SPACE.sub(" ", text[: 8 * AROUND])
    cut = len(line) > AROUND or len(text) > 8 * AROUND
    return line[:AROUND].rstrip() + ("…" if cut else "")
