"""What is still wrong with a draft, and what could be better, each at its place (S-01). Pure.

A finding that blocks keeps the draft from being published; any other is advice. `at` names the question
or section (`field` the piece of it), or nothing for the questionnaire itself.
"""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.surveys.document import (
    Asked,
    Document,
    FivePoint,
    FivePointMatrix,
    FreeText,
    Multiple,
    Question,
    Section,
    Single,
    Text,
    When,
)
from models.surveys.rules.reachable import longest_way, never_asked, never_entered

MOST_SCREENS = 12
"""More than that many people do not answer on a phone."""


class Why(StrEnum):
    """What may be found."""

    CODE_TWICE = "code_twice"
    CODE_USED = "code_used"
    FEW_OPTIONS = "few_options"
    FEW_ROWS = "few_rows"
    FIRST_NOT_FIVE = "first_not_five"
    KEPT_CHANGED = "kept_changed"
    KEPT_GONE = "kept_gone"
    KEPT_NOT_FIRST = "kept_not_first"
    LONG = "long"
    MOST = "most"
    NO_DIMENSION = "no_dimension"
    NO_EN = "no_en"
    NO_QUESTIONS = "no_questions"
    NO_TEXT = "no_text"
    NO_ZH = "no_zh"
    REQUIRED_WORDS = "required_words"
    UNREACHABLE = "unreachable"
    WHEN_CHOICE = "when_choice"
    WHEN_EMPTY = "when_empty"
    WHEN_GONE = "when_gone"
    WHEN_LATER = "when_later"
    WHEN_ROW = "when_row"


ADVICE = frozenset({Why.FIRST_NOT_FIVE, Why.LONG, Why.NO_DIMENSION, Why.REQUIRED_WORDS})


@dataclass(frozen=True)
class Finding:
    """One thing found. `about` are values that its sentence names."""

    why: Why
    at: str = ""
    field: str = ""
    about: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether the draft cannot be published like this."""
        return self.why not in ADVICE


@dataclass(frozen=True)
class Kept:
    """A question that the system itself reads: its code, its kind, the options it must have."""

    code: str
    kind: str
    options: frozenset[int] = frozenset()
    first: bool = False


_DECIDING = (
    Kept("overall", "five_point", first=True),
    Kept("solved", "single", frozenset({1, 2, 3})),
)
KEPT: Mapping[str, tuple[Kept, ...]] = {
    "revisit": _DECIDING,
    "lasting_revisit": _DECIDING,
    "chat": (Kept("overall", "five_point", first=True),),
}
"""By questionnaire, what decides about a case and so must stay (R-04, V-05)."""


def review(
    document: Document, questionnaire: str = "", published: Iterable[Document] = ()
) -> tuple[Finding, ...]:
    """All that is found, in the order of the questionnaire; `published` are its versions so far."""
    found = [*_frame(document), *_kept(document, KEPT.get(questionnaire, ()))]
    earlier = _kinds(published)
    never, closed = never_asked(document), never_entered(document)
    codes = [question.code for question in document.questions]
    named = [section.code for section in document.sections]
    passed: dict[str, Question] = {}
    for section in document.sections:
        shut = section.code in closed
        found += _section(section, named)
        whens = list(_when(section.code, section.when, passed, codes))
        found += whens or ([Finding(Why.UNREACHABLE, section.code, "when")] if shut else [])
        for question in section.questions:
            found += _question(question, codes, earlier)
            whens = list(_when(question.code, question.when, passed, codes))
            found += whens
            if question.code in never and not whens and not shut:
                found.append(Finding(Why.UNREACHABLE, question.code, "when"))
            passed[question.code] = question
    return tuple(found)


def blocking(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that must be put right before it can be published."""
    return tuple(each for each in found if each.blocks)


def _frame(document: Document) -> Iterator[Finding]:
    yield from _words("", "title", document.title)
    yield from _words("", "thanks", document.thanks)
    for name, text in (("opening", document.opening), ("goodbye", document.goodbye)):
        if text is not None:
            yield from _words("", name, text)
    if not document.sections:
        yield Finding(Why.NO_QUESTIONS)
    if not document.questions:
        return
    if not isinstance(document.questions[0], FivePoint):
        yield Finding(Why.FIRST_NOT_FIVE, document.questions[0].code)
    screens = longest_way(document)
    if screens > MOST_SCREENS:
        yield Finding(Why.LONG, about={"n": screens, "most": MOST_SCREENS})


def _words(at: str, name: str, text: Text, about: Mapping[str, Any] | None = None) -> Iterator[Finding]:
    if not text.zh and not text.en:
        yield Finding(Why.NO_TEXT, at, name, about or {})
    elif not text.zh or not text.en:
        yield Finding(Why.NO_ZH if not text.zh else Why.NO_EN, at, name, about or {})


