"""A month's sample, kept so that it can be drawn again (Q-01)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, JSONDocument, reference
from models.inspection.tables.checklist import Checklist
from models.people.tables import Staff


class Draw(Base):
    """The draw of the cases that were closed in a month; one a month.

    `frame` are all cases among which was drawn, as `rules.sampling.Unit` writes them; with `seed` and the
    `rulebook_id` of that moment they give the same sample again. `by_id` is empty where the clock drew.
    """

    __tablename__ = "inspection_draw"

    month: Mapped[date] = mapped_column(unique=True)
    seed: Mapped[str] = mapped_column(String(32))
    frame: Mapped[list[Any]] = mapped_column(JSONDocument, deferred=True)
    eligible: Mapped[int]
    drawn: Mapped[int]
    rulebook_id: Mapped[int] = reference("rulebook", index=False)
    checklist_id: Mapped[int] = reference("inspection_checklist")
    by_id: Mapped[int | None] = reference("staff")
    at: Mapped[datetime]

    checklist: Mapped[Checklist] = relationship(lazy="raise_on_sql")
    by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("drawn >= 0 AND eligible >= drawn", name="counts"),
        CheckConstraint("seed <> ''", name="has_seed"),
    )

    @property
    def audit_name(self) -> str:
        return f"inspection_draw:{self.month:%Y-%m}"
