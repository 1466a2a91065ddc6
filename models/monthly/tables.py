"""Summaries of departments, what they promise, the company's report, its printings and corrections (Q-05)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, JSONDocument, one_of, reference, word_of
from models.errors import Stale
from models.files.tables import StoredFile
from models.kpi.words import Figure
from models.monthly.words import Effect, MonthlyState, SummaryState
from models.people.tables import Department, Staff

FIXED = (MonthlyState.SUBMITTED, MonthlyState.APPROVED, MonthlyState.SENT)
DECIDED = (MonthlyState.APPROVED, MonthlyState.SENT)


class MonthlySummary(Base):
    """What a department says of a month. `figures`, `rising` and `corrections` are as they were when the
    clock drafted it; the head adds causes and measures until it is handed in."""

    __tablename__ = "monthly_summary"

    month: Mapped[date]
    department_id: Mapped[int] = reference("department")
    state: Mapped[SummaryState] = mapped_column(word_of(SummaryState, "state"), default=SummaryState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSONDocument)
    rising: Mapped[list[dict[str, Any]]] = mapped_column(JSONDocument)
    corrections: Mapped[dict[str, Any]] = mapped_column(JSONDocument)
    causes: Mapped[str] = mapped_column(default="")
    drafted_at: Mapped[datetime]
    due_at: Mapped[datetime]
    next_notice_at: Mapped[datetime | None]
    handed_in_at: Mapped[datetime | None]
    handed_in_by_id: Mapped[int | None] = reference("staff")

    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    handed_in_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")
    measures: Mapped[list["MonthlyMeasure"]] = relationship(
        lazy="raise_on_sql", order_by="MonthlyMeasure.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        UniqueConstraint("month", "department_id"),
        CheckConstraint(
            "(state = 'handed_in') = (handed_in_at IS NOT NULL)"
            " AND (handed_in_at IS NULL) = (handed_in_by_id IS NULL)",
            name="handed_in_by_somebody",
        ),
        CheckConstraint("state = 'draft' OR causes <> ''", name="handed_in_says_why"),
        CheckConstraint("state = 'draft' OR next_notice_at IS NULL", name="quiet_once_handed_in"),
        Index("ix_monthly_summary_notice", "next_notice_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"monthly_summary:{self.id}"

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed it since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)


class MonthlyMeasure(Base):
    """What a department promises to do, by when; perhaps to move a figure. In the month after its effect is
    told; with `not_yet` it is asked for again."""

    __tablename__ = "monthly_measure"

    summary_id: Mapped[int] = reference("monthly_summary")
    text: Mapped[str] = mapped_column(String(300))
    due_on: Mapped[date]
    figure: Mapped[Figure | None] = mapped_column(word_of(Figure, "figure"))
    effect: Mapped[Effect | None] = mapped_column(word_of(Effect, "effect"))
    told: Mapped[str] = mapped_column(String(500), default="")
    told_in: Mapped[date | None]
    told_by_id: Mapped[int | None] = reference("staff")

    summary: Mapped[MonthlySummary] = relationship(lazy="raise_on_sql", back_populates="measures")

    __table_args__ = (
        CheckConstraint("text <> ''", name="says_what"),
        CheckConstraint(
            "(effect IS NULL) = (told = '') AND (effect IS NULL) = (told_in IS NULL)"
            " AND (effect IS NULL) = (told_by_id IS NULL)",
            name="effect_is_whole",
        ),
    )


class MonthlyReport(Base):
    """The company's report of a month. `content` is all that the system says in it, fixed when it is handed
    to a second person; the words of people stand beside it."""

    __tablename__ = "monthly_report"

    month: Mapped[date] = mapped_column(unique=True)
    state: Mapped[MonthlyState] = mapped_column(word_of(MonthlyState, "state"), default=MonthlyState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    assessment: Mapped[str] = mapped_column(default="")
    measures: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any] | None] = mapped_column(JSONDocument)
    drafted_at: Mapped[datetime]
    author_id: Mapped[int | None] = reference("staff")
    submitted_at: Mapped[datetime | None]
    returned_because: Mapped[str] = mapped_column(default="")
    approver_id: Mapped[int | None] = reference("staff")
    approved_at: Mapped[datetime | None]

    author: Mapped[Staff | None] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")
    approver: Mapped[Staff | None] = relationship(foreign_keys=[approver_id], lazy="raise_on_sql")
    issues: Mapped[list["MonthlyIssue"]] = relationship(lazy="raise_on_sql", order_by="MonthlyIssue.number")
    corrections: Mapped[list["MonthlyCorrection"]] = relationship(
        lazy="raise_on_sql", order_by="MonthlyCorrection.id"
    )

    __table_args__ = (
        CheckConstraint(
            f"({one_of('state', *FIXED)}) = (content IS NOT NULL)"
            f" AND ({one_of('state', *FIXED)}) = (submitted_at IS NOT NULL)"
            f" AND (NOT ({one_of('state', *FIXED)}) OR (author_id IS NOT NULL AND assessment <> ''))",
            name="submitted_is_fixed",
        ),
        CheckConstraint(
            f"({one_of('state', *DECIDED)}) = (approved_at IS NOT NULL)"
            " AND (approved_at IS NULL) = (approver_id IS NULL)",
            name="approved_by_somebody",
        ),
        CheckConstraint("approver_id <> author_id", name="approved_by_another"),
    )

    @property
    def audit_name(self) -> str:
        return f"monthly:{self.month:%Y-%m}"

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed it since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)


class MonthlyCorrection(Base):
    """What is put right in an approved report, dated; the report stays as it was."""

    __tablename__ = "monthly_correction"

    report_id: Mapped[int] = reference("monthly_report")
    text: Mapped[str]
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]

    by: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (CheckConstraint("text <> ''", name="says_what"),)


class MonthlyIssue(Base):
    """One printing of an approved report: the first, and one more for each correction. All are kept."""

    __tablename__ = "monthly_issue"

    report_id: Mapped[int] = reference("monthly_report", index=False)
    number: Mapped[int]
    file_id: Mapped[int] = reference("stored_file")
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("report_id", "number"), CheckConstraint("number >= 1", name="counts"))
