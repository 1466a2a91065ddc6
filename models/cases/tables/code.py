"""Codes by which a customer opens the page of a case without its key (H-08)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base, reference


class TrackingCode(Base):
    """One code that was asked for. What it says is not stored: it is made from `salt` and the signing key.

    It opens the case once, until `valid_until`; `tries` counts the wrong ones.
    """

    __tablename__ = "tracking_code"
    __table_args__ = (
        CheckConstraint("tries >= 0", name="tries"),
        Index("ix_tracking_code_case_id", "case_id", "valid_until"),
    )

    case_id: Mapped[int] = reference("case", index=False)
    salt: Mapped[str] = mapped_column(String(26))
    valid_until: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
