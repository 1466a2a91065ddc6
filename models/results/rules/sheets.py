"""What one response chose, written as one text, and responses counted by it (S-06). Pure."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from models.results.rules.measures import Measures, Tallies

Key = TypeVar("Key", bound=Hashable)
WITHIN, BETWEEN = ":", ","
"""Within a choice and between choices: codes of questions and parts hold neither (S-01)."""


@dataclass(frozen=True)
class Counted:
    """Responses to one version that chose the same and share what they are laid out by.

    `sheet` holds each choice as `question:part:choice`, in any order; None where nothing was chosen. Of the
    `n` responses `complete` came to their end.
    """

    version: int
    sheet: str | None
    keys: tuple[Any, ...]
    complete: int
    n: int


class Head(NamedTuple):
    """How many answered to the end, and how many in part."""

    complete: int
    partial: int

    @property
    def n(self) -> int:
        return self.complete + self.partial


def head_of(counted: Iterable[Counted]) -> Head:
    """How many responses these are."""
    complete = partial = 0
    for each in counted:
        complete += each.complete
        partial += each.n - each.complete
    return Head(complete, partial)


def tallied(
    counted: Iterable[Counted],
    measures: Measures,
    key: Callable[[tuple[Any, ...]], Key],
    only: str | None = None,
) -> Tallies[Key]:
    """The choices of these responses by measure, and by what `key` makes of their keys.

    `only` counts a single measure. A sheet that many share is read once.
    """
    tallies: Tallies[Key] = Tallies(measures)
    together: dict[tuple[int, str, Key], int] = {}
    for each in counted:
        if each.sheet is not None:
            alike = (each.version, each.sheet, key(each.keys))
            together[alike] = together.get(alike, 0) + each.n
    sheets: dict[str, list[tuple[str, str, int]]] = {}
    for (version, sheet, of), n in together.items():
        if sheet not in sheets:
            sheets[sheet] = choices_of(sheet)
        for question, part, choice in sheets[sheet]:
            place = (version, question, part)
            if only is None or measures.places.get(place) == only:
                tallies.add(place, choice, of, n)
    return tallies


def choices_of(sheet: str) -> list[tuple[str, str, int]]:
    """Question, part and choice of each."""
    found = []
    for choice in sheet.split(BETWEEN):
        question, part, number = choice.split(WITHIN)
        found.append((question, part, int(number)))
    return found
