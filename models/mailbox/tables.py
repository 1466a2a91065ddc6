"""Mailboxes that are asked, messages as they came, what became of each, and where they lay on the server."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ColumnElement, Index, String, and_, literal_column, or_
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.tables import Case
from models.db import Base, one_of, reference, word_of
from models.files.tables import StoredFile
from models.mailbox.words import Fate, Reason
from models.people.tables import Staff

OF_CASE = "case_id IS NOT NULL"
"""An index of all would draw SQLite to it for those that belong to none, and they are many."""
TO_EXPIRE = "case_id IS NULL AND expired_at IS NULL"


class MailboxAccount(Base):
    """A folder on a mail server that is asked for new messages.

    `name` is user, host and folder, without the password. `uidvalidity` is the server's word for
    which numbering of its messages holds. Whoever asks it has it until `claimed_until`.
    """

    __tablename__ = "mailbox_account"

    name: Mapped[str] = mapped_column(String(320), unique=True)
    uidvalidity: Mapped[int | None] = mapped_column(BigInteger)
    next_fetch_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    last_fetch_at: Mapped[datetime | None]
    """When the server last answered to the end."""
    last_error: Mapped[str] = mapped_column(default="")

    @property
    def audit_name(self) -> str:
        return f"mailbox:{self.id}"


class MailboxMessage(Base):
    """A message as it came (V-04): its bytes in the store under `file`, what it says, what became of it.

    The bytes go when its customer is forgotten, and when the time of one that became no case is over
    (`expired_at`), with all it said (X-03); then there is no `file`. `digest` is the SHA-256 of
    its bytes: the same bytes are the same message. Nothing is read from it before it is stored; what was
    read is written down when its fate is.
    """

    __tablename__ = "mailbox_message"

    digest: Mapped[str] = mapped_column(String(64), unique=True)
    file_id: Mapped[int | None] = reference("stored_file")
    cut: Mapped[bool] = mapped_column(default=False)
    """Whether only its beginning was fetched, because it is too large."""
    arrived_at: Mapped[datetime]
    """When it came into the mailbox."""

    fate: Mapped[Fate] = mapped_column(word_of(Fate, "fate"), default=Fate.WAITING)
    reason: Mapped[Reason | None] = mapped_column(word_of(Reason, "reason"))
    processed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")

    message_id: Mapped[str | None] = mapped_column(String(255), index=True)
    sender: Mapped[str] = mapped_column(String(254), default="")
    sender_name: Mapped[str] = mapped_column(String(120), default="")
    subject: Mapped[str] = mapped_column(String(300), default="")
    written_at: Mapped[datetime | None]
    words: Mapped[str] = mapped_column(default="")
    quoted: Mapped[str] = mapped_column(default="")
    attachments: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Under "all" a list of name, media_type, size, and file (the kept one's id) or why it was not kept."""
    mentions: Mapped[str] = mapped_column(String(24), default="")
    """The number of a case that it names or answers, and does not belong to."""

    case_id: Mapped[int | None] = reference("case", index=False)
    contact_id: Mapped[int | None] = reference("case_contact")
    outbox_id: Mapped[int | None] = reference("outbox_message")
    """The letter of ours that bounced."""
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = reference("staff")
    expired_at: Mapped[datetime | None]

    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    case: Mapped[Case | None] = relationship(lazy="raise_on_sql")
    checked_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("(fate = 'waiting') = (processed_at IS NULL)", name="processed_has_moment"),
        CheckConstraint("file_id IS NOT NULL OR processed_at IS NOT NULL", name="read_before_it_goes"),
        CheckConstraint("fate <> 'case' OR case_id IS NOT NULL", name="case_is_named"),
        CheckConstraint(
            "fate <> 'words' OR (case_id IS NOT NULL AND contact_id IS NOT NULL)", name="words_are_named"
        ),
        CheckConstraint("fate <> 'ignored' OR reason IS NOT NULL", name="ignored_says_why"),
        CheckConstraint("(checked_at IS NULL) = (checked_by_id IS NULL)", name="checked_by_somebody"),
        CheckConstraint(
            f"checked_at IS NULL OR NOT {one_of('fate', Fate.WAITING, Fate.CASE, Fate.WORDS)}",
            name="checked_became_no_case",
        ),
        CheckConstraint(
            "expired_at IS NULL OR (case_id IS NULL AND file_id IS NULL AND sender = '' AND words = '')",
            name="expired_says_nothing",
        ),
        Index("ix_mailbox_message_fate", "fate", "id"),
        Index("ix_mailbox_message_sender", "sender", "arrived_at"),
        Index(
            "ix_mailbox_message_case_id",
            "case_id",
            sqlite_where=sql(OF_CASE),
            postgresql_where=sql(OF_CASE),
        ),
        Index(
            "ix_mailbox_message_to_expire",
            "arrived_at",
            sqlite_where=sql(TO_EXPIRE),
            postgresql_where=sql(TO_EXPIRE),
        ),
    )

    def become(self, fate: Fate, *, at: datetime, reason: Reason | None = None) -> None:
        """The one door: it was looked into and is that. What it belongs to is set before."""
        self.fate, self.reason, self.processed_at, self.last_error = fate, reason, at, ""

    def set_aside(self, reason: Reason, *, at: datetime, mentions: str = "") -> None:
        """It becomes no case, for that reason; `mentions` is the case that it has to do with."""
        self.mentions = mentions
        self.become(Fate.IGNORED, at=at, reason=reason)

    @property
    def audit_name(self) -> str:
        """How the trail calls it: by its row, never by its sender or subject (X-02)."""
        return f"mail:{self.id}"


