"""What assisting departments are asked for, and what they answer (T-04)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.words import AssistState, Verdict
from models.db import Base, one_of, reference, word_of
from models.people.tables import Department, Staff

OPEN = (AssistState.ASKED, AssistState.ANSWERED)


class Assistance(Base):
    """The task of one assisting department in one round, with a due time of its own (H-03).

    A department has at most one open task on a case: more is asked by sending its answer back.
    """

    __tablename__ = "case_assistance"

    case_id: Mapped[int] = reference("case")
    round: Mapped[int]
    department_id: Mapped[int] = reference("department", index=False)
    task: Mapped[str]
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    state: Mapped[AssistState] = mapped_column(word_of(AssistState, "state"), default=AssistState.ASKED)
    ended_at: Mapped[datetime | None]
    dropped_because: Mapped[str] = mapped_column(default="")

    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    by: Mapped[Staff] = relationship(lazy="raise_on_sql")
    answers: Mapped[list["AssistanceAnswer"]] = relationship(
        back_populates="assistance", lazy="raise_on_sql", order_by="AssistanceAnswer.id"
    )

    __table_args__ = (
        CheckConstraint(f"{one_of('state', *OPEN)} = (ended_at IS NULL)", name="ended_has_moment"),
        Index(
            "uq_case_assistance_open",
            "case_id",
            "department_id",
            unique=True,
            sqlite_where=sql(one_of("state", *OPEN)),
            postgresql_where=sql(one_of("state", *OPEN)),
        ),
        Index("ix_case_assistance_department_id_case_id", "department_id", "case_id"),
        Index(
            "ix_case_assistance_open",
            "state",
            "department_id",
            "case_id",
            sqlite_where=sql("ended_at IS NULL"),
            postgresql_where=sql("ended_at IS NULL"),
        ),
    )

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def answer(self) -> "AssistanceAnswer | None":
        """The latest answer, whatever the lead made of it."""
        return self.answers[-1] if self.answers else None


class AssistanceAnswer(Base):
    """One answer of an assisting department, and whether the lead department accepts it."""

    __tablename__ = "case_assistance_answer"

    assistance_id: Mapped[int] = reference("case_assistance")
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    text: Mapped[str]
    verdict: Mapped[Verdict] = mapped_column(word_of(Verdict, "verdict"), default=Verdict.SUBMITTED)
    reviewer_id: Mapped[int | None] = reference("staff")
    reviewed_at: Mapped[datetime | None]
    review_reason: Mapped[str] = mapped_column(default="")

    assistance: Mapped[Assistance] = relationship(back_populates="answers")
    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    reviewer: Mapped[Staff | None] = relationship(foreign_keys=[reviewer_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("reviewer_id <> by_id", name="reviewed_by_another"),
        CheckConstraint(
            "(verdict IN ('approved', 'rejected')) = (reviewer_id IS NOT NULL)"
            " AND (verdict IN ('approved', 'rejected')) = (reviewed_at IS NOT NULL)",
            name="verdict_has_reviewer",
        ),
        CheckConstraint("verdict <> 'rejected' OR review_reason <> ''", name="rejection_has_reason"),
    )
