"""What can be chosen in a question of a quiz, in the reader's words (L-03)."""

from models.training.tables import QuizQuestion
from models.training.words import QuestionKind
from web.language import _


def offered(question: QuizQuestion | None) -> list[str]:
    """The answers of a question by their places; those of a sentence that is true or false have no words of
    their own, and stand for None as well."""
    if question is None or question.kind is QuestionKind.TRUE_FALSE:
        return [_("True"), _("False")]
    return question.options


def right_words(question: QuizQuestion) -> str:
    """The right answers of a question, one after the other."""
    words = offered(question)
    return _("; ").join(words[place] for place in question.right)
