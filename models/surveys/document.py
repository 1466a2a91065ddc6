"""A questionnaire as a document: sections, questions, conditions, in both languages (S-01). Pure."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]

NOT_APPLICABLE = 0
"""The point that means "this does not concern me"; counted apart from the five (S-06)."""
FIVE = (5, 4, 3, 2, 1)
"""非常满意 5, 满意 4, 一般 3, 不满意 2, 非常不满意 1 (R-02)."""


class Dimension(StrEnum):
    """What a question measures: figures of different questionnaires are laid side by side by it (S-02)."""

    HANDLING = "handling"
    OVERALL = "overall"
    PRICE = "price"
    QUALITY = "quality"
    RESOLUTION = "resolution"
    ATTITUDE = "attitude"
    SPEED = "speed"


class Part(BaseModel):
    """A piece of a document: frozen, and nothing in it that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Part):
    """One sentence in both languages; neither may be missing."""

    zh: Words
    en: Words

    def said(self, language: str) -> str:
        """The sentence in a language; Chinese for any that we do not speak."""
        return self.en if language == "en" else self.zh


class Match(Part):
    """Whether an earlier question was answered with one of these choices. `row` picks a line of a matrix."""

    question: Code
    row: Code | None = None
    any_of: tuple[int, ...] = Field(min_length=1)


class When(Part):
    """Shown when all of `all` hold and, where `any` is not empty, at least one of `any`."""

    all: tuple[Match, ...] = ()
    any: tuple[Match, ...] = ()

    @property
    def matches(self) -> tuple[Match, ...]:
        return self.all + self.any


class Option(Part):
    """A choice; its `code` is what is stored and counted, so it never changes its meaning."""

    code: int = Field(ge=1, le=99)
    text: Text
    alone: bool = False
    """Whether it rules out every other choice of the same question ("none of these")."""


class Row(Part):
    """A line of a matrix."""

    code: Code
    text: Text
    dimension: Dimension | None = None


class Asked(Part):
    """What every question has. `spoken` is how a caller puts it on the telephone (R-02)."""

    code: Code
    text: Text
    hint: Text | None = None
    spoken: Text | None = None
    required: bool = True
    when: When | None = None

    def choices(self, row: str | None = None) -> frozenset[int]:
        """The codes that an answer to it (or to a row of it) may hold."""
        return frozenset()


class FivePoint(Asked):
    """The five points of satisfaction, always the same words (R-02)."""

    kind: Literal["five_point"] = "five_point"
    dimension: Dimension | None = None
    not_applicable: bool = False

    def choices(self, row: str | None = None) -> frozenset[int]:
        return frozenset(FIVE) | ({NOT_APPLICABLE} if self.not_applicable else set())


class FivePointMatrix(Asked):
    """Several lines, each on the five points."""

    kind: Literal["five_point_matrix"] = "five_point_matrix"
    rows: tuple[Row, ...] = Field(min_length=2, max_length=10)
    not_applicable: bool = False

    def choices(self, row: str | None = None) -> frozenset[int]:
        return frozenset(FIVE) | ({NOT_APPLICABLE} if self.not_applicable else set())


class Single(Asked):
    """One of several options."""

    kind: Literal["single"] = "single"
    options: tuple[Option, ...] = Field(min_length=2, max_length=20)
    dimension: Dimension | None = None

    def choices(self, row: str | None = None) -> frozenset[int]:
        return frozenset(option.code for option in self.options)


class Multiple(Asked):
    """Any of several options, at most `most` of them."""

    kind: Literal["multiple"] = "multiple"
    options: tuple[Option, ...] = Field(min_length=2, max_length=20)
    most: int | None = Field(default=None, ge=1)

    def choices(self, row: str | None = None) -> frozenset[int]:
        return frozenset(option.code for option in self.options)


class Nps(Asked):
    """How likely somebody is to recommend us, 0 to 10."""

    kind: Literal["nps"] = "nps"

    def choices(self, row: str | None = None) -> frozenset[int]:
        return frozenset(range(11))


class FreeText(Asked):
    """Words of one's own, `longest` characters at most."""

    kind: Literal["text"] = "text"
    longest: int = Field(default=1000, ge=1, le=4000)


Question = Annotated[
    FivePoint | FivePointMatrix | Single | Multiple | Nps | FreeText, Field(discriminator="kind")
]


class Section(Part):
    """Questions that belong together; `title` is shown where there is more than one section."""

    code: Code
    title: Text | None = None
    when: When | None = None
    questions: tuple[Question, ...] = Field(min_length=1)


class Document(Part):
    """A whole questionnaire. `opening` and `goodbye` are what a caller says first and last (R-02).

    Raises pydantic's ValidationError for codes that are there twice, and for conditions on
    questions that do not come earlier or on choices they do not have.
    """

    title: Text
    thanks: Text
    opening: Text | None = None
    goodbye: Text | None = None
    sections: tuple[Section, ...] = Field(min_length=1)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(question for section in self.sections for question in section.questions)

    @cached_property
    def by_code(self) -> dict[str, Question]:
        return {question.code: question for question in self.questions}

    def section_of(self, question: Question) -> Section:
        """The section that a question of this document stands in."""
        return next(
            section for section in self.sections if any(each is question for each in section.questions)
        )

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterator[str]:
        yield from _twice("section", [section.code for section in self.sections])
        yield from _twice("question", [question.code for question in self.questions])
        earlier: dict[str, Question] = {}
        for section in self.sections:
            yield from _unmet(section.code, section.when, earlier)
            for question in section.questions:
                yield from _inner(question)
                yield from _unmet(question.code, question.when, earlier)
                earlier[question.code] = question


def _twice(what: str, codes: list[str]) -> Iterator[str]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"{what} {code} is there twice"


def _inner(question: Question) -> Iterator[str]:
    if isinstance(question, Single | Multiple):
        yield from _twice(f"in {question.code}, option", [str(option.code) for option in question.options])
    if isinstance(question, Multiple) and question.most is not None and question.most > len(question.options):
        yield f"{question.code} allows more choices than it has"
    if isinstance(question, FivePointMatrix):
        yield from _twice(f"in {question.code}, row", [row.code for row in question.rows])


def _unmet(code: str, when: When | None, earlier: dict[str, Question]) -> Iterator[str]:
    for match in when.matches if when else ():
        question = earlier.get(match.question)
        if question is None:
            yield f"{code} depends on {match.question}, which does not come earlier"
            continue
        rows = {row.code for row in question.rows} if isinstance(question, FivePointMatrix) else set()
        if (match.row is not None) != bool(rows) or (match.row is not None and match.row not in rows):
            yield f"{code} depends on a row of {match.question} that is not there"
        if not set(match.any_of) <= question.choices(match.row):
            yield f"{code} depends on choices that {match.question} does not have"
