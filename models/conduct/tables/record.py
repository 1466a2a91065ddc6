"""What HR writes into a person's file: from before this system, or from outside it (C-05)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.conduct.words import RecordKind
from models.db import Base, reference, word_of
from models.people.tables import Staff


class StaffRecord(Base):
    """One entry. `paper` is the number of a paper that goes with it, `amount_fen` money if there was any."""

    __tablename__ = "staff_record"

    staff_id: Mapped[int] = reference("staff", index=False)
    on: Mapped[date] = mapped_column("on_day")
    kind: Mapped[RecordKind] = mapped_column(word_of(RecordKind, "kind"))
    text: Mapped[str]
    paper: Mapped[str] = mapped_column(String(60), default="")
    amount_fen: Mapped[int | None]
    by_id: Mapped[int] = reference("staff", nullable=False)
    at: Mapped[datetime]

    staff: Mapped[Staff] = relationship(foreign_keys=[staff_id], lazy="raise_on_sql")
    by: Mapped[Staff] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("text <> ''", name="says_something"),
        CheckConstraint("amount_fen > 0", name="amount"),
        Index("ix_staff_record_staff_on", "staff_id", "on_day"),
    )
