"""The figures of a report as one frozen document: what is published is read from here alone (S-07). Pure.

All shares are from 0 to 1. What may not be published is not in it: a hidden figure is None.
"""

from datetime import date, datetime
from typing import Self

from models.reports.words import Passage, ReportSource, Undivided
from models.surveys.document import Part, Text
from models.surveys.rules.statistics import FivePoints


class Estimate(Part):
    """A share of the answers. Without `low` and `high` it has no interval: nobody was drawn."""

    hits: int
    value: float
    low: float | None = None
    high: float | None = None


class Figure(Part):
    """The answers on the five points to one question: all that ISO 10004 asks to be told."""

    counts: tuple[int, int, int, int, int]
    """For 5, 4, 3, 2, 1."""
    not_applicable: int
    n: int
    satisfied: Estimate
    dissatisfied: Estimate
    mean: float
    deviation: float | None
    few: bool
    """Whether it rests on fewer than 30 answers."""

    @property
    def points(self) -> FivePoints:
        return FivePoints(self.counts, self.not_applicable)


class Change(Part):
    """The satisfied share less another, with Newcombe's interval. `clear` where that leaves out 0."""

    was: float
    value: float
    low: float
    high: float
    clear: bool


class Line(Part):
    """One dimension, or one group of the cases. `change` is against the report before."""

    code: str
    name: Text
    figure: Figure | None
    change: Change | None = None


class Groups(Part):
    """The main figure by one attribute of the cases."""

    by: str
    name: Text
    lines: tuple[Line, ...]

    @property
    def hides(self) -> bool:
        return any(line.figure is None for line in self.lines)

    @property
    def shown(self) -> list[Line]:
        return [line for line in self.lines if line.figure is not None]


class Point(Part):
    """The main figure of an earlier report, or of this one."""

    period: str
    name: Text
    n: int
    satisfied: Estimate
    few: bool
    corrected: bool = False
    """Whether it is the figure of a correction."""


class Reason(Part):
    """Why some of those who were to be asked gave no answer."""

    code: str
    name: Text
    n: int


class Rate(Part):
    """What became of everybody who was to be asked: AAPOR's dispositions, and RR2."""

    complete: int
    partial: int
    refused: int
    not_reached: int
    not_asked: int
    waiting: int
    undelivered: int
    ineligible: int
    eligible: int
    value: float
    reasons: tuple[Reason, ...] = ()

    @property
    def answers(self) -> int:
        return self.complete + self.partial


class Recommended(Part):
    """The Net Promoter Score, from -100 to 100."""

    promoters: int
    passives: int
    detractors: int
    score: float
    low: float | None
    high: float | None
    few: bool


class Whole(Part):
    """The satisfied share of all who might have been drawn, the strata weighted by their size."""

    value: float
    low: float
    high: float
    effective: float
    covered: float


class OpenSurvey(Part):
    """Answers of whoever came by: shown apart, without intervals. `n` is None under the limit."""

    number: str
    name: Text
    n: int | None
    lines: tuple[Line, ...]


class Sentence(Part):
    """A sentence that the system drafted from the figures; `about` names its section."""

    about: Passage
    text: Text


class Figures(Part):
    """Everything that a report publishes besides what people wrote."""

    period: str
    name: Text
    source: ReportSource
    open: bool = False
    """Whether it is about an open survey: then nothing in it has an interval."""
    anonymous: bool = False
    first_day: date
    last_day: date
    counted_at: datetime
    answers: int
    main: str
    """The code of the dimension that stands for all; empty where none may be shown."""
    dimensions: tuple[Line, ...]
    whole: Whole | None = None
    recommended: Recommended | None = None
    groups: tuple[Groups, ...] = ()
    undivided: Undivided | None = None
    rate: Rate | None = None
    before: Text | None = None
    """What the report is called that changes are against."""
    course: tuple[Point, ...] = ()
    open_surveys: tuple[OpenSurvey, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    method: tuple[Text, ...] = ()

    @classmethod
    def read(cls, document: dict[str, object]) -> Self:
        """From the column of a row."""
        return cls.model_validate(document)

    @property
    def headline(self) -> Line | None:
        """The main dimension; None where it may not be shown."""
        return next((line for line in self.dimensions if line.code == self.main and line.figure), None)

    def said(self, about: Passage) -> list[Text]:
        """The drafted sentences of a section."""
        return [sentence.text for sentence in self.sentences if sentence.about is about]
