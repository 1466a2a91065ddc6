"""What a log holds beside attendance: questions, a person's quiz, the rating asked for (L-03)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, JSONDocument, reference, word_of
from models.surveys.tables import Invitation
from models.training.tables.enrolment import Enrolment
from models.training.words import Field, QuestionKind


class QuizQuestion(Base):
    """One wording of a question of the bank. Of the `options` those at the places `right`, from 0, are right:
    one of a single choice, two or more, and not all, of a multiple choice.

    A sentence that is true or false has no options of its own: place 0 says that it is true, place 1 that it
    is false. A retired wording is asked no more, and stays with the quizzes in which it was. A question that
    is changed gets another row: `first_id` is its first wording, `version` counts them (decision 54).
    """

    __tablename__ = "quiz_question"

    field: Mapped[Field] = mapped_column(word_of(Field, "field"), index=True)
    kind: Mapped[QuestionKind] = mapped_column(word_of(QuestionKind, "kind"), default=QuestionKind.SINGLE)
    text: Mapped[str]
    options: Mapped[list[str]]
    right: Mapped[list[int]] = mapped_column("right_places", JSONDocument)
    by_id: Mapped[int] = reference("staff", nullable=False)
    first_id: Mapped[int | None] = reference("quiz_question", index=False)
    version: Mapped[int] = mapped_column(default=1)
    retired_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("first_id", "version"),
        CheckConstraint("text <> ''", name="asks_something"),
        CheckConstraint("version > 0 AND (first_id IS NULL) = (version = 1)", name="first_wording"),
    )

    @property
    def origin(self) -> int:
        """The id of the first wording, which all wordings of the question share."""
        return self.first_id or self.id

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this question in all its wordings (X-02)."""
        return f"quiz_question:{self.origin}"

    @property
    def places(self) -> range:
        """The places that can be chosen."""
        return range(2 if self.kind is QuestionKind.TRUE_FALSE else len(self.options))


class Quiz(Base):
    """One person's quiz in one session: the ids of the wordings that were drawn, which later questions and
    wordings of the bank do not change. Once it is handed in, each has its answer."""

    __tablename__ = "quiz"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    questions: Mapped[list[int]] = mapped_column(JSONDocument)
    drawn_at: Mapped[datetime]
    at: Mapped[datetime | None]

    enrolment: Mapped[Enrolment] = relationship(lazy="raise_on_sql")

    @property
    def handed_in(self) -> bool:
        """Whether it was answered."""
        return self.at is not None


class QuizAnswer(Base):
    """What somebody chose in one question of a quiz that was handed in, and the part of its marks that they
    have for it, in percent rounded down."""

    __tablename__ = "quiz_answer"

    quiz_id: Mapped[int] = reference("quiz", index=False)
    question_id: Mapped[int] = reference("quiz_question")
    chosen: Mapped[list[int]] = mapped_column(JSONDocument)
    points: Mapped[int]

    __table_args__ = (
        UniqueConstraint("quiz_id", "question_id"),
        CheckConstraint("points BETWEEN 0 AND 100", name="points"),
    )


class SessionRating(Base):
    """The invitation by which somebody who took part rates the session. Only totals are ever shown."""

    __tablename__ = "session_rating"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), unique=True)

    enrolment: Mapped[Enrolment] = relationship(lazy="raise_on_sql")
    invitation: Mapped[Invitation] = relationship(lazy="raise_on_sql")
