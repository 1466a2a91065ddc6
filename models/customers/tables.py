"""Customers as the company knows them; each case keeps the contact it was given with."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base


class Customer(Base):
    """A person or firm that has spoken to us. Phone in E.164, e-mail in lower case."""

    __tablename__ = "customer"

    name: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    account: Mapped[str | None] = mapped_column(String(60), index=True)
    region: Mapped[str] = mapped_column(String(80), default="")
    language: Mapped[str] = mapped_column(String(10), default="zh")
    do_not_contact_since: Mapped[datetime | None]
    """Since when the customer wants no revisit and no survey (R-03); own cases are answered all the same."""

    @property
    def audit_name(self) -> str:
        return f"customer:{self.id}"
