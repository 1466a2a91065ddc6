"""Which screen comes next: decided here from what was answered, never in a browser (S-01)."""

from collections.abc import Callable
from dataclasses import dataclass

from models.surveys.document import (
    FIVE,
    Document,
    FivePoint,
    FivePointMatrix,
    Match,
    Question,
    Section,
    Single,
    When,
)
from models.surveys.rules.answers import Answer, Answers


@dataclass(frozen=True)
class Screen:
    """One question, its place on the way ("2 / 5"), and the code of the question before it."""

    question: Question
    section: Section
    at: int
    of: int
    back: str | None


def path(document: Document, answers: Answers) -> tuple[Question, ...]:
    """The questions that these answers lead through, in order.

    Answers to questions that are not on the way (any more) lead nowhere: who goes back and answers
    otherwise is not held to what was asked on the way not taken.
    """
    return _way(document, answers, None)


def off_way(document: Document, answers: Answers) -> frozenset[str]:
    """The questions that were answered and are not on the way any more: their answers count nowhere."""
    return frozenset(answers).difference(question.code for question in path(document, answers))


def _way(
    document: Document, answers: Answers, otherwise: Callable[[Question], Answer] | None
) -> tuple[Question, ...]:
    """The way where an open question is taken as answered by `otherwise`, if given."""
    passed: dict[str, Answer] = {}
    way: list[Question] = []
    for section in document.sections:
        if section.when is not None and not holds(section.when, passed):
            continue
        for question in section.questions:
            if question.when is None or holds(question.when, passed):
                way.append(question)
                answer = answers.get(question.code)
                if answer is None and otherwise is not None:
                    answer = otherwise(question)
                if answer is not None:
                    passed[question.code] = answer
    return tuple(way)


def holds(when: When | None, answers: Answers) -> bool:
    """Whether a condition is met by these answers; what was not answered meets none."""
    if when is None:
        return True
    return all(_met(match, answers) for match in when.all) and (
        not when.any or any(_met(match, answers) for match in when.any)
    )


def next_screen(document: Document, answers: Answers, after: str | None = None) -> Screen | None:
    """The screen to show next, or None when all is answered.

    `after` is the question just answered: the next on the way follows, answered before or not, so
    that who went back walks forward again. Without it, or at the end of the way, or when `after`
    is not on the way any more, it is the first that lacks an answer.
    """
    way = path(document, answers)
    place = next((place for place, question in enumerate(way[:-1]) if question.code == after), None)
    if place is not None:
        return _screen(document, answers, way, place + 1)
    missing = next((place for place, question in enumerate(way) if question.code not in answers), None)
    return _screen(document, answers, way, missing) if missing is not None else None


def next_open(document: Document, answers: Answers) -> Question | None:
    """The first question on the way that lacks an answer."""
    return next((question for question in path(document, answers) if question.code not in answers), None)


def screen(document: Document, answers: Answers, code: str) -> Screen | None:
    """The screen of one question, or None when the way does not lead there."""
    way = path(document, answers)
    place = next((place for place, question in enumerate(way) if question.code == code), None)
    return _screen(document, answers, way, place) if place is not None else None


def _screen(document: Document, answers: Answers, way: tuple[Question, ...], place: int) -> Screen:
    question = way[place]
    back = way[place - 1].code if place else None
    of = max(likely_length(document, answers), place + 1)
    return Screen(question, document.section_of(question), place + 1, of, back)


def likely_length(document: Document, answers: Answers) -> int:
    """How many screens it will be, if every open question is answered with its first choice.

    So the progress of a content customer never changes its end while walking.
    """
    return len(_way(document, answers, _first))


def possible(document: Document, answers: Answers) -> tuple[Question, ...]:
    """The questions on the way, and those that may still come onto it: for all on one page (R-02)."""
    sure = path(document, answers)
    undecided = {
        question.code
        for section in document.sections
        for question in section.questions
        if _undecided(section.when, answers) or _undecided(question.when, answers)
    }
    return tuple(each for each in document.questions if each in sure or each.code in undecided)


def complete(document: Document, answers: Answers) -> bool:
    """Whether every question on the way was answered or, where it may be, passed over."""
    return next_open(document, answers) is None


def _undecided(when: When | None, answers: Answers) -> bool:
    """Whether an open answer may still meet this condition."""
    if when is None or holds(when, answers):
        return False
    return any(match.question not in answers for match in when.matches) and not any(
        match.question in answers and not _met(match, answers) for match in when.all
    )


def _met(match: Match, answers: Answers) -> bool:
    answer = answers.get(match.question)
    if answer is None:
        return False
    if match.row is not None:
        return answer.values.get(match.row) in match.any_of
    if answer.choice is not None:
        return answer.choice in match.any_of
    return bool(answer.chosen & set(match.any_of))


def _first(question: Question) -> Answer:
    if isinstance(question, FivePointMatrix):
        return Answer({row.code: FIVE[0] for row in question.rows})
    if isinstance(question, Single):
        return Answer({"": question.options[0].code})
    return Answer({"": FIVE[0]}) if isinstance(question, FivePoint) else Answer()
