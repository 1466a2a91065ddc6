"""Cases that belong together: merged into one another, or linked (T-06)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.tables.case import Case
from models.cases.words import State
from models.db import Base, one_of, reference, word_of

MERGEABLE = (State.NEW, State.ASSIGNED, State.HANDLING, State.WAITING)
"""The states out of which a case can be merged into another: its customer has no result yet."""


class Merge(Base):
    """One case that went up in another of the same customer, and perhaps came out of it again.

    `state_before` is where the case stood. A case has at most one merge that holds; that one ends with its
    separation.
    """

    __tablename__ = "case_merge"

    case_id: Mapped[int] = reference("case", index=False)
    into_id: Mapped[int] = reference("case")
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")
    state_before: Mapped[State] = mapped_column(word_of(State, "state_before"))
    separated_by_id: Mapped[int | None] = reference("staff")
    separated_at: Mapped[datetime | None]
    separated_because: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship(foreign_keys=[case_id], lazy="raise_on_sql")
    into: Mapped[Case] = relationship(foreign_keys=[into_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("case_id <> into_id", name="into_another"),
        CheckConstraint(one_of("state_before", *MERGEABLE), name="before_a_result"),
        CheckConstraint(
            "(separated_at IS NULL) = (separated_by_id IS NULL)"
            " AND (separated_at IS NULL) = (separated_because = '')",
            name="separation_says_why",
        ),
        Index("ix_case_merge_case_id", "case_id"),
        Index(
            "uq_case_merge_holds",
            "case_id",
            unique=True,
            sqlite_where=sql("separated_at IS NULL"),
            postgresql_where=sql("separated_at IS NULL"),
        ),
    )


class Link(Base):
    """Two cases that have to do with each other, and why; each pair is written in one order.

    Two cases have at most one link that holds; taking it away leaves the row with the reason.
    """

    __tablename__ = "case_link"

    case_id: Mapped[int] = reference("case", index=False)
    other_id: Mapped[int] = reference("case")
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    reason: Mapped[str]
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("case_id < other_id", name="in_one_order"),
        CheckConstraint("reason <> ''", name="says_why"),
        CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (ended_because = '')",
            name="ending_says_why",
        ),
        Index("ix_case_link_case_id", "case_id"),
        Index(
            "uq_case_link_holds",
            "case_id",
            "other_id",
            unique=True,
            sqlite_where=sql("ended_at IS NULL"),
            postgresql_where=sql("ended_at IS NULL"),
        ),
    )
