"""The work on a case: plan with milestones (H-02), and the internal log."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, reference
from models.people.tables import Staff


class Plan(Base):
    """How the owner means to solve it; a later plan of the same round replaces an earlier one."""

    __tablename__ = "case_plan"

    case_id: Mapped[int] = reference("case")
    round: Mapped[int]
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    text: Mapped[str]

    by: Mapped[Staff] = relationship(lazy="raise_on_sql")
    milestones: Mapped[list["Milestone"]] = relationship(
        back_populates="plan", lazy="raise_on_sql", order_by="Milestone.due_at"
    )


class Milestone(Base):
    """One step of a plan, with who does it and by when. It ends done, or dropped for a reason.

    `next_notice_at` is when who does it is reminded next (H-04); none once that is over.
    """

    __tablename__ = "case_milestone"

    plan_id: Mapped[int] = reference("case_plan")
    text: Mapped[str] = mapped_column(String(300))
    owner_id: Mapped[int] = reference("staff")
    due_at: Mapped[datetime]
    next_notice_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    dropped_because: Mapped[str] = mapped_column(String(300), default="")

    plan: Mapped[Plan] = relationship(back_populates="milestones")
    owner: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("done_at IS NULL OR dropped_at IS NULL", name="ends_once"),
        CheckConstraint("(dropped_at IS NULL) = (dropped_because = '')", name="dropped_says_why"),
        Index("ix_case_milestone_notice", "next_notice_at"),
        Index(
            "ix_case_milestone_open",
            "owner_id",
            "due_at",
            sqlite_where=sql("done_at IS NULL AND dropped_at IS NULL"),
            postgresql_where=sql("done_at IS NULL AND dropped_at IS NULL"),
        ),
    )

    @property
    def notice_name(self) -> str:
        """How notices name it."""
        return f"{self.__tablename__}:{self.id}"

    @property
    def open(self) -> bool:
        return self.done_at is None and self.dropped_at is None


class Note(Base):
    """A line in the work log. Customers never see it (H-08)."""

    __tablename__ = "case_note"

    case_id: Mapped[int] = reference("case")
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    text: Mapped[str]

    by: Mapped[Staff] = relationship(lazy="raise_on_sql")
