"""Which of the messages on a server are ours already."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from models.db import db
from models.mailbox.tables import MailboxAccount, MailboxCopy

CHUNK = 500


def copies(account: MailboxAccount, uids: Collection[int]) -> dict[int, int]:
    """The message behind each of these numbers on the server, as far as we have them."""
    found: dict[int, int] = {}
    wanted = sorted(uids)
    for start in range(0, len(wanted), CHUNK):
        rows = db.session.execute(
            select(MailboxCopy.uid, MailboxCopy.message_id).where(
                MailboxCopy.account_id == account.id,
                MailboxCopy.uidvalidity == account.uidvalidity,
                MailboxCopy.uid.in_(wanted[start : start + CHUNK]),
            )
        )
        found |= {row.uid: row.message_id for row in rows}
    return found


def unfiled(account: MailboxAccount) -> Sequence[MailboxCopy]:
    """Those that were not put away on the server, by the numbering that holds."""
    return db.session.scalars(
        select(MailboxCopy).where(
            MailboxCopy.account_id == account.id,
            MailboxCopy.uidvalidity == account.uidvalidity,
            MailboxCopy.filed_at.is_(None),
        )
    ).all()
