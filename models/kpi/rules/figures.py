"""What kind of figure each is, and the version of the method by which all of them are reckoned. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from models.kpi.words import Figure

METHOD = 3
"""Goes up with every change of what a figure counts; a closed month keeps the one it was reckoned by."""


class Unit(StrEnum):
    """A share of cases or clocks, or a time in minutes of the wall clock."""

    SHARE = "share"
    MINUTES = "minutes"


@dataclass(frozen=True)
class Nature:
    """The unit of a figure, whether more of it is better, and whether it is told of people as well."""

    unit: Unit = Unit.SHARE
    more_is_better: bool = True
    of_people: bool = True


NATURE = {
    Figure.TIMELINESS: Nature(),
    Figure.TIMELINESS_FIRST: Nature(),
    Figure.RESPONSE_TIMELINESS: Nature(of_people=False),
    Figure.TRIAGE_ACCURACY: Nature(),
    Figure.HANDLING_ACCURACY: Nature(),
    Figure.SATISFACTION: Nature(),
    Figure.FIRST_CONTACT: Nature(),
    Figure.REOPENED: Nature(more_is_better=False),
    Figure.OVERDUE: Nature(more_is_better=False),
    Figure.REVISIT_RESPONSE: Nature(of_people=False),
    Figure.RESPONSE_TIME: Nature(Unit.MINUTES, more_is_better=False, of_people=False),
    Figure.RESULT_TIME: Nature(Unit.MINUTES, more_is_better=False),
}


def shares(figures: Collection[Figure] = tuple(Figure)) -> list[Figure]:
    """Those that are shares."""
    return [figure for figure in figures if NATURE[figure].unit is Unit.SHARE]
