"""What an answer of a quiz is worth, and which questions can be asked (L-03, decision 50). Pure."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from models.training.words import QuestionKind

FEWEST, MOST = 2, 10
"""Answers that a question offers."""


def worth(right: Collection[int], chosen: Collection[int], places: int) -> Fraction:
    """The part of its marks, from 0 to 1, that an answer to a question with so many places has.

    All right places and no wrong one are the whole. Otherwise it is the share of the right places that were
    chosen less the share of the wrong ones that were, and never less than nothing: who ticks everything has
    0, and so, on average, has who guesses. With one right place of which one is chosen it is all or nothing.
    """
    wrong = set(range(places)) - set(right)
    hits, misses = set(chosen) & set(right), set(chosen) & wrong
    return max(Fraction(), Fraction(len(hits), len(set(right))) - Fraction(len(misses), len(wrong)))


def score_of(worths: Sequence[Fraction]) -> int:
    """Marks of 100 for answers worth so much, each question counting alike, rounded down."""
    return int(100 * sum(worths, Fraction()) / len(worths))


def percent(part: Fraction) -> int:
    """A part in percent, rounded down."""
    return int(100 * part)


def answers(kind: QuestionKind, chosen: Sequence[int], places: int) -> bool:
    """Whether these places answer a question: one, or of a multiple choice at least one, none twice."""
    known = len(set(chosen)) == len(chosen) and all(0 <= each < places for each in chosen)
    return known and (len(chosen) >= 1 if kind is QuestionKind.MULTIPLE else len(chosen) == 1)


def is_decided(kind: QuestionKind, right: Collection[int], places: int) -> bool:
    """Whether the right places are as many as the kind of question needs: of a multiple choice two at least,
    and one wrong."""
    if len(set(right)) != len(right) or not all(0 <= each < places for each in right):
        return False
    return 2 <= len(right) < places if kind is QuestionKind.MULTIPLE else len(right) == 1
