"""Wages, and what payroll is handed over each month; what was handed over never changes (C-01, C-03)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.conduct.tables.guards import guard
from models.conduct.words import PayKind
from models.db import Base, JSONDocument, reference, word_of
from models.people.tables import Staff


class Wage(Base):
    """What a person earns a month from a day on, in fen, and the region whose minimum wage holds."""

    __tablename__ = "wage"

    staff_id: Mapped[int] = reference("staff", index=False)
    from_on: Mapped[date]
    fen: Mapped[int]
    region: Mapped[str] = mapped_column(String(120))
    by_id: Mapped[int] = reference("staff", nullable=False)

    staff: Mapped[Staff] = relationship(foreign_keys=[staff_id], lazy="raise_on_sql")
    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("staff_id", "from_on"), CheckConstraint("fen > 0", name="fen"))

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this wage (X-02)."""
        return f"wage:{self.id}"


class PayrollIssue(Base):
    """What payroll was handed over for a month. `held` are the deductions that wait for a later month: about
    what, whose, of which department, how much in fen, why, and how they were called then."""

    __tablename__ = "payroll_issue"

    month: Mapped[date] = mapped_column(unique=True)
    """Its first day."""
    issued_by_id: Mapped[int] = reference("staff", nullable=False)
    issued_at: Mapped[datetime]
    held: Mapped[list[dict[str, Any]]] = mapped_column(JSONDocument)

    issued_by: Mapped[Staff] = relationship(lazy="raise_on_sql")
    lines: Mapped[list["PayrollLine"]] = relationship(
        back_populates="issue", lazy="raise_on_sql", order_by="PayrollLine.id"
    )

    @property
    def name(self) -> str:
        """As people write a month in an address: 2026-11."""
        return f"{self.month:%Y-%m}"

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this hand-over (X-02)."""
        return f"payroll:{self.name}"


class PayrollLine(Base):
    """So much more or less for a person or department, in fen. A correction makes good what an earlier month
    was handed over; all lines about one thing together are what it comes to. `payee` is how person and
    department were called when it was handed over: a later name or number changes nothing."""

    __tablename__ = "payroll_line"

    issue_id: Mapped[int] = reference("payroll_issue", nullable=False)
    staff_id: Mapped[int | None] = reference("staff")
    department_id: Mapped[int] = reference("department", nullable=False)
    kind: Mapped[PayKind] = mapped_column(word_of(PayKind, "kind"))
    amount_fen: Mapped[int]
    about: Mapped[str] = mapped_column(String(80), index=True)
    correction: Mapped[bool]
    payee: Mapped[dict[str, Any]]

    issue: Mapped[PayrollIssue] = relationship(back_populates="lines", lazy="raise_on_sql")
    __table_args__ = (
        CheckConstraint("amount_fen <> 0", name="amount"),
        CheckConstraint("staff_id IS NOT NULL OR kind IN ('team_fund', 'bonus_deduction')", name="whose"),
        UniqueConstraint("issue_id", "about"),
    )


guard(PayrollIssue.__table__)
guard(PayrollLine.__table__)
