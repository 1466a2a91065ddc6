"""The points ledger: accounts, months, and entries that are written once (C-04).

An entry moves points from one account to another, so all balances together are always nothing. No balance
is stored: it is what an account received less what it gave.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.conduct.tables.guards import guard
from models.conduct.words import AccountKind, EntryCause, PeriodState
from models.db import Base, reference, word_of
from models.people.tables import Department, Staff


class LedgerAccount(Base):
    """Where the points of a person, a department, or the house are."""

    __tablename__ = "ledger_account"

    kind: Mapped[AccountKind] = mapped_column(word_of(AccountKind, "kind"))
    staff_id: Mapped[int | None] = reference("staff", index=False)
    department_id: Mapped[int | None] = reference("department", index=False)

    staff: Mapped[Staff | None] = relationship(lazy="raise_on_sql")
    department: Mapped[Department | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("(kind = 'person') = (staff_id IS NOT NULL)", name="person"),
        CheckConstraint("(kind = 'department') = (department_id IS NOT NULL)", name="department"),
        Index("uq_ledger_account_staff_id", "staff_id", unique=True),
        Index("uq_ledger_account_department_id", "department_id", unique=True),
        Index(
            "uq_ledger_account_house",
            "kind",
            unique=True,
            sqlite_where=sql("kind = 'house'"),
            postgresql_where=sql("kind = 'house'"),
        ),
    )


class LedgerPeriod(Base):
    """A calendar month, Shanghai time. Once closed it takes nothing, and its report stays as it is."""

    __tablename__ = "ledger_period"

    month: Mapped[date] = mapped_column(unique=True)
    """Its first day."""
    state: Mapped[PeriodState] = mapped_column(word_of(PeriodState, "state"), default=PeriodState.OPEN)
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = reference("staff")
    report: Mapped[dict[str, Any] | None]

    closed_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)"
            " AND (closed_at IS NULL) = (closed_by_id IS NULL)"
            " AND (closed_at IS NULL) = (report IS NULL)",
            name="closed",
        ),
    )

    @property
    def name(self) -> str:
        """As people write a month in an address: 2026-11."""
        return f"{self.month:%Y-%m}"

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this month (X-02)."""
        return f"points:{self.name}"

    @property
    def open(self) -> bool:
        return self.state is PeriodState.OPEN


class LedgerEntry(Base):
    """So many points from the account `debit` to the account `credit`.

    A reversal is an entry of its own, the other way round, and names the one that it takes back; each can
    be taken back once. `about` is the audit name of what it is for.
    """

    __tablename__ = "ledger_entry"

    period_id: Mapped[int] = reference("ledger_period")
    debit_id: Mapped[int] = reference("ledger_account")
    credit_id: Mapped[int] = reference("ledger_account")
    points: Mapped[int]
    cause: Mapped[EntryCause] = mapped_column(word_of(EntryCause, "cause"))
    about: Mapped[str] = mapped_column(String(80), index=True)
    reason: Mapped[str] = mapped_column(default="")
    reversal_of_id: Mapped[int | None] = reference("ledger_entry", index=False)
    by_id: Mapped[int | None] = reference("staff")
    at: Mapped[datetime]

    period: Mapped[LedgerPeriod] = relationship(lazy="raise_on_sql")
    debit: Mapped[LedgerAccount] = relationship(foreign_keys=[debit_id], lazy="raise_on_sql")
    credit: Mapped[LedgerAccount] = relationship(foreign_keys=[credit_id], lazy="raise_on_sql")
    by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("points > 0", name="points"),
        CheckConstraint("debit_id <> credit_id", name="two_accounts"),
        CheckConstraint("reversal_of_id IS NULL OR reason <> ''", name="reversal_says_why"),
        Index("uq_ledger_entry_reversal_of_id", "reversal_of_id", unique=True),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this entry (X-02)."""
        return f"entry:{self.id}"


guard(LedgerEntry.__table__, closing=True)
guard(LedgerPeriod.__table__, when="OLD.state = 'closed'")
