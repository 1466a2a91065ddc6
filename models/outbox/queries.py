"""What is due to be sent, what was sent, and who has unread notices."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import defer

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


def named(message_ids: Collection[str]) -> Sequence[OutboxMessage]:
    """The messages with these names, which only whoever got one knows; the latest first."""
    return db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.message_id.in_(message_ids))
        .order_by(OutboxMessage.id.desc())
    ).all()


def queued_since(kind: str, address: str, since: datetime) -> int:
    """How many messages of a kind were made for an address from a moment on, sent or not."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(OutboxMessage)
            .where(
                OutboxMessage.to_address == address,
                OutboxMessage.kind == kind,
                OutboxMessage.created_at > since,
            )
        )
        or 0
    )


def listing(
    state: Delivery | None = None,
    text: str = "",
    *,
    parts_of_addresses: bool = False,
    page: int = 1,
    size: int = 50,
) -> tuple[Sequence[OutboxMessage], int]:
    """A page of messages, newest first, without their words; and how many there are in all.

    `text` looks in subject row and address; for part of an address only with `parts_of_addresses`, as
    searching for one sign more, and one more, would tell all of it to who sees it masked (X-03). Pages
    count from 1; beyond the last one is the last.
    """
    found = select(OutboxMessage)
    if state is not None:
        found = found.where(OutboxMessage.state == state)
    if text:
        to, wanted = OutboxMessage.to_address, text.lower()
        address = to.contains(wanted, autoescape=True) if parts_of_addresses else to == wanted
        found = found.where(or_(address, OutboxMessage.about.icontains(text, autoescape=True)))
    total = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    last = max(1, -(-total // size))
    rows = db.session.scalars(
        found.options(defer(OutboxMessage.text), defer(OutboxMessage.html))
        .order_by(OutboxMessage.id.desc())
        .limit(size)
        .offset((min(page, last) - 1) * size)
    ).all()
    return rows, total


def failed_ids() -> Sequence[int]:
    """Messages that were given up, oldest first."""
    return db.session.scalars(
        select(OutboxMessage.id).where(OutboxMessage.state == Delivery.FAILED).order_by(OutboxMessage.id)
    ).all()


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


def notice_of(staff_id: int, notice_id: int) -> Notice | None:
    """A notice by its number, if it is this person's."""
    return db.session.scalars(
        select(Notice).where(Notice.id == notice_id, Notice.staff_id == staff_id)
    ).one_or_none()


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
