"""Penalties in force: what decided matters and flags brought, and what a won appeal took back (C-03)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accountability.tables import Matter, Measure
from models.accountability.words import MeasureKind
from models.db import Base, reference, word_of
from models.people.tables import Department, Staff


class Penalty(Base):
    """One measure that took effect when its decision was delivered, or one of a department that a flag
    called for: `flag` is the audit name of what raised it, `reason` what it says. `amount` is in fen, or in
    points; that of a pay cut is taken in each of so many `months`, the one in which it took effect first.

    `staff_id` is empty for measures that concern the department. A reversed one stays, for nothing.
    """

    __tablename__ = "penalty"

    measure_id: Mapped[int | None] = mapped_column(ForeignKey("matter_measure.id"), unique=True)
    matter_id: Mapped[int | None] = reference("matter")
    flag: Mapped[str] = mapped_column(String(80), default="")
    reason: Mapped[str] = mapped_column(default="")
    kind: Mapped[MeasureKind] = mapped_column(word_of(MeasureKind, "kind"))
    staff_id: Mapped[int | None] = reference("staff")
    department_id: Mapped[int] = reference("department")
    amount: Mapped[int | None]
    months: Mapped[int | None]
    effective_at: Mapped[datetime]
    reversed_at: Mapped[datetime | None]

    measure: Mapped[Measure | None] = relationship(lazy="raise_on_sql")
    matter: Mapped[Matter | None] = relationship(lazy="raise_on_sql")
    staff: Mapped[Staff | None] = relationship(lazy="raise_on_sql")
    department: Mapped[Department] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("(kind = 'pay_cut') = (months IS NOT NULL)", name="has_months"),
        CheckConstraint("months > 0", name="months"),
        CheckConstraint("(kind IN ('head_talk', 'bonus_deduction')) = (staff_id IS NULL)", name="whose"),
        CheckConstraint("reversed_at >= effective_at", name="reversed_after"),
        CheckConstraint(
            "(matter_id IS NULL) = (measure_id IS NULL) AND (matter_id IS NULL) = (flag <> '')"
            " AND (flag <> '') = (reason <> '') AND (flag = '' OR staff_id IS NULL)",
            name="from_matter_or_flag",
        ),
        Index(
            "uq_penalty_flag",
            "flag",
            "department_id",
            "kind",
            unique=True,
            sqlite_where=sql("flag <> ''"),
            postgresql_where=sql("flag <> ''"),
        ),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this penalty (X-02)."""
        return f"penalty:{self.id}"

    @property
    def holder(self) -> Staff | Department:
        """Whom it concerns."""
        return self.department if self.staff is None else self.staff
