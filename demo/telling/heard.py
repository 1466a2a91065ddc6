"""What a reader of the rulebook hears in a text: the grade its words show, the category they speak of."""

from collections.abc import Iterable
from functools import cache

from demo.calendar.working import rules

Heard = dict[str, int]


@cache
def _grading() -> tuple[tuple[int, tuple[tuple[str, int], ...]], ...]:
    return tuple((each.grade, tuple(each.words.items())) for each in rules().criteria)


@cache
def _words() -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """Every word of the categories once, with the categories it speaks for and how loudly."""
    found: dict[str, list[tuple[str, int]]] = {}
    for category in rules().categories:
        for word, weight in category.words.items():
            if not word.isascii():
                found.setdefault(word, []).append((category.code, weight))
    return tuple((word, tuple(meant)) for word, meant in found.items())


def heard_grade(text: str) -> int:
    """The grade that the words of the checklist give a text; 1 where they say nothing (G-01)."""
    least = rules().suggestion.least
    heard = [
        grade
        for grade, words in _grading()
        if sum([weight for word, weight in words if word in text]) >= least
    ]
    return max(heard, default=1)


def speaks_of(text: str, category: str) -> bool:
    """Whether no category speaks louder in a text than this one, each with its first level (T-05)."""
    alone: Heard = {}
    for word, meant in _words():
        if word in text:
            for code, weight in meant:
                alone[code] = alone.get(code, 0) + weight
    loudness = [
        (alone.get(each.code, 0) + alone.get(each.parent, 0), each.code)
        for each in rules().categories
        if each.parent
    ]
    wanted = next(loud for loud, code in loudness if code == category)
    return wanted > 0 and wanted == max(loudness)[0]


def pieces(text: str) -> frozenset[str]:
    """The pairs of neighbouring signs of a text: what two texts on one thing have in common."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def closest(texts: Iterable[str], to: frozenset[str]) -> str:
    """Of several texts the one that speaks most of the same, given by its pieces; the first of equals."""
    return max(texts, key=lambda text: len(pieces(text) & to))
