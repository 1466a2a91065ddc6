"""Departments that were below or far above a target month after month, once each (Q-04)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, JSONDocument, reference, word_of
from models.kpi.words import Figure, FlagState, Side
from models.people.tables import Department, Staff


class KpiFlag(Base):
    """A candidate for a talk with the head and a deduction (C-03), or for a reward (C-02).

    `month` is the last of the months in a row; `months` holds their figures as they were frozen, with what
    they were held against. Nobody is penalised by a flag: a person decides what follows.
    """

    __tablename__ = "kpi_flag"

    side: Mapped[Side] = mapped_column(word_of(Side, "side"))
    figure: Mapped[Figure] = mapped_column(word_of(Figure, "figure"))
    department_id: Mapped[int] = reference("department", nullable=False)
    month: Mapped[date]
    months: Mapped[list[dict[str, Any]]] = mapped_column(JSONDocument)
    found_at: Mapped[datetime]
    state: Mapped[FlagState] = mapped_column(word_of(FlagState, "state"), default=FlagState.OPEN)
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why it was dismissed, or what follows of it."""

    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    ended_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("side", "figure", "department_id", "month"),
        CheckConstraint(
            "(state = 'open') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_by_id IS NULL)"
            " AND (state = 'open') = (reason = '')",
            name="ended",
        ),
        Index("ix_kpi_flag_state_side", "state", "side"),
    )

    @property
    def open(self) -> bool:
        """Whether nobody has decided on it."""
        return self.state is FlagState.OPEN

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this flag (X-02)."""
        return f"kpi_flag:{self.id}"
