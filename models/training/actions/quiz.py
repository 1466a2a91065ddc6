"""Questions of the bank, and a person's quiz (L-03)."""

from collections.abc import Sequence
from datetime import datetime

from models.db import db, insert_once
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.training.queries.log import drawn
from models.training.queries.sessions import enrolment_of, held
from models.training.rules.log import passed, score_of
from models.training.tables import Enrolment, Quiz, QuizQuestion, TrainingSession
from models.training.words import Assessment, Field, Place

FEWEST, MOST = 2, 10


def write_question(
    field: Field, text: str, options: Sequence[str], right: int, *, by: Staff, now: datetime
) -> QuizQuestion:
    """Adds a question to the bank. Records quiz_question.written.

    Raises NotAllowed; Invalid: ("text", "required"), ("options", "options_wanted") for fewer than two, more
    than ten or two alike, ("right", "no_option").
    """
    if not by.may(Permission.TRAINING_TEACH):
        raise NotAllowed("training")
    kept = [each.strip() for each in options if each.strip()]
    if not text.strip():
        raise Invalid("text", "required")
    if not FEWEST <= len(kept) <= MOST or len(set(kept)) < len(kept):
        raise Invalid("options", "options_wanted")
    if not 0 <= right < len(kept):
        raise Invalid("right", "no_option")
    question = QuizQuestion(field=field, text=text.strip(), options=kept, right=right, by_id=by.id)
    db.session.add(question)
    db.session.flush()
    record("quiz_question.written", question, by=by, now=now)
    return question


def retire_question(question: QuizQuestion, *, by: Staff, now: datetime) -> None:
    """Asks a question no more. Records quiz_question.retired. Raises NotAllowed, WrongState."""
    if not by.may(Permission.TRAINING_TEACH):
        raise NotAllowed("training")
    if question.retired_at is not None:
        raise WrongState("quiz_question", "retired")
    question.retired_at = now
    db.session.flush()
    record("quiz_question.retired", question, by=by, now=now)


def answer_quiz(session: TrainingSession, answers: Sequence[int], *, by: Staff, now: datetime) -> Enrolment:
    """Hands a quiz in, once; the marks are noted. `answers` are places in the options of the questions drawn.
    Records training.quiz_answered.

    Raises WrongState when the log is closed or nobody may answer it twice; NotAllowed for who has no seat;
    Invalid: ("quiz", "not_begun"), ("quiz", "no_quiz"), ("quiz", "every_question").
    """
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
    asked = drawn(session, found, rules_at(now).training.quiz_questions)
    fits = len(answers) == len(asked) and all(
        0 <= answer < len(each.options) for each, answer in zip(asked, answers, strict=False)
    )
    if not asked or not fits:
        raise Invalid("quiz", "every_question")
    written = insert_once(
        Quiz,
        enrolment_id=found.id,
        questions=[each.id for each in asked],
        answers=list(answers),
        at=now,
    )
    if not written:
        raise WrongState("quiz", "answered")
    found.score = score_of([each.right for each in asked], answers)
    found.passed = passed(session, found.score)
    db.session.flush()
    record("training.quiz_answered", session, by=by, now=now, score=found.score)
    return found
