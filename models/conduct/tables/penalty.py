"""Penalties in force: what decided matters brought, and what a won appeal took back (C-03)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accountability.tables import Matter, Measure
from models.accountability.words import MeasureKind
from models.db import Base, reference, word_of
from models.people.tables import Department, Staff


class Penalty(Base):
    """One measure that took effect when its decision was delivered. `amount` is in fen, or in points; that
    of a pay cut is taken in each of so many `months`, the one in which it took effect first.

    `staff_id` is empty for measures that concern the department. A reversed one stays, for nothing.
    """

    __tablename__ = "penalty"

    measure_id: Mapped[int] = mapped_column(ForeignKey("matter_measure.id"), unique=True)
    matter_id: Mapped[int] = reference("matter")
    kind: Mapped[MeasureKind] = mapped_column(word_of(MeasureKind, "kind"))
    staff_id: Mapped[int | None] = reference("staff")
    department_id: Mapped[int] = reference("department")
    amount: Mapped[int | None]
    months: Mapped[int | None]
    effective_at: Mapped[datetime]
    reversed_at: Mapped[datetime | None]

    measure: Mapped[Measure] = relationship(lazy="raise_on_sql")
    matter: Mapped[Matter] = relationship(lazy="raise_on_sql")
    staff: Mapped[Staff | None] = relationship(lazy="raise_on_sql")
    department: Mapped[Department] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("(kind = 'pay_cut') = (months IS NOT NULL)", name="has_months"),
        CheckConstraint("months > 0", name="months"),
        CheckConstraint("(kind IN ('head_talk', 'bonus_deduction')) = (staff_id IS NULL)", name="whose"),
        CheckConstraint("reversed_at >= effective_at", name="reversed_after"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this penalty (X-02)."""
        return f"penalty:{self.id}"

    @property
    def holder(self) -> Staff | Department:
        """Whom it concerns."""
        return self.department if self.staff is None else self.staff
