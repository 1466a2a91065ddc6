"""What is noted about a mailbox on a server: whose turn it is, what lies where, what was put away."""

from datetime import datetime, timedelta

from sqlalchemy import or_, update

from models.db import changed_rows, db, insert_once
from models.mailbox import queries
from models.mailbox.tables import MailboxAccount, MailboxCopy, MailboxMessage
from models.texts import cleaned

CLAIM = timedelta(minutes=10)
"""A claim older than this is a process that died. It is renewed with each message."""
SOON = timedelta(minutes=5)
"""A server that failed is asked again after this time."""
ERROR_LENGTH = 500


def claim_account(name: str, *, now: datetime, at_once: bool = False) -> MailboxAccount | None:
    """Makes a mailbox mine to ask, if it is due or `at_once`, and nobody else's. Commit before asking."""
    insert_once(MailboxAccount, name=name, next_fetch_at=now, last_error="", created_at=now)
    free = or_(MailboxAccount.claimed_until.is_(None), MailboxAccount.claimed_until < now)
    due = [] if at_once else [MailboxAccount.next_fetch_at <= now]
    mine = changed_rows(
        update(MailboxAccount)
        .where(MailboxAccount.name == name, free, *due)
        .values(claimed_until=now + CLAIM)
        .execution_options(synchronize_session=False)
    )
    return queries.account(name) if mine == 1 else None


def stay(account: MailboxAccount, *, now: datetime) -> None:
    """Renews a claim, so that a long batch is not taken for a dead process."""
    account.claimed_until = now + CLAIM


def settle_account(
    account: MailboxAccount, *, every: timedelta, error: str = "", more: bool = False, now: datetime
) -> None:
    """Ends a claim. The mailbox is due again after `every`, soon after an `error`, at once for `more`."""
    account.claimed_until = None
    account.last_error = cleaned(error)[:ERROR_LENGTH]
    if error:
        account.next_fetch_at = now + min(every, SOON)
    else:
        account.last_fetch_at = now
        account.next_fetch_at = now if more else now + every


def ask_soon(name: str, *, now: datetime) -> None:
    """Makes a mailbox due: the clock asks it within a minute."""
    insert_once(MailboxAccount, name=name, next_fetch_at=now, last_error="", created_at=now)
    db.session.execute(update(MailboxAccount).where(MailboxAccount.name == name).values(next_fetch_at=now))


def numbering(account: MailboxAccount, uidvalidity: int) -> None:
    """Notes which numbering of its messages the server goes by. Under a new one nothing is known there."""
    account.uidvalidity = uidvalidity


def note_copy(account: MailboxAccount, uid: int, message: MailboxMessage) -> None:
    """Notes under which number a message lies on the server."""
    insert_once(
        MailboxCopy,
        account_id=account.id,
        uidvalidity=account.uidvalidity,
        uid=uid,
        message_id=message.id,
    )


def filed(account: MailboxAccount, uid: int, *, now: datetime) -> None:
    """Notes that a message was put away on the server."""
    db.session.execute(
        update(MailboxCopy)
        .where(
            MailboxCopy.account_id == account.id,
            MailboxCopy.uidvalidity == account.uidvalidity,
            MailboxCopy.uid == uid,
        )
        .values(filed_at=now)
    )
