"""Messages that wait, were sent or failed, and notices shown inside the portal."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base, reference, word_of


class Means(StrEnum):
    """How a message leaves the house."""

    EMAIL = "email"
    SMS = "sms"


class Delivery(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
    OVERTAKEN = "overtaken"


class Overtaken(StrEnum):
    """Why a message that waited was not sent any more: what happened to its row before it left."""

    ANSWERED = "answered"
    CLOSED = "closed"
    EXPIRED = "expired"
    NEWER = "newer"
    REOPENED = "reopened"
    REPLIED = "replied"
    SEPARATED = "separated"
    UNWANTED = "unwanted"
    WENT_ON = "went_on"
    WITHDRAWN = "withdrawn"


class OutboxMessage(Base):
    """An intent to tell somebody something. Subject and bodies are made when it is sent.

    `facts` hold what the letter needs beyond the row it is about; `dedupe` makes a second
    attempt to queue the same message fall silent; `message_id` stays the same over retries;
    `overtaken_by` says why one that waited will never be sent.
    """

    __tablename__ = "outbox_message"

    kind: Mapped[str] = mapped_column(String(60))
    means: Mapped[Means] = mapped_column(word_of(Means, "means"), default=Means.EMAIL)
    to_address: Mapped[str] = mapped_column(String(320))
    to_name: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(10))
    about: Mapped[str] = mapped_column(String(80), index=True)
    facts: Mapped[dict[str, Any]]
    dedupe: Mapped[str | None] = mapped_column(String(120), unique=True)

    state: Mapped[Delivery] = mapped_column(word_of(Delivery, "state"), default=Delivery.WAITING)
    not_before: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
    overtaken_by: Mapped[Overtaken | None] = mapped_column(word_of(Overtaken, "overtaken_by"))
    sent_at: Mapped[datetime | None]
    message_id: Mapped[str | None] = mapped_column(String(255), unique=True)
    subject: Mapped[str | None]
    text: Mapped[str | None]
    html: Mapped[str | None]

    __table_args__ = (
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_moment"),
        CheckConstraint("(state = 'sending') = (claimed_until IS NOT NULL)", name="sending_is_claimed"),
        CheckConstraint("(state = 'overtaken') = (overtaken_by IS NOT NULL)", name="overtaken_says_why"),
        Index("ix_outbox_message_due", "state", "not_before"),
        Index("ix_outbox_message_to", "to_address", "sent_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"message:{self.id}"


class Notice(Base):
    """Something a member of staff should know, shown under the bell (X-07)."""

    __tablename__ = "notice"

    staff_id: Mapped[int] = reference("staff", index=False)
    kind: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(String(80))
    facts: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    dedupe: Mapped[str | None] = mapped_column(String(120), unique=True)

    __table_args__ = (Index("ix_notice_staff", "staff_id", "read_at", "at"),)
