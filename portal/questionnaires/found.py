"""Questionnaires, versions and drafts by their address; what is not there is 404."""

from flask import abort

from models.surveys import queries
from models.surveys.document import Question
from models.surveys.draft import Draft, Drafted, DraftSection
from models.surveys.rules import drafting
from models.surveys.tables import QuestionnaireVersion

HIGHEST = 2**31


def draft_or_404(code: str) -> QuestionnaireVersion:
    """The draft of a questionnaire."""
    return queries.draft(code) or abort(404)


def version_or_404(code: str, number: int) -> QuestionnaireVersion:
    """One of its versions; the draft is one too."""
    return (queries.version_of(code, number) if number < HIGHEST else None) or abort(404)


def question_or_404(draft: Draft, code: str) -> Drafted:
    """A question of a draft."""
    try:
        return drafting.question_of(draft, code)
    except LookupError:
        abort(404)


def section_or_404(draft: Draft, code: str) -> DraftSection:
    """A section of a draft."""
    try:
        return drafting.section_named(draft, code)
    except LookupError:
        abort(404)


def before(draft: Draft, code: str) -> tuple[Question, ...]:
    """The questions that are asked before another one."""
    codes = [question.code for question in draft.questions]
    return draft.questions[: codes.index(code)]


def before_section(draft: Draft, code: str) -> tuple[Question, ...]:
    """The questions of the sections before one; of all sections where there is none of that name."""
    found: list[Question] = []
    for section in draft.sections:
        if section.code == code:
            break
        found += section.questions
    return tuple(found)


def highest_codes(versions: list[QuestionnaireVersion]) -> dict[str, int]:
    """By question, the highest code that an answer to choose ever had in a published version."""
    highest: dict[str, int] = {}
    for version in versions:
        for question in version.draft.questions:
            for option in getattr(question, "options", ()):
                highest[question.code] = max(highest.get(question.code, 0), option.code)
    return highest
