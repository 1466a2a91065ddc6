"""A proposed measure, and what was proposed before and returned (A-03, C-03)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accountability.words import Decider, MeasureKind
from models.db import Base, reference, word_of


class Measure(Base):
    """One measure: `amount` in fen for money, in points for a deduction of points, none otherwise. A pay
    cut is so much a month for so many `months`. A struck one does not hold any more (a won appeal); one that
    an appeal put in the place of heavier ones has the moment of that in `lightened_at`."""

    __tablename__ = "matter_measure"

    proposal_id: Mapped[int] = reference("matter_proposal")
    kind: Mapped[MeasureKind] = mapped_column(word_of(MeasureKind, "kind"))
    amount: Mapped[int | None]
    months: Mapped[int | None]
    outside: Mapped[bool]
    lightened_at: Mapped[datetime | None]
    struck_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "uq_matter_measure_holds",
            "proposal_id",
            "kind",
            unique=True,
            sqlite_where=sql("struck_at IS NULL"),
            postgresql_where=sql("struck_at IS NULL"),
        ),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint(
            "(kind IN ('fine', 'pay_cut', 'bonus_deduction', 'points')) = (amount IS NOT NULL)",
            name="has_amount",
        ),
        CheckConstraint("(kind = 'pay_cut') = (months IS NOT NULL)", name="has_months"),
        CheckConstraint("months > 0", name="months"),
    )

    @property
    def holds(self) -> bool:
        return self.struck_at is None


class Proposal(Base):
    """What the investigator proposes. Without measures where nothing was found. Outside the scale it says
    why, and the leading group decides. `wage_fen` and `region` are what the legal limit was reckoned by."""

    __tablename__ = "matter_proposal"

    matter_id: Mapped[int] = reference("matter")
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    decider: Mapped[Decider] = mapped_column(word_of(Decider, "decider"))
    outside: Mapped[bool]
    reason: Mapped[str] = mapped_column(default="")
    wage_fen: Mapped[int | None]
    region: Mapped[str] = mapped_column(String(120), default="")
    returned_by_id: Mapped[int | None] = reference("staff")
    returned_at: Mapped[datetime | None]
    returned_because: Mapped[str] = mapped_column(default="")

    measures: Mapped[list[Measure]] = relationship(lazy="selectin", order_by=Measure.id)

    __table_args__ = (
        CheckConstraint(
            "NOT outside OR (reason <> '' AND decider = 'leading_group')", name="outside_says_why"
        ),
        CheckConstraint(
            "(returned_at IS NULL) = (returned_by_id IS NULL)"
            " AND (returned_at IS NULL) = (returned_because = '')",
            name="returned_says_why",
        ),
        CheckConstraint("returned_by_id <> by_id", name="returned_by_another"),
    )
