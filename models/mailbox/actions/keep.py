"""A message is kept as it came, before anybody looks into it (V-04)."""

from datetime import datetime
from io import BytesIO

from models.db import db
from models.errors import Invalid
from models.events.actions import SYSTEM, record
from models.files.actions import keep_as_it_is
from models.files.storage import Store
from models.mailbox.queries import with_content
from models.mailbox.rules.digest import digest_of
from models.mailbox.tables import MailboxMessage

MEDIA_TYPE = "message/rfc822"


def take_in(
    content: bytes, *, arrived_at: datetime, store: Store, cut: bool = False, now: datetime
) -> MailboxMessage:
    """Keeps a message; the same bytes again are the row that is there. Nothing is read from it.

    `cut` says that these are only its first bytes. Adds a StoredFile and a MailboxMessage that
    waits, and records mail.kept. Raises Invalid("content", "empty") for no bytes at all.
    """
    if not content:
        raise Invalid("content", "empty")
    known = with_content(content)
    if known is not None:
        return known
    file = keep_as_it_is(
        BytesIO(content), "message.eml", MEDIA_TYPE, store=store, most=len(content), by=SYSTEM, now=now
    )
    message = MailboxMessage(
        digest=digest_of(content), file_id=file.id, cut=cut, arrived_at=min(arrived_at, now), created_at=now
    )
    db.session.add(message)
    db.session.flush()
    record("mail.kept", message, by=SYSTEM, now=now, file=file.id, cut=cut)
    return message
