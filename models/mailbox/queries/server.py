"""Which of the messages on a server are ours already."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from models.db import db
from models.mailbox.tables import MailboxAccount, MailboxCopy

CHUNK = 500


@dataclass(frozen=True)
class Copy:
    """A message on the server that is ours already; `filed` where it was put away as far as possible."""

    message_id: int
    filed: bool


def copies(account: MailboxAccount, uids: Collection[int]) -> dict[int, Copy]:
    """What is behind each of these numbers on the server, as far as it is ours."""
    found: dict[int, Copy] = {}
    wanted = sorted(uids)
    for start in range(0, len(wanted), CHUNK):
        rows = db.session.execute(
            select(MailboxCopy.uid, MailboxCopy.message_id, MailboxCopy.filed_at).where(
                MailboxCopy.account_id == account.id,
                MailboxCopy.uidvalidity == account.uidvalidity,
                MailboxCopy.uid.in_(wanted[start : start + CHUNK]),
            )
        )
        found |= {row.uid: Copy(row.message_id, row.filed_at is not None) for row in rows}
    return found
