"""Compensation of a customer: proposed, advised on, approved, paid, each by another (G-06)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.words import CompensationKind, CompensationState, Risk
from models.db import Base, one_of, reference, word_of
from models.people.tables import Staff
from models.rulebook.words import Approver

ON_ITS_WAY = (CompensationState.OPINION, CompensationState.APPROVAL, CompensationState.PAYMENT)
_PAID = (
    "(state = 'paid') = (paid_at IS NOT NULL) AND (state = 'paid') = (paid_by_id IS NOT NULL)"
    " AND (state = 'paid') = (reference <> '')"
)


class Compensation(Base):
    """One compensation. The amount is in fen. `cause` is a code of the case's rulebook, `approver` who
    approves by its limits. It is paid once, under a reference that no other payment has, and by somebody
    who neither proposed nor approved it.
    """

    __tablename__ = "case_compensation"

    case_id: Mapped[int] = reference("case")
    round: Mapped[int]
    kind: Mapped[CompensationKind] = mapped_column(word_of(CompensationKind, "kind"))
    amount_fen: Mapped[int]
    cause: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str]
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime] = mapped_column(index=True)
    approver: Mapped[Approver] = mapped_column(word_of(Approver, "approver"))
    state: Mapped[CompensationState] = mapped_column(word_of(CompensationState, "state"))
    opinion_by_id: Mapped[int | None] = reference("staff")
    opinion_at: Mapped[datetime | None]
    opinion: Mapped[str] = mapped_column(default="")
    risk: Mapped[Risk | None] = mapped_column(word_of(Risk, "risk"))
    decided_by_id: Mapped[int | None] = reference("staff")
    decided_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(default="")
    paid_by_id: Mapped[int | None] = reference("staff")
    paid_at: Mapped[datetime | None]
    reference: Mapped[str] = mapped_column(String(80), default="")
    dropped_because: Mapped[str] = mapped_column(default="")

    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    opinion_by: Mapped[Staff | None] = relationship(foreign_keys=[opinion_by_id], lazy="raise_on_sql")
    decided_by: Mapped[Staff | None] = relationship(foreign_keys=[decided_by_id], lazy="raise_on_sql")
    paid_by: Mapped[Staff | None] = relationship(foreign_keys=[paid_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint("opinion_by_id <> by_id", name="advised_by_another"),
        CheckConstraint("decided_by_id <> by_id", name="decided_by_another"),
        CheckConstraint("paid_by_id <> decided_by_id AND paid_by_id <> by_id", name="paid_by_another"),
        CheckConstraint(
            "(opinion_by_id IS NULL) = (opinion_at IS NULL) AND (opinion_by_id IS NULL) = (risk IS NULL)"
            " AND (opinion_by_id IS NULL) = (opinion = '')",
            name="opinion_is_whole",
        ),
        CheckConstraint(
            "state NOT IN ('payment', 'paid', 'refused')"
            " OR (decided_by_id IS NOT NULL AND decided_at IS NOT NULL)",
            name="decided_has_person",
        ),
        CheckConstraint("state <> 'refused' OR decision <> ''", name="refusal_has_reason"),
        CheckConstraint(_PAID, name="paid_has_reference"),
        Index(
            "uq_case_compensation_open",
            "case_id",
            unique=True,
            sqlite_where=sql(one_of("state", *ON_ITS_WAY)),
            postgresql_where=sql(one_of("state", *ON_ITS_WAY)),
        ),
        Index(
            "uq_case_compensation_reference",
            "reference",
            unique=True,
            sqlite_where=sql("state = 'paid'"),
            postgresql_where=sql("state = 'paid'"),
        ),
        Index("ix_case_compensation_state", "state", "approver", "case_id"),
        Index("ix_case_compensation_approver", "approver", "case_id"),
        Index(
            "ix_case_compensation_advised",
            "case_id",
            sqlite_where=sql("opinion_at IS NOT NULL"),
            postgresql_where=sql("opinion_at IS NOT NULL"),
        ),
    )

    @property
    def open(self) -> bool:
        return self.state in ON_ITS_WAY
