"""Efficiency reports: what was sent to management, as the one file that was made (M-04)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base
from models.files.tables import StoredFile


class KpiReport(Base):
    """The report of the closed months from `first` to `last`; each period has one."""

    __tablename__ = "kpi_report"

    first: Mapped[date]
    last: Mapped[date] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")

    __table_args__ = (CheckConstraint("first <= last", name="in_order"),)

    @property
    def key(self) -> str:
        """How its address names it: 2026-07..2026-09."""
        return f"{self.first:%Y-%m}..{self.last:%Y-%m}"

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this report (X-02)."""
        return f"kpi_report:{self.last:%Y-%m}"
