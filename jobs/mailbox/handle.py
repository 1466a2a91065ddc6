"""Taking one message in, by the clock or a shell: kept and committed, then looked into and committed."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jobs.job import claim, describe, write
from models.db import db
from models.mailbox import queries
from models.mailbox.actions import Office, note_failure, process, read, take_in
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate

Noted = Callable[[MailboxMessage], None]


def keep(
    content: bytes,
    *,
    arrived_at: datetime,
    cut: bool = False,
    office: Office,
    noting: Noted | None = None,
    now: datetime,
) -> int:
    """Keeps a message and commits; returns its id. `noting` writes what belongs to the same transaction."""

    def kept() -> int:
        message = take_in(content, arrived_at=arrived_at, store=office.store, cut=cut, now=now)
        if noting is not None:
            noting(message)
        return message.id

    try:
        return write(kept)
    except IntegrityError:
        db.session.rollback()  # another process kept it at the same moment
        return write(kept)


def settle(message_id: int, *, office: Office, now: datetime) -> Fate:
    """Looks into a kept message, unless that was done, and commits. Returns what became of it.

    It is read outside of the transaction: on SQLite a large one would keep all others from writing.
    Raises what goes wrong, after counting it as a failed attempt.
    """
    message = queries.find(message_id)
    if message is None:
        raise LookupError(f"there is no message {message_id}")
    if message.fate is not Fate.WAITING:
        return message.fate
    try:
        found = read(message, office=office)

        def settled() -> Fate:
            mine = claim(MailboxMessage, message_id, MailboxMessage.fate == Fate.WAITING)
            return process(mine, found, office=office, now=now).fate if mine else Fate.WAITING

        return write(settled)
    except Exception as problem:
        db.session.rollback()
        error = describe(problem)
        write(lambda: note_failure(db.session.get_one(MailboxMessage, message_id), error, now=now))
        raise
