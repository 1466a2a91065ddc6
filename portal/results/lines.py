"""What a board of results is made of: a line, a table or a point of a chart each (S-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.results.rules import Measure, Shown
from models.surveys.rules.statistics import Compared


@dataclass(frozen=True)
class DimensionLine:
    """One measure on the five points."""

    measure: Measure
    name: str
    figure: Shown


@dataclass(frozen=True)
class OptionLine:
    """One option of a question, and how often it was chosen."""

    name: str
    n: int
    value: float | None


@dataclass(frozen=True)
class OptionTable:
    """A question with options; `n` is the base of the shares, None where several may be chosen."""

    name: str
    n: int | None
    lines: Sequence[OptionLine]


@dataclass(frozen=True)
class Moment:
    """A month, a week or a campaign: its name, figure and days, and where a campaign's results are."""

    name: str
    figure: Shown
    since: date | None = None
    until: date | None = None
    href: str = ""


@dataclass(frozen=True)
class QuietLine:
    """One kind of people among those who answered and those who did not; None where it is hidden."""

    name: str
    compared: Compared | None
