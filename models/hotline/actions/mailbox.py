"""Whose turn it is at the supervision mailbox, and which mail is sealed and not yet deleted there (W-01)."""

from datetime import datetime, timedelta

from sqlalchemy import Update, or_, update

from models.clock import today_only
from models.db import changed_rows, db, insert_once
from models.hotline.tables import HotlineMailbox
from models.ids import random_key

CLAIM = timedelta(minutes=10)
"""A claim older than this is a process that died. It is renewed with each mail."""


def claim_mailbox(name: str, *, now: datetime) -> bool:
    """Makes the mailbox mine to empty, unless somebody else is at it. Commit before asking the server."""
    today = today_only()
    insert_once(HotlineMailbox, id=random_key(), name=name, created_at=today, changed_at=today)
    free = or_(HotlineMailbox.claimed_until.is_(None), HotlineMailbox.claimed_until < now)
    return changed_rows(_row(name).where(free).values(claimed_until=now + CLAIM)) == 1


def stay_at_mailbox(name: str, *, now: datetime) -> None:
    """Renews a claim, so that many mails are not taken for a dead process."""
    db.session.execute(_row(name).values(claimed_until=now + CLAIM))


def release_mailbox(name: str) -> None:
    """Lets others empty it."""
    db.session.execute(_row(name).values(claimed_until=None))


def remember_sealed(name: str, mark: bytes | None) -> None:
    """Keeps the mark of the mail that this transaction seals; None once it is deleted on the server."""
    db.session.execute(_row(name).values(sealed=mark))


def _row(name: str) -> Update:
    return (
        update(HotlineMailbox).where(HotlineMailbox.name == name).execution_options(synchronize_session=False)
    )
