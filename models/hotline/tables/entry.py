"""Sealed texts and files of a report, in their order and on their days (W-02, W-03)."""

from datetime import date

from sqlalchemy import CheckConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base, reference, word_of
from models.hotline.tables.coarse import Coarse
from models.hotline.words import Side


class HotlineEntry(Coarse, Base):
    """One text. What kind it is and who wrote it lies sealed in it."""

    __tablename__ = "hotline_entry"
    __table_args__ = (
        UniqueConstraint("report_id", "position"),
        CheckConstraint("position > 0", name="position"),
    )

    report_id: Mapped[int] = reference("hotline_report", index=False)
    position: Mapped[int]
    epoch: Mapped[int]
    side: Mapped[Side] = mapped_column(word_of(Side, "side"))
    on: Mapped[date]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class HotlineFile(Coarse, Base):
    """One file: its bytes lie sealed in the store under `key`, its name, type, size and hash sealed here."""

    __tablename__ = "hotline_file"

    report_id: Mapped[int] = reference("hotline_report")
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    epoch: Mapped[int]
    side: Mapped[Side] = mapped_column(word_of(Side, "side"))
    on: Mapped[date]
    facts_sealed: Mapped[bytes] = mapped_column(LargeBinary)
