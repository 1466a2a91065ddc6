"""What a reader of the rulebook hears in a text: the grade its words show, the category they speak of."""

from collections.abc import Iterable
from functools import lru_cache

from demo.calendar.working import rules
from models.cases.rules.suggestion import Suggested, suggest


@lru_cache(maxsize=64)
def _heard(text: str) -> Suggested:
    return suggest(text, rules())


def heard_grade(text: str) -> int:
    """The grade that the words of the checklist give a text; 1 where they say nothing (G-01)."""
    found = _heard(text)
    return 1 if found.usual else found.grade or 1


def speaks_of(text: str, category: str) -> bool:
    """Whether the words of a text speak of this category, loudest of all (T-05)."""
    return _heard(text).category == category


def pieces(text: str) -> frozenset[str]:
    """The pairs of neighbouring signs of a text: what two texts on one thing have in common."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def closest(texts: Iterable[str], to: frozenset[str]) -> str:
    """Of several texts the one that speaks most of the same, given by its pieces; the first of equals."""
    return max(texts, key=lambda text: len(pieces(text) & to))
