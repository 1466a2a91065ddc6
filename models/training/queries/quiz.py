"""The bank of questions, a person's quiz, and how questions were answered (L-03)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from models.db import db
from models.training.tables import Enrolment, Quiz, QuizAnswer, QuizQuestion, TrainingSession
from models.training.words import Field


@dataclass(frozen=True)
class Answered:
    """How often a question was answered, how often wholly right, and the mean of its marks in percent."""

    n: int
    right: int
    mean: float


@dataclass(frozen=True)
class Known:
    """A wording that the bank holds or held; `changed` where its question has a newer one."""

    question: QuizQuestion
    changed: bool

    @property
    def asked(self) -> bool:
        return self.question.retired_at is None


def bank(field: Field | None = None) -> Sequence[QuizQuestion]:
    """The questions of the bank that are asked, by field and age."""
    rows = select(QuizQuestion).where(QuizQuestion.retired_at.is_(None))
    if field is not None:
        rows = rows.where(QuizQuestion.field == field)
    age = func.coalesce(QuizQuestion.first_id, QuizQuestion.id)
    return db.session.scalars(rows.order_by(QuizQuestion.field, age)).all()


def ever_asked() -> Mapping[tuple[Field, str], Known]:
    """All questions that the bank holds or held, by their field and text; where several had the same text,
    the one that is asked, or else the latest. One query."""
    rows = db.session.scalars(select(QuizQuestion).order_by(QuizQuestion.id)).all()
    newest = {each.origin: each for each in rows}
    known = [Known(each, newest[each.origin] is not each) for each in rows]
    return {
        (each.question.field, each.question.text): each for each in sorted(known, key=lambda one: one.asked)
    }


def wordings(question: QuizQuestion) -> Sequence[QuizQuestion]:
    """All wordings of a question, the newest first. One query."""
    its = or_(QuizQuestion.id == question.origin, QuizQuestion.first_id == question.origin)
    rows = select(QuizQuestion).where(its).execution_options(populate_existing=True)
    return db.session.scalars(rows.order_by(QuizQuestion.version.desc())).all()


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


def question(question_id: int) -> QuizQuestion | None:
    """A wording of a question of the bank, retired ones too."""
    return db.session.get(QuizQuestion, question_id)


def answers_of(quiz: Quiz) -> dict[int, QuizAnswer]:
    """What was chosen in a quiz, by the id of the question; nothing before it is handed in. One query."""
    rows = select(QuizAnswer).where(QuizAnswer.quiz_id == quiz.id)
    return {each.question_id: each for each in db.session.scalars(rows)}


def answered(
    session: TrainingSession | None = None, questions: Collection[int] | None = None
) -> Mapping[int, Answered]:
    """How questions were answered, by their ids: in one session or in all, all of them or those named. One
    query."""
    rows = select(
        QuizAnswer.question_id,
        func.count(),
        func.count().filter(QuizAnswer.points == 100),
        func.avg(QuizAnswer.points),
    ).group_by(QuizAnswer.question_id)
    if session is not None:
        rows = rows.join(Quiz, Quiz.id == QuizAnswer.quiz_id).join(Enrolment)
        rows = rows.where(Enrolment.session_id == session.id)
    if questions is not None:
        rows = rows.where(QuizAnswer.question_id.in_(questions))
    found = db.session.execute(rows)
    return {number: Answered(n, right, float(mean)) for number, n, right, mean in found}


def questions_of(session: TrainingSession) -> list[tuple[QuizQuestion, Answered]]:
    """The questions that were answered in a session, with how, those that fewest knew first. Two queries."""
    known = answered(session)
    rows = db.session.scalars(select(QuizQuestion).where(QuizQuestion.id.in_(known)))
    return sorted(((each, known[each.id]) for each in rows), key=lambda pair: (pair[1].mean, pair[0].id))


def chosen_in(question: QuizQuestion) -> Counter[int]:
    """How often each place of a question was chosen. One query."""
    rows = db.session.scalars(select(QuizAnswer.chosen).where(QuizAnswer.question_id == question.id))
    return Counter(place for places in rows for place in places)
