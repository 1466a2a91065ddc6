"""Customers as the company knows them; each case keeps the contact it was given with."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, validates

from models.db import Base, reference

SHOWN_DIGITS = 4
"""How much of a telephone number a list shows at its end (models/privacy.py)."""


class Customer(Base):
    """A person or firm that has spoken to us. Phone in E.164, e-mail in lower case."""

    __tablename__ = "customer"

    name: Mapped[str] = mapped_column(String(120), default="", index=True)
    phone: Mapped[str | None] = mapped_column(String(20), index=True)
    phone_end: Mapped[str | None] = mapped_column(String(SHOWN_DIGITS), index=True)
    """The last digits of the telephone number, which lists show and find; follows `phone`."""
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    account: Mapped[str | None] = mapped_column(String(60), index=True)
    region: Mapped[str] = mapped_column(String(80), default="")
    language: Mapped[str] = mapped_column(String(10), default="zh")
    do_not_contact_since: Mapped[datetime | None]
    """Since when the customer wants no revisit and no survey (R-03); own cases are answered all the same."""

    @validates("phone")
    def _keep_end(self, _key: str, phone: str | None) -> str | None:
        self.phone_end = end_of(phone)
        return phone

    @property
    def audit_name(self) -> str:
        return f"customer:{self.id}"


class Forgotten(Base):
    """That a customer asked to be forgotten and was (X-03): who did it, why, and how much it was.

    The customer's row stays without anything in it that tells who it was, as cases hang on it.
    """

    __tablename__ = "forgotten_customer"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), unique=True)
    by_id: Mapped[int] = reference("staff", nullable=False)
    at: Mapped[datetime]
    reason: Mapped[str]
    cases: Mapped[int]
    lessons: Mapped[int]

    __table_args__ = (
        CheckConstraint("reason <> ''", name="says_why"),
        CheckConstraint("cases >= 0 AND lessons >= 0", name="counts"),
    )


def end_of(phone: str | None) -> str | None:
    """The part of a telephone number that `phone_end` keeps."""
    return phone[-SHOWN_DIGITS:] if phone else None
