"""What a log holds beside attendance: questions, a person's quiz, the rating asked for (L-03)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, JSONDocument, reference, word_of
from models.surveys.tables import Invitation
from models.training.tables.enrolment import Enrolment
from models.training.words import Field


class QuizQuestion(Base):
    """A question of the bank: of the `options` the one at place `right`, from 0, is right. A retired one is
    asked no more, and stays with the quizzes in which it was."""

    __tablename__ = "quiz_question"

    field: Mapped[Field] = mapped_column(word_of(Field, "field"), index=True)
    text: Mapped[str]
    options: Mapped[list[str]]
    right: Mapped[int] = mapped_column("right_place")
    by_id: Mapped[int] = reference("staff", nullable=False)
    retired_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("text <> ''", name="asks_something"),
        CheckConstraint("right_place BETWEEN 0 AND 9", name="right_place"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this question (X-02)."""
        return f"quiz_question:{self.id}"


class Quiz(Base):
    """One person's quiz in one session: the ids of the questions as they were drawn, which later questions of
    the bank do not change, and, once it is handed in, the place chosen in each."""

    __tablename__ = "quiz"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    questions: Mapped[list[int]] = mapped_column(JSONDocument)
    drawn_at: Mapped[datetime]
    answers: Mapped[list[int] | None] = mapped_column(JSONDocument)
    at: Mapped[datetime | None]

    enrolment: Mapped[Enrolment] = relationship(lazy="raise_on_sql")

    __table_args__ = (CheckConstraint("(answers IS NULL) = (at IS NULL)", name="handed_in"),)

    @property
    def handed_in(self) -> bool:
        """Whether it was answered."""
        return self.at is not None


class SessionRating(Base):
    """The invitation by which somebody who took part rates the session. Only totals are ever shown."""

    __tablename__ = "session_rating"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), unique=True)

    enrolment: Mapped[Enrolment] = relationship(lazy="raise_on_sql")
    invitation: Mapped[Invitation] = relationship(lazy="raise_on_sql")