def _section(section: Section, named: list[str]) -> Iterator[Finding]:
    if named.count(section.code) > 1:
        yield Finding(Why.CODE_TWICE, section.code, "code", {"code": section.code})
    if section.title is not None:
        yield from _words(section.code, "title", section.title)
    if not section.questions:
        yield Finding(Why.NO_QUESTIONS, section.code)


def _question(question: Question, codes: list[str], earlier: Mapping[str, str]) -> Iterator[Finding]:
    at = question.code
    if codes.count(at) > 1:
        yield Finding(Why.CODE_TWICE, at, "code", {"code": at})
    if earlier.get(at, question.kind) != question.kind:
        yield Finding(Why.CODE_USED, at, "code", {"code": at})
    yield from _asked(question)
    if isinstance(question, Single | Multiple):
        yield from _options(question)
    if isinstance(question, FivePointMatrix):
        yield from _rows(question)
    if isinstance(question, FivePoint) and question.dimension is None:
        yield Finding(Why.NO_DIMENSION, at, "dimension")
    if isinstance(question, FreeText) and question.required:
        yield Finding(Why.REQUIRED_WORDS, at, "required")


def _asked(question: Asked) -> Iterator[Finding]:
    yield from _words(question.code, "text", question.text)
    for name, text in (("hint", question.hint), ("spoken", question.spoken)):
        if text is not None:
            yield from _words(question.code, name, text)


def _options(question: Single | Multiple) -> Iterator[Finding]:
    if len(question.options) < 2:
        yield Finding(Why.FEW_OPTIONS, question.code, "options")
    for n, option in enumerate(question.options, start=1):
        yield from _words(question.code, "options", option.text, {"n": n})
    for code in _twice(option.code for option in question.options):
        yield Finding(Why.CODE_TWICE, question.code, "options", {"code": code})
    if isinstance(question, Multiple) and question.most is not None and question.most > len(question.options):
        yield Finding(Why.MOST, question.code, "most", {"n": question.most})


def _rows(question: FivePointMatrix) -> Iterator[Finding]:
    if len(question.rows) < 2:
        yield Finding(Why.FEW_ROWS, question.code, "rows")
    for n, row in enumerate(question.rows, start=1):
        yield from _words(question.code, "rows", row.text, {"n": n})
    for code in _twice(row.code for row in question.rows):
        yield Finding(Why.CODE_TWICE, question.code, "rows", {"code": code})
    for n, row in enumerate(question.rows, start=1):
        if row.dimension is None:
            yield Finding(Why.NO_DIMENSION, question.code, "rows", {"n": n})


def _when(at: str, when: When | None, passed: Mapping[str, Question], codes: list[str]) -> Iterator[Finding]:
    """What is wrong with what a condition names; whether it can be met is found elsewhere."""
    for match in when.matches if when else ():
        about = {"question": match.question}
        question = passed.get(match.question)
        if question is None:
            yield Finding(Why.WHEN_LATER if match.question in codes else Why.WHEN_GONE, at, "when", about)
            continue
        rows = {row.code for row in question.rows} if isinstance(question, FivePointMatrix) else set()
        if (match.row is not None) != isinstance(question, FivePointMatrix) or (
            rows and match.row not in rows
        ):
            yield Finding(Why.WHEN_ROW, at, "when", about)
        elif not match.any_of:
            yield Finding(Why.WHEN_EMPTY, at, "when", about)
        elif not set(match.any_of) <= question.choices(match.row):
            yield Finding(Why.WHEN_CHOICE, at, "when", about)


def _kept(document: Document, wanted: Collection[Kept]) -> Iterator[Finding]:
    for each in wanted:
        question = document.by_code.get(each.code)
        if question is None:
            yield Finding(Why.KEPT_GONE, about={"code": each.code})
            continue
        options = {option.code for option in question.options} if isinstance(question, Single) else set()
        home = document.section_of(question)
        if (
            question.kind != each.kind
            or not question.required
            or question.when
            or home.when
            or (each.options and options != each.options)
        ):
            yield Finding(Why.KEPT_CHANGED, each.code, about={"code": each.code})
        if each.first and document.questions[0].code != each.code:
            yield Finding(Why.KEPT_NOT_FIRST, each.code, about={"code": each.code})


def _kinds(published: Iterable[Document]) -> dict[str, str]:
    """What kind each code that was ever published has."""
    return {question.code: question.kind for document in published for question in document.questions}


def _twice(codes: Iterable[Any]) -> list[Any]:
    seen = list(codes)
    return sorted({code for code in seen if seen.count(code) > 1})
