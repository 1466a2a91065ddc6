"""The words that a suggestion goes by, found again in the customer's own spelling (T-05). Pure."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from models.cases.rules.suggestion import fold, places_of
from models.rulebook.document import Rules

VOICED = "\uff9e\uff9f"
"""Half-width marks that fold together with the sign before them, though they are signs of their own."""


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it is one of the words that decided."""

    text: str
    decided: bool


def marked(text: str, hints: Iterable[Mapping[str, Any]], rules: Rules) -> list[Piece]:
    """The text in pieces, whole and in order. `hints` are those kept with the case, `rules` the case's own.

    A word is marked where it counts: not behind a negation, nor inside a phrase that takes it back.
    Words that touch or overlap are one piece. A text that folds otherwise as a whole than sign by sign
    comes back in one piece without a mark.
    """
    clusters = _clusters(text)
    folded = [fold(cluster) for cluster in clusters]
    if "".join(folded) != fold(text):
        return [Piece(text, decided=False)]
    decided = [False] * len(clusters)
    owner = [number for number, signs in enumerate(folded) for _sign in signs]
    for start, end in places_of(hints, "".join(folded), rules):
        for number in owner[start:end]:
            decided[number] = True
    pieces: list[Piece] = []
    for cluster, hit in zip(clusters, decided, strict=True):
        if pieces and pieces[-1].decided is hit:
            pieces[-1] = Piece(pieces[-1].text + cluster, hit)
        else:
            pieces.append(Piece(cluster, hit))
    return pieces


def _clusters(text: str) -> list[str]:
    """Each sign with the marks that belong to it."""
    found: list[str] = []
    for sign in text:
        if found and (unicodedata.combining(sign) or sign in VOICED):
            found[-1] += sign
        else:
            found.append(sign)
    return found
