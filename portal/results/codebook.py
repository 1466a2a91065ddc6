"""The columns of a file of answers, with what each value in them means in both languages (S-06)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.people.tables import Language
from models.surveys.document import (
    FIVE,
    NOT_APPLICABLE,
    Document,
    FivePoint,
    FivePointMatrix,
    FreeText,
    Multiple,
    Question,
    Single,
    Text,
)
from portal.results.labels import point
from web.language import _, speaking


@dataclass(frozen=True)
class Column:
    """One question, or one part of it. `values` are its codes; words have none, a number of points none."""

    name: str
    question: str
    part: str
    text: Text
    values: Mapping[int, Text] = field(default_factory=dict)
    free: bool = False

    def label(self, value: int, language: str) -> str:
        """A value in words; the number itself where it has none."""
        found = self.values.get(value)
        return found.said(language) if found else str(value)


def columns_of(documents: Mapping[int, Document]) -> list[Column]:
    """A column for each question and part of all versions, the newest leading."""
    found: dict[str, Column] = {}
    for _version, document in sorted(documents.items(), reverse=True):
        for question in document.questions:
            for column in _columns(question):
                found.setdefault(column.name, column)
    return list(found.values())


def _columns(question: Question) -> Iterator[Column]:
    code = question.code
    match question:
        case FivePoint():
            yield Column(code, code, "", question.text, _scale(question.not_applicable))
        case FivePointMatrix():
            for row in question.rows:
                text = _joined(question.text, row.text)
                yield Column(f"{code}.{row.code}", code, row.code, text, _scale(question.not_applicable))
        case Single():
            yield Column(code, code, "", question.text, {each.code: each.text for each in question.options})
        case Multiple():
            for each in question.options:
                text = _joined(question.text, each.text)
                yield Column(f"{code}.{each.code}", code, str(each.code), text, {1: each.text})
        case FreeText():
            yield Column(code, code, "", question.text, free=True)
        case _:
            yield Column(code, code, "", question.text)


def _scale(not_applicable: bool) -> dict[int, Text]:
    said: dict[int, dict[Language, str]] = {}
    for language in Language:
        with speaking(language):
            words = {each: point(each) for each in FIVE}
            if not_applicable:
                words[NOT_APPLICABLE] = _("Not applicable")
            for value, word in words.items():
                said.setdefault(value, {})[language] = word
    return {value: Text(zh=each[Language.ZH], en=each[Language.EN]) for value, each in said.items()}


def _joined(whole: Text, part: Text) -> Text:
    return Text(zh=f"{whole.zh} {part.zh}"[:600], en=f"{whole.en} {part.en}"[:600])


def book(columns: Sequence[Column]) -> Iterator[list[str | int]]:
    """A row for each value of each column; one for a column whose values speak for themselves."""
    for column in columns:
        if not column.values:
            yield [column.name, column.text.zh, column.text.en, "", "", ""]
        for value, text in column.values.items():
            yield [column.name, column.text.zh, column.text.en, value, text.zh, text.en]
