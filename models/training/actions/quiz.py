"""Questions of the bank, and a person's quiz (L-03)."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from models.db import changed_rows, db, insert_once
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.training.queries.quiz import asked_in, bank, quiz_of, wordings
from models.training.queries.sessions import enrolment_of, held
from models.training.rules.log import passed
from models.training.rules.quiz import FEWEST, MOST, answers, is_decided, percent, score_of, worth
from models.training.tables import Enrolment, Quiz, QuizAnswer, QuizQuestion, TrainingSession
from models.training.words import Assessment, Field, Place, QuestionKind


@dataclass(frozen=True)
class QuestionDraft:
    """What a question is to be: its options, none for a sentence that is true or false, and the places of the
    right ones, from 0; of such a sentence 0 says that it is true, 1 that it is false."""

    field: Field
    text: str
    options: Sequence[str]
    right: Sequence[int]
    kind: QuestionKind = QuestionKind.SINGLE


def write_question(draft: QuestionDraft, *, by: Staff, now: datetime) -> QuizQuestion:
    """Adds a question to the bank. Records quiz_question.written.

    Raises NotAllowed; Invalid: ("text", "required"), ("options", "options_wanted") for fewer than two, more
    than ten or two alike, ("right", "no_option") where not one is right, ("right", "several_right") where of
    a multiple choice fewer than two are, or all.
    """
    if not by.may(Permission.TRAINING_TEACH):
        raise NotAllowed("training")
    question = QuizQuestion(**_values(draft), by_id=by.id)
    db.session.add(question)
    db.session.flush()
    record("quiz_question.written", question, by=by, now=now)
    return question


def change_question(
    question: QuizQuestion, draft: QuestionDraft, *, by: Staff, now: datetime, seen: int | None
) -> QuizQuestion:
    """Gives a question another wording, other options or other right answers: a new row, which is asked in
    place of the newest one from now on. Quizzes that were drawn keep theirs, with its answers (decision 54).
    Records quiz_question.changed.

    Raises NotAllowed; Stale when it was changed since `seen`; WrongState when it is asked no more;
    Invalid("text", "question_unchanged"), and as `write_question`.
    """
    if not by.may(Permission.TRAINING_TEACH):
        raise NotAllowed("training")
    newest = wordings(question)[0]
    if seen is not None and seen != newest.version:
        raise Stale(seen, newest.version)
    values = _values(draft)
    if all(getattr(newest, name) == value for name, value in values.items()):
        raise Invalid("text", "question_unchanged")
    if not _taken_out(newest, now):
        latest = wordings(question)[0].version
        if latest != newest.version:
            raise Stale(newest.version, latest)
        raise WrongState("quiz_question", "retired")
    changed = QuizQuestion(**values, by_id=by.id, first_id=newest.origin, version=newest.version + 1)
    db.session.add(changed)
    db.session.flush()
    record("quiz_question.changed", changed, by=by, now=now, version_number=changed.version)
    return changed


def retire_question(question: QuizQuestion, *, by: Staff, now: datetime) -> None:
    """Asks a question no more. Records quiz_question.retired. Raises NotAllowed; WrongState for one that is
    not asked, and for a wording that was changed since."""
    if not by.may(Permission.TRAINING_TEACH):
        raise NotAllowed("training")
    if not _taken_out(question, now):
        raise WrongState("quiz_question", "retired")
    record("quiz_question.retired", question, by=by, now=now)


def _taken_out(question: QuizQuestion, now: datetime) -> bool:
    """Whether it was us who ended this wording: it was asked until now, and nobody was quicker."""
    mine = changed_rows(
        update(QuizQuestion)
        .where(QuizQuestion.id == question.id, QuizQuestion.retired_at.is_(None))
        .values(retired_at=now)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(question)
    return mine == 1


def _values(draft: QuestionDraft) -> dict[str, Any]:
    """What a question holds; raises Invalid as `write_question`."""
    kept = [each.strip() for each in draft.options if each.strip()]
    if not draft.text.strip():
        raise Invalid("text", "required")
    stated = draft.kind is QuestionKind.TRUE_FALSE
    if stated:
        kept = []
    elif not FEWEST <= len(kept) <= MOST or len(set(kept)) < len(kept):
        raise Invalid("options", "options_wanted")
    if not is_decided(draft.kind, draft.right, FEWEST if stated else len(kept)):
        raise Invalid("right", "several_right" if draft.kind is QuestionKind.MULTIPLE else "no_option")
    return {
        "field": draft.field,
        "kind": draft.kind,
        "text": draft.text.strip(),
        "options": kept,
        "right": sorted(draft.right),
    }


def draw_quiz(session: TrainingSession, *, by: Staff, now: datetime) -> Quiz:
    """Draws somebody's questions from those of the session's field, once: they stay as they are, whatever
    becomes of the bank. Drawn again, or twice at once, it is the same quiz. Records training.quiz_drawn.

    Raises as `answer_quiz` but for the answers, and Invalid("quiz", "empty_bank") where there is no question.
    """
    session, seat = _seat(session, by=by, now=now)
    known = quiz_of(seat)
    if known is not None:
        return known
    found = [each.id for each in bank(session.field)]
    if not found:
        raise Invalid("quiz", "empty_bank")
    many = min(rules_at(now).training.quiz_questions, len(found))
    questions = random.SystemRandom().sample(found, many)
    if insert_once(Quiz, enrolment_id=seat.id, questions=questions, drawn_at=now):
        record("training.quiz_drawn", session, by=by, now=now, question_count=many)
    drawn = quiz_of(seat)
    assert drawn is not None, "it was written by us or by another just now"
    return drawn


def answer_quiz(
    session: TrainingSession, chosen: Sequence[Sequence[int]], *, by: Staff, now: datetime
) -> Enrolment:
    """Hands a quiz in, once; the marks are noted, with what was chosen. `chosen` are the places in each of
    the questions drawn. Records training.quiz_answered.

    Raises WrongState when the log is closed or it was handed in before; NotAllowed for who has no seat;
    Invalid: ("quiz", "not_begun"), ("quiz", "no_quiz"), ("quiz", "not_drawn"), ("quiz", "every_question").
    """
    session, found = _seat(session, by=by, now=now)
    quiz = quiz_of(found)
    if quiz is None:
        raise Invalid("quiz", "not_drawn")
    asked = asked_in(quiz)
    if len(chosen) != len(asked) or not all(
        answers(each.kind, places, len(each.places)) for each, places in zip(asked, chosen, strict=True)
    ):
        raise Invalid("quiz", "every_question")
    mine = changed_rows(
        update(Quiz)
        .where(Quiz.id == quiz.id, Quiz.at.is_(None))
        .values(at=now)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        raise WrongState("quiz", "answered")
    db.session.refresh(quiz)
    worths = [worth(each.right, places, len(each.places)) for each, places in zip(asked, chosen, strict=True)]
    for each, places, part in zip(asked, chosen, worths, strict=True):
        db.session.add(
            QuizAnswer(quiz_id=quiz.id, question_id=each.id, chosen=sorted(places), points=percent(part))
        )
    found.score = score_of(worths)
    found.passed = passed(session, found.score)
    db.session.flush()
    record("training.quiz_answered", session, by=by, now=now, score=found.score)
    return found


def _seat(session: TrainingSession, *, by: Staff, now: datetime) -> tuple[TrainingSession, Enrolment]:
    """The session, held, and the seat of who takes its quiz now."""
    session = held(session)
    if not session.open:
        raise WrongState("training", session.state.value)
    found = enrolment_of(session, by.id)
    if found is None or found.place is not Place.SEATED:
        raise NotAllowed("training")
    if session.assessment is not Assessment.QUIZ:
        raise Invalid("quiz", "no_quiz")
    if now < session.starts_at:
        raise Invalid("quiz", "not_begun")
    return session, found
