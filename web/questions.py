"""Questions on both sites: what was sent for one, why it is no answer, and an answer read back in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from models.surveys.document import (
    NOT_APPLICABLE,
    Document,
    FivePoint,
    FivePointMatrix,
    FreeText,
    Multiple,
    Nps,
    Question,
)
from models.surveys.rules.answers import Answer, Answers, Given
from models.surveys.rules.screens import path
from web.language import _, current_language

FIELD = "answer"


def given(question: Question, form: MultiDict[str, str], field: str = FIELD) -> Given:
    """The raw values of a question's field, and of a field a row where it is a matrix."""
    if isinstance(question, FivePointMatrix):
        return {row.code: form.getlist(f"{field}.{row.code}") for row in question.rows}
    return {"": form.getlist(field)}


def complaint(question: Question, why: str) -> str:
    """Why this was no answer, as a sentence for the reader."""
    if why == "too_long" and isinstance(question, FreeText):
        return _("Please write at most %(n)s characters.", n=question.longest)
    if why == "required" and isinstance(question, FivePointMatrix):
        return _("Please rate each line. Those that are still open are marked.")
    sentences = {
        "required": _("Please choose an answer, then go on."),
        "too_many": _("These are too many. Please choose fewer."),
        "alone": _("“None of these” cannot be chosen together with others."),
    }
    return sentences.get(why) or _("Please choose one of those offered.")


@dataclass(frozen=True)
class Part:
    """One thing that was said. `points` is one of the five; `label` names the row of a matrix.

    `own` marks the customer's own words, in whatever language they are.
    """

    text: str = ""
    points: int | None = None
    label: str = ""
    own: bool = False


@dataclass(frozen=True)
class Said:
    """A question and what was answered, in the reader's language; without parts it was passed over."""

    code: str
    question: str
    parts: tuple[Part, ...]


def said(document: Document, answers: Answers) -> list[Said]:
    """All that was answered, in the order of the questionnaire (R-02, S-02).

    What the customer answered on a way that was left again counts nowhere, so it is not shown.
    """
    language = current_language().value
    return [
        Said(
            question.code,
            question.text.said(language),
            tuple(_parts(question, answers[question.code], language)),
        )
        for question in path(document, answers)
        if question.code in answers
    ]


def _parts(question: Question, answer: Answer, language: str) -> Iterator[Part]:
    if answer.passed_over:
        return
    if isinstance(question, FreeText):
        yield Part(answer.text, own=True)
    elif isinstance(question, FivePoint):
        yield _point(answer.choice)
    elif isinstance(question, FivePointMatrix):
        for row in question.rows:
            if row.code in answer.values:
                yield _point(answer.values[row.code], row.text.said(language))
    elif isinstance(question, Nps):
        yield Part(_("%(n)s of 10", n=answer.choice))
    else:
        chosen = answer.chosen if isinstance(question, Multiple) else {answer.choice}
        for option in question.options:
            if option.code in chosen:
                yield Part(option.text.said(language))


def _point(choice: int | None, label: str = "") -> Part:
    return (
        Part(_("Does not apply"), label=label)
        if choice == NOT_APPLICABLE
        else Part(points=choice, label=label)
    )
