"""What is due to be sent, what was sent, and who has unread notices."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from models.db import db
from models.outbox.tables import Delivery, Means, Notice, OutboxMessage


def is_due(now: datetime) -> ColumnElement[bool]:
    """Waits and may be sent, or was claimed by a sender that died."""
    return or_(
        and_(OutboxMessage.state == Delivery.WAITING, OutboxMessage.not_before <= now),
        and_(OutboxMessage.state == Delivery.SENDING, OutboxMessage.claimed_until < now),
    )


def due_ids(now: datetime, limit: int = 100, *, means: Means = Means.EMAIL) -> Sequence[int]:
    """Messages that may be sent now, the longest waiting first; claims of dead senders included."""
    return db.session.scalars(
        select(OutboxMessage.id)
        .where(OutboxMessage.means == means, is_due(now))
        .order_by(OutboxMessage.not_before, OutboxMessage.id)
        .limit(limit)
    ).all()


def sent_since(address: str, since: datetime, *, besides: Collection[str] = ()) -> Sequence[datetime]:
    """When messages of other kinds than `besides` left for an address from a moment on, oldest first."""
    moments = db.session.scalars(
        select(OutboxMessage.sent_at)
        .where(
            OutboxMessage.to_address == address,
            OutboxMessage.sent_at > since,
            OutboxMessage.kind.not_in(besides),
        )
        .order_by(OutboxMessage.sent_at)
    )
    return [moment for moment in moments if moment is not None]


def thread_of(message: OutboxMessage) -> Sequence[str]:
    """The Message-IDs of the mails that left before about the same row to the same person, oldest first."""
    ids = db.session.scalars(
        select(OutboxMessage.message_id)
        .where(
            OutboxMessage.about == message.about,
            OutboxMessage.to_address == message.to_address,
            OutboxMessage.state == Delivery.SENT,
            OutboxMessage.id != message.id,
        )
        .order_by(OutboxMessage.sent_at, OutboxMessage.id)
    )
    return [message_id for message_id in ids if message_id]


def messages(state: Delivery | None = None, text: str = "") -> Select[OutboxMessage]:
    """Messages for the operators' page, newest first; `text` looks in address, kind and subject row."""
    found = select(OutboxMessage).order_by(OutboxMessage.id.desc())
    if state is not None:
        found = found.where(OutboxMessage.state == state)
    if text:
        found = found.where(
            or_(
                OutboxMessage.to_address.contains(text, autoescape=True),
                OutboxMessage.about.contains(text, autoescape=True),
            )
        )
    return found


def counts() -> dict[Delivery, int]:
    """How many messages stand in each state."""
    rows = db.session.execute(select(OutboxMessage.state, func.count()).group_by(OutboxMessage.state))
    return {state: count for state, count in rows}  # noqa: C416 (rows are typed, dict(rows) is not)


def about(audit_name: str) -> Sequence[OutboxMessage]:
    """All messages about one row, oldest first."""
    return db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.about == audit_name).order_by(OutboxMessage.id)
    ).all()


def notices_of(staff_id: int, limit: int = 50) -> Sequence[Notice]:
    """Someone's notices, newest first."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.staff_id == staff_id)
        .order_by(Notice.at.desc(), Notice.id.desc())
        .limit(limit)
    ).all()


def unread_count(staff_id: int) -> int:
    """How many notices somebody has not read."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Notice)
            .where(Notice.staff_id == staff_id, Notice.read_at.is_(None))
        )
        or 0
    )
