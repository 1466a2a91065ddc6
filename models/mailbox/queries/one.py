"""Single messages, what waits to be looked into, and the mails of a case."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.cases.tables import Case
from models.db import db
from models.mailbox.rules.digest import digest_of
from models.mailbox.tables import MailboxAccount, MailboxMessage
from models.mailbox.words import Fate

MOST_ATTEMPTS = 5
"""So often a message is tried that makes us fail; then a person is told."""


def account(name: str) -> MailboxAccount | None:
    """The mailbox of this name, if it was ever asked."""
    return db.session.scalars(select(MailboxAccount).where(MailboxAccount.name == name)).one_or_none()


def with_content(content: bytes) -> MailboxMessage | None:
    """The message with exactly these bytes."""
    digest = digest_of(content)
    return db.session.scalars(select(MailboxMessage).where(MailboxMessage.digest == digest)).one_or_none()


def find(message_id: int) -> MailboxMessage | None:
    """One message, with its case and the file of its bytes."""
    return db.session.scalars(
        select(MailboxMessage)
        .where(MailboxMessage.id == message_id)
        .options(
            joinedload(MailboxMessage.case),
            joinedload(MailboxMessage.file),
            joinedload(MailboxMessage.checked_by),
        )
    ).one_or_none()


def unprocessed(limit: int = 200) -> Sequence[int]:
    """Messages that were kept and not looked into, oldest first: what a crash left behind."""
    return db.session.scalars(
        select(MailboxMessage.id)
        .where(MailboxMessage.fate == Fate.WAITING)
        .order_by(MailboxMessage.attempts, MailboxMessage.id)
        .limit(limit)
    ).all()


def mails_of(case: Case) -> Sequence[MailboxMessage]:
    """The mails that belong to a case, oldest first."""
    return db.session.scalars(
        select(MailboxMessage).where(MailboxMessage.case_id == case.id).order_by(MailboxMessage.id)
    ).all()


def heard_names(about: str) -> Sequence[str]:
    """The Message-IDs of a case's mails, oldest first, by the case's audit name: what our letters answer."""
    area, _colon, number = about.partition(":")
    if area != "case":
        return []
    found = db.session.scalars(
        select(MailboxMessage.message_id)
        .join(Case, Case.id == MailboxMessage.case_id)
        .where(Case.number == number, MailboxMessage.fate.in_((Fate.CASE, Fate.WORDS)))
        .order_by(MailboxMessage.id)
    )
    return [name for name in found if name]
