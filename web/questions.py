"""Questions in forms, for both sites: what was sent for one, and what is said where it is no answer."""

from werkzeug.datastructures import MultiDict

from models.surveys.document import FivePointMatrix, FreeText, Question
from models.surveys.rules.answers import Given
from web.language import _

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
    sentences = {
        "required": _("Please choose an answer, then go on."),
        "too_many": _("These are too many. Please choose fewer."),
        "alone": _("“None of these” cannot be chosen together with others."),
    }
    return sentences.get(why) or _("Please choose one of those offered.")
