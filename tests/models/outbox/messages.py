"""Messages for tests."""

from datetime import datetime

from sqlalchemy import delete, select

from models.db import db
from models.outbox.actions import queue
from models.outbox.tables import Notice, NoticeMail, OutboxMessage


def queued(
    kind: str = "progress", *, to: str = "li.lei@example.com", now: datetime, **more: object
) -> OutboxMessage:
    """A message that waits, as a row of the running session."""
    details = {"language": "zh", "about": "case:HY-20261123-0001"} | more
    assert queue(kind, to=to, now=now, **details)  # type: ignore[arg-type]
    return db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(1)).one()


def forget_notices() -> None:
    """Nobody was told anything so far."""
    db.session.execute(delete(NoticeMail))
    db.session.execute(delete(Notice))
