"""What outlives a report: counts, and rewards that wait under a code (W-09, W-10)."""

from datetime import date

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base, reference, word_of
from models.hotline.tables.coarse import Coarse
from models.hotline.words import Conclusion, PayoutState, ReportKind


class HotlineTally(Coarse, Base):
    """How many reports of a kind were closed in a quarter, with what outcome. Points to no report."""

    __tablename__ = "hotline_tally"
    __table_args__ = (
        UniqueConstraint("quarter", "kind", "conclusion"),
        CheckConstraint("reports > 0", name="reports"),
    )

    quarter: Mapped[str] = mapped_column(String(6))
    kind: Mapped[ReportKind] = mapped_column(word_of(ReportKind, "kind"))
    conclusion: Mapped[Conclusion] = mapped_column(word_of(Conclusion, "conclusion"))
    reports: Mapped[int]


class HotlinePayout(Coarse, Base):
    """A reward that is paid to whoever brings its code. Nothing leads from it to a report or a person."""

    __tablename__ = "hotline_payout"

    code_digest: Mapped[str] = mapped_column(String(64), unique=True)
    amount_fen: Mapped[int]
    state: Mapped[PayoutState] = mapped_column(word_of(PayoutState, "state"), default=PayoutState.OPEN)
    granted_on: Mapped[date]
    paid_on: Mapped[date | None]
    paid_by_id: Mapped[int | None] = reference("staff")

    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint(
            "(state = 'paid') = (paid_on IS NOT NULL) AND (paid_on IS NULL) = (paid_by_id IS NULL)",
            name="paid_has_day",
        ),
    )
