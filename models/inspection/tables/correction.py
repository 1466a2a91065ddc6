"""A correction that a department is to make, and its reports with proof (Q-01, Q-03)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, reference, word_of
from models.files.tables import StoredFile
from models.inspection.words import CorrectionState, Verdict
from models.people.tables import Department, Staff


class Correction(Base):
    """What is to be put right, found by what `about` names. `minutes` are working minutes of `calendar`,
    which run while it is with the department; a returned one starts a new clock. `checker_id` says whether
    it is right.
    """

    __tablename__ = "inspection_correction"

    about: Mapped[str] = mapped_column(String(80), unique=True)
    department_id: Mapped[int] = reference("department")
    checker_id: Mapped[int] = reference("staff")
    text: Mapped[str]
    state: Mapped[CorrectionState] = mapped_column(
        word_of(CorrectionState, "state"), default=CorrectionState.ORDERED
    )
    round: Mapped[int] = mapped_column(default=1)
    calendar: Mapped[str] = mapped_column(String(40))
    minutes: Mapped[int]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    next_notice_at: Mapped[datetime | None]
    notices: Mapped[int] = mapped_column(default=0)
    check_due_at: Mapped[datetime | None]
    check_reminded_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    checker: Mapped[Staff] = relationship(lazy="raise_on_sql")
    reports: Mapped[list["CorrectionReport"]] = relationship(
        lazy="raise_on_sql", order_by="CorrectionReport.round"
    )

    __table_args__ = (
        CheckConstraint("text <> ''", name="says_what"),
        CheckConstraint("round >= 1 AND minutes > 0", name="counts"),
        CheckConstraint(
            "(state IN ('accepted', 'dropped')) = (ended_at IS NOT NULL)", name="ended_has_moment"
        ),
        CheckConstraint("(state = 'reported') = (check_due_at IS NOT NULL)", name="check_has_due_time"),
        CheckConstraint("state = 'ordered' OR next_notice_at IS NULL", name="quiet_elsewhere"),
        Index("ix_inspection_correction_notice", "next_notice_at"),
        Index("ix_inspection_correction_state_due", "state", "due_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"correction:{self.id}"

    @property
    def open(self) -> bool:
        return self.state in (CorrectionState.ORDERED, CorrectionState.REPORTED)

    @property
    def running(self) -> bool:
        """Its clock runs while it is with the department."""
        return self.state is CorrectionState.ORDERED


class CorrectionReport(Base):
    """What the department did in a round, with proof, and what the check came to."""

    __tablename__ = "inspection_correction_report"

    correction_id: Mapped[int] = reference("inspection_correction", index=False)
    round: Mapped[int]
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    text: Mapped[str]
    verdict: Mapped[Verdict | None] = mapped_column(word_of(Verdict, "verdict"))
    checked_by_id: Mapped[int | None] = reference("staff")
    checked_at: Mapped[datetime | None]
    remark: Mapped[str] = mapped_column(default="")

    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    checked_by: Mapped[Staff | None] = relationship(foreign_keys=[checked_by_id], lazy="raise_on_sql")
    files: Mapped[list["CorrectionFile"]] = relationship(lazy="raise_on_sql", order_by="CorrectionFile.id")

    __table_args__ = (
        UniqueConstraint("correction_id", "round"),
        CheckConstraint("text <> ''", name="says_what"),
        CheckConstraint("checked_by_id <> by_id", name="checked_by_another"),
        CheckConstraint(
            "(verdict IS NULL) = (checked_at IS NULL) AND (verdict IS NULL) = (checked_by_id IS NULL)",
            name="check_is_whole",
        ),
        CheckConstraint("coalesce(verdict, '') <> 'back' OR remark <> ''", name="back_says_why"),
    )


class CorrectionFile(Base):
    """A file that proves a correction."""

    __tablename__ = "inspection_correction_file"

    report_id: Mapped[int] = reference("inspection_correction_report", index=False)
    file_id: Mapped[int] = reference("stored_file")

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("report_id", "file_id"),)
