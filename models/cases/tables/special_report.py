"""The special report on a grave case, for the leading group (G-04)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.words import ReportState
from models.db import Base, one_of, reference, word_of
from models.people.tables import Staff

UNREAD = (ReportState.DRAFT, ReportState.SUBMITTED)


class SpecialReport(Base):
    """One version: a draft until it is submitted, then read by a leader, who is never its author.

    One that came back stays as it was; the next version is a row of its own.
    """

    __tablename__ = "case_special_report"

    case_id: Mapped[int] = reference("case")
    round: Mapped[int]
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    cause: Mapped[str]
    effect: Mapped[str]
    measures: Mapped[str]
    responsibility: Mapped[str]
    prevention: Mapped[str]
    state: Mapped[ReportState] = mapped_column(word_of(ReportState, "state"), default=ReportState.DRAFT)
    submitted_at: Mapped[datetime | None]
    reviewer_id: Mapped[int | None] = reference("staff")
    reviewed_at: Mapped[datetime | None]
    review: Mapped[str] = mapped_column(default="")

    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    reviewer: Mapped[Staff | None] = relationship(foreign_keys=[reviewer_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("reviewer_id <> by_id", name="read_by_another"),
        CheckConstraint(
            "(state IN ('acknowledged', 'returned')) = (reviewer_id IS NOT NULL)"
            " AND (state IN ('acknowledged', 'returned')) = (reviewed_at IS NOT NULL)",
            name="verdict_has_reader",
        ),
        CheckConstraint("state <> 'returned' OR review <> ''", name="returned_says_why"),
        CheckConstraint(
            "state NOT IN ('submitted', 'acknowledged', 'returned') OR submitted_at IS NOT NULL",
            name="submitted_has_moment",
        ),
        CheckConstraint(
            "state IN ('draft', 'dropped') OR (cause <> '' AND effect <> '' AND measures <> ''"
            " AND responsibility <> '' AND prevention <> '')",
            name="submitted_is_whole",
        ),
        Index(
            "uq_case_special_report_open",
            "case_id",
            unique=True,
            sqlite_where=sql(one_of("state", *UNREAD)),
            postgresql_where=sql(one_of("state", *UNREAD)),
        ),
        Index("ix_case_special_report_state", "state", "case_id"),
    )
