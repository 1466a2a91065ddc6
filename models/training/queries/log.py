"""What belongs to the log of a session: questions, a quiz, ratings (L-03)."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models.db import db
from models.surveys.rules.statistics.bases import shown
from models.surveys.rules.statistics.five_points import TOP_TWO
from models.surveys.rules.statistics.shares import Share, share
from models.surveys.tables import Invitation, Response, ResponseItem
from models.training.tables import Enrolment, Quiz, QuizQuestion, SessionRating, TrainingSession
from models.training.words import Field

OVERALL = "overall"
"""The question of the questionnaire `training` that rates the session on five points."""


def bank(field: Field | None = None) -> Sequence[QuizQuestion]:
    """The questions of the bank that are asked, by field and age."""
    rows = select(QuizQuestion).where(QuizQuestion.retired_at.is_(None))
    if field is not None:
        rows = rows.where(QuizQuestion.field == field)
    return db.session.scalars(rows.order_by(QuizQuestion.field, QuizQuestion.id)).all()


def asked_in(quiz: Quiz) -> list[QuizQuestion]:
    """The questions of a quiz in the order in which they were drawn, retired ones too. One query."""
    rows = select(QuizQuestion).where(QuizQuestion.id.in_(quiz.questions))
    found = {each.id: each for each in db.session.scalars(rows)}
    return [found[number] for number in quiz.questions]


def quiz_of(enrolment: Enrolment) -> Quiz | None:
    """The quiz that was drawn for somebody, handed in or not."""
    return db.session.scalars(select(Quiz).where(Quiz.enrolment_id == enrolment.id)).one_or_none()


def quiz_marks(session: TrainingSession) -> dict[int, int | None]:
    """The marks of those who handed their quiz in, by the id of the person. One query."""
    rows = (
        select(Enrolment.staff_id, Enrolment.score)
        .join(Quiz, Quiz.enrolment_id == Enrolment.id)
        .where(Enrolment.session_id == session.id, Quiz.at.is_not(None))
    )
    return {staff_id: score for staff_id, score in db.session.execute(rows)}  # noqa: C416 (typed)


def rating_asked(enrolment: Enrolment) -> Invitation | None:
    """The invitation by which somebody rates the session."""
    rows = select(SessionRating).where(SessionRating.enrolment_id == enrolment.id)
    found = db.session.scalars(rows.options(joinedload(SessionRating.invitation))).one_or_none()
    return found.invitation if found else None


def rated(session: TrainingSession) -> tuple[int, Share | None]:
    """How many rated a session, and the share of the satisfied; None where so few did that one would know
    who said what. One query."""
    rows = (
        select(func.count(), func.count().filter(ResponseItem.choice.in_(TOP_TWO)))
        .select_from(SessionRating)
        .join(Enrolment, Enrolment.id == SessionRating.enrolment_id)
        .join(Response, Response.invitation_id == SessionRating.invitation_id)
        .join(ResponseItem, ResponseItem.response_id == Response.id)
        .where(
            Enrolment.session_id == session.id,
            ResponseItem.question == OVERALL,
            ResponseItem.part == "",
            ResponseItem.choice.is_not(None),
            ResponseItem.off_way.is_(False),
        )
    )
    n, satisfied = db.session.execute(rows).one()
    return n, share(satisfied, n) if shown(n) else None
