"""Requests for more time for the result, and what was decided (G-03)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.words import ExtensionState
from models.db import Base, reference, word_of
from models.people.tables import Staff
from models.rulebook.words import Audience


class Extension(Base):
    """Asked by one, decided by another: so many working days more, from the due time as it stood.

    `reason` is for whoever decides, `words` are for the customer. `approver` is who decides by the
    rulebook. `new_due_at` is set with the approval.
    """

    __tablename__ = "case_extension"

    case_id: Mapped[int] = reference("case")
    round: Mapped[int]
    days: Mapped[int]
    reason: Mapped[str]
    words: Mapped[str]
    approver: Mapped[Audience] = mapped_column(word_of(Audience, "approver"))
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    state: Mapped[ExtensionState] = mapped_column(
        word_of(ExtensionState, "state"), default=ExtensionState.ASKED
    )
    decided_by_id: Mapped[int | None] = reference("staff")
    decided_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(default="")
    old_due_at: Mapped[datetime]
    new_due_at: Mapped[datetime | None]

    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    decided_by: Mapped[Staff | None] = relationship(foreign_keys=[decided_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("days > 0", name="days"),
        CheckConstraint("decided_by_id <> by_id", name="decided_by_another"),
        CheckConstraint(
            "(state IN ('approved', 'refused')) = (decided_by_id IS NOT NULL)"
            " AND (state IN ('approved', 'refused')) = (decided_at IS NOT NULL)",
            name="decision_has_person",
        ),
        CheckConstraint("state <> 'refused' OR decision <> ''", name="refusal_has_reason"),
        CheckConstraint("(state = 'approved') = (new_due_at IS NOT NULL)", name="approved_has_date"),
        Index(
            "uq_case_extension_asked",
            "case_id",
            unique=True,
            sqlite_where=sql("state = 'asked'"),
            postgresql_where=sql("state = 'asked'"),
        ),
        Index(
            "ix_case_extension_undecided",
            "state",
            "case_id",
            sqlite_where=sql("decided_at IS NULL"),
            postgresql_where=sql("decided_at IS NULL"),
        ),
    )