class MailboxReference(Base):
    """An earlier message that a message answers, by its Message-ID: how threads hold together."""

    __tablename__ = "mailbox_reference"

    message_id: Mapped[int] = reference("mailbox_message", index=False)
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(255), index=True)

    __table_args__ = (Index("uq_mailbox_reference_place", "message_id", "place", unique=True),)


class MailboxCopy(Base):
    """Where a message lay on the server, and whether it was put away there once it was ours.

    A number means something only together with `uidvalidity`. One message may lie there twice.
    """

    __tablename__ = "mailbox_copy"

    account_id: Mapped[int] = reference("mailbox_account", index=False)
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    message_id: Mapped[int] = reference("mailbox_message")
    filed_at: Mapped[datetime | None]

    __table_args__ = (Index("uq_mailbox_copy_uid", "account_id", "uidvalidity", "uid", unique=True),)


WORTH_A_LOOK = (Reason.LOOP, Reason.TOO_MANY, Reason.EMPTY, Reason.TO_STAFF)
"""Set aside for these reasons, it may be a customer's voice all the same."""


def _plain(word: Fate | Reason) -> ColumnElement[str]:
    """The word as it stands in the index: a value that is bound later would not be known to be the same."""
    return literal_column(f"'{word}'")


TO_CHECK = and_(
    MailboxMessage.checked_at.is_(None),
    MailboxMessage.case_id.is_(None),
    or_(
        MailboxMessage.fate == _plain(Fate.FAILED),
        MailboxMessage.fate == _plain(Fate.AUTO_REPLY),
        and_(
            MailboxMessage.fate == _plain(Fate.IGNORED),
            MailboxMessage.reason.in_([_plain(reason) for reason in WORTH_A_LOOK]),
        ),
        and_(MailboxMessage.fate == _plain(Fate.BOUNCE), MailboxMessage.outbox_id.is_(None)),
    ),
)
"""Became no case, may be a customer's voice all the same, and nobody has looked at it."""

Index(
    "ix_mailbox_message_to_check",
    MailboxMessage.case_id,
    MailboxMessage.id,
    sqlite_where=TO_CHECK,
    postgresql_where=TO_CHECK,
)
