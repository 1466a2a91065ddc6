"""Results and what became of them: review by a second person (H-06), the customer's word (R-01)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.words import Verdict
from models.db import Base, reference, word_of
from models.people.tables import Staff


class Result(Base):
    """What was found and done in one round, and the reply the customer is to get."""

    __tablename__ = "case_result"

    case_id: Mapped[int] = reference("case", index=False)
    round: Mapped[int]
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    cause: Mapped[str]
    done: Mapped[str]
    reply: Mapped[str]
    verdict: Mapped[Verdict] = mapped_column(word_of(Verdict, "verdict"), default=Verdict.SUBMITTED)
    reviewer_id: Mapped[int | None] = reference("staff")
    reviewed_at: Mapped[datetime | None]
    review_reason: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime | None]

    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    reviewer: Mapped[Staff | None] = relationship(foreign_keys=[reviewer_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("reviewer_id <> by_id", name="reviewed_by_another"),
        CheckConstraint(
            "(verdict IN ('submitted', 'dropped')) = (reviewer_id IS NULL)"
            " AND (verdict IN ('submitted', 'dropped')) = (reviewed_at IS NULL)",
            name="verdict_has_reviewer",
        ),
        CheckConstraint("verdict <> 'rejected' OR review_reason <> ''", name="rejection_has_reason"),
        CheckConstraint("told_at IS NULL OR verdict = 'approved'", name="told_after_approval"),
        Index("ix_case_result_case_id_by_id", "case_id", "by_id"),
        Index("ix_case_result_reviewed", "reviewed_at"),
        Index(
            "uq_case_result_waiting",
            "case_id",
            unique=True,
            sqlite_where=sql("verdict = 'submitted'"),
            postgresql_where=sql("verdict = 'submitted'"),
        ),
    )


class Confirmation(Base):
    """Whether the customer is content with the result of a round, in the customer's own word (R-01)."""

    __tablename__ = "case_confirmation"

    case_id: Mapped[int] = reference("case", index=False)
    round: Mapped[int]
    satisfied: Mapped[bool]
    comment: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]

    __table_args__ = (Index("uq_case_confirmation_round", "case_id", "round", unique=True),)
