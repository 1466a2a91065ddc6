"""What scores come to: the one rule by which an inspection passes or fails (Q-01). Pure."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from models.errors import Invalid
from models.inspection.words import Mark

VALUES = {Mark.MET: Fraction(1), Mark.PARTLY: Fraction(1, 2), Mark.NOT_MET: Fraction(0)}
"""The share of its points that an item gets; one that is not applicable is not counted at all."""


class Scored(NamedTuple):
    """An item as it was found: its points, whether it is a killer, and the mark."""

    weight: int
    killer: bool
    mark: Mark


class Result(NamedTuple):
    """The points in whole percent, rounded down; whether it passed; whether a killer item failed."""

    percent: int
    passed: bool
    killed: bool


def result(items: Iterable[Scored], pass_percent: int) -> Result:
    """Points got in percent of those that could be got; passes from `pass_percent` on (Q-01).

    A killer item that is not met fails the whole, whatever the rest got; one met in part does not.
    Raises Invalid where nothing applies.
    """
    counted = [each for each in items if each.mark is not Mark.NOT_APPLICABLE]
    possible = sum(each.weight for each in counted)
    if not possible:
        raise Invalid("marks", "nothing_scored")
    got = sum((each.weight * VALUES[each.mark] for each in counted), Fraction(0))
    percent = int(got * 100 / possible)
    killed = any(each.killer and each.mark is Mark.NOT_MET for each in counted)
    return Result(percent, not killed and percent >= pass_percent, killed)
