"""Who must take part in what: requirements, and the need of one person for one of them (L-04)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.conduct.tables import Penalty
from models.db import Base, JSONDocument, reference, word_of
from models.papers.tables import Paper
from models.people.tables import Staff
from models.training.tables.enrolment import Enrolment
from models.training.tables.session import TrainingSession
from models.training.words import NeedState


class Requirement(Base):
    """What everybody meant must take part in, within `due_days` of joining or of `from_on`, whichever is
    later; again after `valid_months`, if it is not for good. `joined_since` leaves out who came before."""

    __tablename__ = "training_requirement"

    title: Mapped[str] = mapped_column(String(120))
    departments: Mapped[list[int]] = mapped_column(JSONDocument, default=list)
    roles: Mapped[list[str]] = mapped_column(default=list)
    joined_since: Mapped[date | None]
    from_on: Mapped[date]
    due_days: Mapped[int]
    valid_months: Mapped[int | None]
    certificate: Mapped[bool]
    by_id: Mapped[int] = reference("staff", nullable=False)
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("title <> ''", name="says_what"),
        CheckConstraint("due_days > 0 AND valid_months > 0", name="spans"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this requirement (X-02)."""
        return f"requirement:{self.id}"


class SessionRequirement(Base):
    """Who takes part in the session meets the requirement."""

    __tablename__ = "training_session_requirement"

    session_id: Mapped[int] = reference("training_session", index=False)
    requirement_id: Mapped[int] = reference("training_requirement")

    __table_args__ = (UniqueConstraint("session_id", "requirement_id"),)


class TrainingNeed(Base):
    """One person's need: of a requirement, or remedial, by a decision that is delivered (`penalty_id`).

    A remedial one is met in the session arranged for it. `valid_until` is the last day on which a met one
    counts. `reminders` counts those sent: one before the due day, one after it.
    """

    __tablename__ = "training_need"

    staff_id: Mapped[int] = reference("staff")
    requirement_id: Mapped[int | None] = reference("training_requirement")
    penalty_id: Mapped[int | None] = mapped_column(ForeignKey("penalty.id"), unique=True)
    session_id: Mapped[int | None] = reference("training_session")
    state: Mapped[NeedState] = mapped_column(word_of(NeedState, "state"), default=NeedState.OPEN)
    opened_at: Mapped[datetime]
    due_on: Mapped[date]
    met_at: Mapped[datetime | None]
    met_by_id: Mapped[int | None] = reference("enrolment")
    valid_until: Mapped[date | None]
    dropped_at: Mapped[datetime | None]
    reminders: Mapped[int] = mapped_column(default=0)
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("paper.id"), unique=True)

    staff: Mapped[Staff] = relationship(lazy="raise_on_sql")
    requirement: Mapped[Requirement | None] = relationship(lazy="raise_on_sql")
    penalty: Mapped[Penalty | None] = relationship(lazy="raise_on_sql")
    session: Mapped[TrainingSession | None] = relationship(lazy="raise_on_sql")
    met_by: Mapped[Enrolment | None] = relationship(lazy="raise_on_sql")
    paper: Mapped[Paper | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("(requirement_id IS NULL) <> (penalty_id IS NULL)", name="one_cause"),
        CheckConstraint(
            "(state = 'met') = (met_at IS NOT NULL) AND (met_at IS NULL) = (met_by_id IS NULL)", name="met"
        ),
        CheckConstraint("(state = 'dropped') = (dropped_at IS NOT NULL)", name="dropped"),
        CheckConstraint("valid_until IS NULL OR state = 'met'", name="met_is_valid"),
        CheckConstraint("reminders BETWEEN 0 AND 2", name="reminders"),
        Index(
            "uq_training_need_open",
            "staff_id",
            "requirement_id",
            unique=True,
            sqlite_where=sql("state = 'open'"),
            postgresql_where=sql("state = 'open'"),
        ),
        Index("ix_training_need_state_due", "state", "due_on"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this need (X-02)."""
        return f"training_need:{self.id}"
