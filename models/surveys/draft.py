"""A questionnaire while it is written: the same parts as a document, and any of their words may be missing.

A draft is a `Document` to everything that reads one (screens, previews, differences), but it promises
nothing: `finished` makes the document of it, or says that it is none yet (S-01). Pure.
"""

from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from models.surveys.document import (
    Asked,
    Document,
    FivePoint,
    FivePointMatrix,
    FreeText,
    Match,
    Multiple,
    Nps,
    Option,
    Row,
    Section,
    Single,
    Text,
    When,
)

LONGEST_WORDS = 600
MOST_OPTIONS = 20
MOST_ROWS = 10
UNWRITTEN = "…"
"""What stands where a text is missing in both languages."""

Loose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_WORDS)]


class DraftText(Text):
    """One sentence, as far as it is written."""

    zh: Loose = ""
    en: Loose = ""

    def said(self, language: str) -> str:
        """The sentence in a language; in the other one where it is not translated yet."""
        both = (self.en, self.zh) if language == "en" else (self.zh, self.en)
        return both[0] or both[1] or UNWRITTEN

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)


class DraftMatch(Match):
    """A condition whose choices may not be ticked yet."""

    any_of: tuple[int, ...] = ()


class DraftWhen(When):
    """Conditions as far as they are written."""

    all: tuple[DraftMatch, ...] = ()
    any: tuple[DraftMatch, ...] = ()


class DraftOption(Option):
    """A choice; its code is there from the start, its words may come later."""

    text: DraftText = DraftText()


class DraftRow(Row):
    """A line of a matrix; its words may come later."""

    text: DraftText = DraftText()


class Drafted(Asked):
    """What every question of a draft has."""

    text: DraftText = DraftText()
    hint: DraftText | None = None
    spoken: DraftText | None = None
    when: DraftWhen | None = None


class DraftFivePoint(Drafted, FivePoint):
    """The five points."""


class DraftFivePointMatrix(Drafted, FivePointMatrix):
    """Lines on the five points; there may be too few of them yet."""

    rows: tuple[DraftRow, ...] = Field(default=(), max_length=MOST_ROWS)


class DraftSingle(Drafted, Single):
    """One of several options; there may be too few of them yet."""

    options: tuple[DraftOption, ...] = Field(default=(), max_length=MOST_OPTIONS)


class DraftMultiple(Drafted, Multiple):
    """Any of several options; there may be too few of them yet."""

    options: tuple[DraftOption, ...] = Field(default=(), max_length=MOST_OPTIONS)


class DraftNps(Drafted, Nps):
    """0 to 10."""


class DraftFreeText(Drafted, FreeText):
    """Words of one's own."""


DraftQuestion = Annotated[
    DraftFivePoint | DraftFivePointMatrix | DraftSingle | DraftMultiple | DraftNps | DraftFreeText,
    Field(discriminator="kind"),
]
KINDS: dict[str, type[Drafted]] = {
    "five_point": DraftFivePoint,
    "five_point_matrix": DraftFivePointMatrix,
    "single": DraftSingle,
    "multiple": DraftMultiple,
    "nps": DraftNps,
    "text": DraftFreeText,
}
"""The kinds of questions, the most used first."""


class DraftSection(Section):
    """Questions that belong together; there may be none yet."""

    title: DraftText | None = None
    when: DraftWhen | None = None
    questions: tuple[DraftQuestion, ...] = ()


class Draft(Document):
    """A questionnaire as far as it is written: it has its codes, nothing else of it need hold together."""

    title: DraftText = DraftText()
    thanks: DraftText = DraftText()
    opening: DraftText | None = None
    goodbye: DraftText | None = None
    sections: tuple[DraftSection, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        return self

    def replaced(self, **changes: Any) -> Self:
        """The draft with other words or sections; what was reckoned of the old one is reckoned anew."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**{**kept, **changes})

    def stored(self) -> dict[str, Any]:
        """The draft as it is kept."""
        return self.model_dump(mode="json", exclude_none=True)

    def finished(self) -> Document:
        """The document that it makes. Raises pydantic's ValidationError while it does not hold together."""
        return Document.model_validate(self.stored())
