"""Pure rules of results: what is chosen, what a question measures, what may be shown."""

from models.results.rules.measures import Measure, MeasureKind, Tallies, measures_of
from models.results.rules.selection import Selection, Source
from models.results.rules.two_way import Shown, TwoWay, Whole, one_way, two_way

__all__ = [
    "Measure",
    "MeasureKind",
    "Selection",
    "Shown",
    "Source",
    "Tallies",
    "TwoWay",
    "Whole",
    "measures_of",
    "one_way",
    "two_way",
]
