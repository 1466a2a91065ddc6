"""Messages that wait, were sent or failed, what gateways say of them, and notices shown inside the portal."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base, reference, word_of
from models.rulebook.words import Means as Means  # where messages are looked for

FLEETING = "fleeting"
"""The fact by which a message says that nothing of it is kept."""


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
    DONE = "done"
    EXPIRED = "expired"
    LEFT = "left"
    NEWER = "newer"
    PAUSED = "paused"
    POSTPONED = "postponed"
    READ = "read"
    REOPENED = "reopened"
    REPLIED = "replied"
    SEPARATED = "separated"
    UNWANTED = "unwanted"
    WENT_ON = "went_on"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What a gateway says of an SMS that it took."""

    DELIVERED = "delivered"
    FAILED = "failed"


class Topic(StrEnum):
    """What a notice is about: by these staff choose what comes by mail too (T-02, H-04)."""

    ALERT = "alert"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    TASK = "task"
    DECISION = "decision"
    CUSTOMER = "customer"
    NEW = "new"
    NEWS = "news"


class OutboxMessage(Base):
    """An intent to tell somebody something. Subject and bodies are made when it is sent.

    `facts` hold what the letter needs beyond the row it is about; `dedupe` makes a second
    attempt to queue the same message fall silent; `message_id` stays the same over retries;
    `overtaken_by` says why one that waited will never be sent. Of an SMS `message_id` is the key by which
    the gateway knows a second attempt, `gateway_id` the gateway's own name for it, `parts` how many it left
    in; `delivered_at` is when it reached the telephone, as far as the gateway says so (R-03). One that is
    `fleeting` is removed as soon as it has left, or never will: that it was written would tell too much.
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
    delivered_at: Mapped[datetime | None]
    gateway_id: Mapped[str | None] = mapped_column(String(120))
    parts: Mapped[int | None]
    message_id: Mapped[str | None] = mapped_column(String(255), unique=True)
    subject: Mapped[str | None]
    text: Mapped[str | None]
    html: Mapped[str | None]

    __table_args__ = (
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_moment"),
        CheckConstraint("(state = 'sending') = (claimed_until IS NOT NULL)", name="sending_is_claimed"),
        CheckConstraint("(state = 'overtaken') = (overtaken_by IS NOT NULL)", name="overtaken_says_why"),
        CheckConstraint("delivered_at IS NULL OR state = 'sent'", name="delivered_was_sent"),
        Index("ix_outbox_message_due", "state", "not_before"),
        Index("ix_outbox_message_to", "to_address", "sent_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"message:{self.id}"

    @property
    def fleeting(self) -> bool:
        """Whether nothing of it is kept once it has left (S-04)."""
        return bool(self.facts.get(FLEETING))


class Receipt(Base):
    """What the gateway said of an SMS that left (R-03). Said twice, late, or the other way round, it is
    the same: the message follows from all receipts together, and one that arrived has arrived.

    `at` is the gateway's moment, `reason` its word for why not.
    """

    __tablename__ = "sms_receipt"

    message_id: Mapped[int] = reference("outbox_message", index=False)
    outcome: Mapped[Outcome] = mapped_column(word_of(Outcome, "outcome"))
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(60), default="")

    __table_args__ = (UniqueConstraint("message_id", "outcome"),)


class Outlet(Base):
    """A means by which messages can leave this installation, as whoever delivers them knows it (R-02).

    Noted by the job that delivers, so that the rest of the house need not know the configuration.
    `countries` are the calling codes that a gateway serves; until `rests_until` it wants no message.
    """

    __tablename__ = "outlet"

    means: Mapped[Means] = mapped_column(word_of(Means, "means"), unique=True)
    open: Mapped[bool]
    countries: Mapped[list[str]]
    rests_until: Mapped[datetime | None]


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

    __table_args__ = (
        Index("ix_notice_staff", "staff_id", "read_at", "at"),
        Index("ix_notice_about", "about"),
    )


class NoticeMail(Base):
    """That a notice goes by mail too: from when on, then by which message of the outbox (H-04).

    The job asks for rows with `leaves_at` and nothing else. One that has neither any more is not mailed:
    its reader left, or has no address.
    """

    __tablename__ = "notice_mail"

    notice_id: Mapped[int] = reference("notice", index=False)
    leaves_at: Mapped[datetime | None]
    message_id: Mapped[int | None] = reference("outbox_message")

    __table_args__ = (
        CheckConstraint("leaves_at IS NULL OR message_id IS NULL", name="waits_or_is_carried"),
        UniqueConstraint("notice_id"),
        Index("ix_notice_mail_leaves", "leaves_at"),
    )


class MailChoice(Base):
    """What somebody chose about one topic: whether its notices come by mail. Without a row, the default."""

    __tablename__ = "mail_choice"

    staff_id: Mapped[int] = reference("staff", index=False)
    topic: Mapped[Topic] = mapped_column(word_of(Topic, "topic"))
    wanted: Mapped[bool]

    __table_args__ = (UniqueConstraint("staff_id", "topic"),)
