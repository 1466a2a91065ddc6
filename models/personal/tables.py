"""How long cases keep personal data: holds, what administrators confirmed, what went on which day (X-03)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.tables import Case
from models.db import Base, reference
from models.people.tables import Staff


class CaseHold(Base):
    """That the data of one case are kept beyond their time for a reason, as a lawsuit, through `until`.

    It ends by itself after that day, or earlier when somebody lifts it and says why. A case may be held for
    several reasons at once.
    """

    __tablename__ = "case_hold"

    case_id: Mapped[int] = reference("case")
    reason: Mapped[str]
    until: Mapped[date]
    by_id: Mapped[int] = reference("staff", nullable=False)
    at: Mapped[datetime]
    lifted_by_id: Mapped[int | None] = reference("staff")
    lifted_at: Mapped[datetime | None]
    lifted_because: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    lifted_by: Mapped[Staff | None] = relationship(foreign_keys=[lifted_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("reason <> ''", name="says_why"),
        CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by_id IS NULL) AND (lifted_at IS NULL) = (lifted_because = '')",
            name="lifted_says_why",
        ),
        Index("ix_case_hold_until", "until", "lifted_at"),
    )

    def holds_on(self, day: date) -> bool:
        """Whether it keeps the case on a day; the last day counts."""
        return self.lifted_at is None and self.until >= day


class ExpiryStart(Base):
    """That data may begin to go by certain periods: asked of administrators, confirmed by one of them.

    There is one for each set of periods that was ever in force and let data go, or is to. `cases`, `mails`
    and `addresses` is how many cases, mails that became no case, and people on lists for surveys were past
    these periods when they were last counted, at `counted_at`; administrators were told these numbers at
    `told_at`. Nothing goes before `not_before`, however soon it is confirmed.
    """

    __tablename__ = "expiry_start"

    complaint_months: Mapped[int]
    severe_months: Mapped[int]
    other_months: Mapped[int]
    mail_months: Mapped[int]
    list_months: Mapped[int]
    asked_at: Mapped[datetime]
    not_before: Mapped[date]
    cases: Mapped[int]
    mails: Mapped[int] = mapped_column(default=0)
    addresses: Mapped[int] = mapped_column(default=0)
    counted_at: Mapped[datetime]
    told_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = reference("staff")

    confirmed_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint(
            "complaint_months",
            "severe_months",
            "other_months",
            "mail_months",
            "list_months",
            name="uq_expiry_start_periods",
        ),
        CheckConstraint("cases >= 0 AND mails >= 0 AND addresses >= 0", name="counts"),
        CheckConstraint("(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name="confirmed_by_somebody"),
    )

    @property
    def audit_name(self) -> str:
        return f"expiry:{self.id}"


class ExpiryDay(Base):
    """How much went on a day in Shanghai because its time was over."""

    __tablename__ = "expiry_day"

    day: Mapped[date] = mapped_column(unique=True)
    cases: Mapped[int] = mapped_column(default=0)
    customers: Mapped[int] = mapped_column(default=0)
    files: Mapped[int] = mapped_column(default=0)
    mails: Mapped[int] = mapped_column(default=0)
    addresses: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint(
            "cases >= 0 AND customers >= 0 AND files >= 0 AND mails >= 0 AND addresses >= 0", name="counts"
        ),
    )
