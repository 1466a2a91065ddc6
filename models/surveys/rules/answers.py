"""What counts as an answer to a question (S-01)."""

import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from models.errors import Invalid
from models.surveys.document import FivePointMatrix, FreeText, Multiple, Question

Given = Mapping[str, Sequence[str]]
"""What a form sent for one question: raw values by part, `""` being the question itself."""


@dataclass(frozen=True)
class Answer:
    """What was said to one question; with neither value nor words it was passed over.

    `values` are codes by part: `{"": 4}` for one choice, `{"1": 1, "3": 1}` for the options 1 and 3
    of several, `{"attitude": 5, ...}` for the rows of a matrix.
    """

    values: Mapping[str, int] = field(default_factory=dict)
    text: str = ""

    @property
    def choice(self) -> int | None:
        """The one code chosen, where the question has one."""
        return self.values.get("")

    @property
    def chosen(self) -> frozenset[int]:
        """The options chosen, where there may be several."""
        return frozenset(int(part) for part in self.values if part.isdecimal())

    @property
    def passed_over(self) -> bool:
        return not self.values and not self.text


Answers = Mapping[str, Answer]
"""Answers by question code."""


def answer_of(question: Question, given: Given) -> Answer:
    """Reads what a form sent.

    Raises Invalid(question code, why): `required`, `choice` (no such choice), `too_many`, `alone`
    (an option that rules out others came with one), `too_long`.
    """
    if isinstance(question, FreeText):
        answer = _words(question, given)
    elif isinstance(question, FivePointMatrix):
        sent = {row.code: _one(given, row.code) for row in question.rows}
        answer = Answer({row: _code(question, raw, row) for row, values in sent.items() for raw in values})
        if answer.values and len(answer.values) < len(question.rows) and question.required:
            raise Invalid(question.code, "required")
    elif isinstance(question, Multiple):
        answer = _several(question, given)
    else:
        one = _one(given, "")
        answer = Answer({"": _code(question, one[0])}) if one else Answer()
    if answer.passed_over and question.required:
        raise Invalid(question.code, "required")
    return answer


def so_far(question: Question, given: Given) -> Answer:
    """What of a refused answer can stand there again: choices that there are; of too many, all of them.

    Words are not among them, as they may be too long to be an answer.
    """
    parts = [row.code for row in question.rows] if isinstance(question, FivePointMatrix) else [""]
    values: dict[str, int] = {}
    for part in parts:
        for raw in given.get(part, ()):
            with suppress(Invalid):
                code = _code(question, raw, part or None)
                values |= {str(code): 1} if isinstance(question, Multiple) else {part: code}
    return Answer(values)


def _one(given: Given, part: str) -> Sequence[str]:
    """The last value sent for a part, if any: a form that sends two means the later one."""
    return [raw for raw in given.get(part, ()) if raw.strip()][-1:]


def _code(question: Question, raw: str, row: str | None = None) -> int:
    raw = raw.strip()
    if not (raw.isascii() and raw.isdecimal() and len(raw) <= 2 and int(raw) in question.choices(row)):
        raise Invalid(question.code, "choice")
    return int(raw)


def _several(question: Multiple, given: Given) -> Answer:
    codes = sorted({_code(question, raw) for raw in given.get("", ()) if raw.strip()})
    if question.most is not None and len(codes) > question.most:
        raise Invalid(question.code, "too_many")
    lonely = {option.code for option in question.options if option.alone}
    if len(codes) > 1 and lonely & set(codes):
        raise Invalid(question.code, "alone")
    return Answer({str(code): 1 for code in codes})


def _words(question: FreeText, given: Given) -> Answer:
    raw = "".join(given.get("", ())[-1:]).replace("\r\n", "\n")
    words = "".join(sign for sign in raw if sign == "\n" or unicodedata.category(sign) != "Cc").strip()
    if len(words) > question.longest:
        raise Invalid(question.code, "too_long")
    return Answer(text=words)
