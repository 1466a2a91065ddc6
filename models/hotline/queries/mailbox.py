"""What is known of the supervision mailbox."""

from sqlalchemy import select

from models.db import db
from models.hotline.tables import HotlineMailbox


def sealed_mark(name: str) -> bytes | None:
    """The mark of the mail that was sealed and may not be deleted yet; None where there is none."""
    return db.session.scalar(select(HotlineMailbox.sealed).where(HotlineMailbox.name == name))
