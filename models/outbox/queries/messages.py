"""What is due to be sent, and what was sent."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import defer

from models.db import db
from models.outbox.rules import DAY, NOTICES, leaves_at, uncounted
from models.outbox.tables import Delivery, Means, OutboxMessage
from models.rulebook.document import Rules

UNDER_WAY = (Delivery.WAITING, Delivery.SENDING)
LEAVES = (*UNDER_WAY, Delivery.SENT)
"""The states of a message that reaches its reader, or has."""


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


def departures(messages: Collection[OutboxMessage], rules: Rules, now: datetime) -> dict[int, datetime]:
    """When each of these messages leaves, of those that still wait, by id; a fixed number of queries.

    What waits for the same address and is due sooner leaves first and counts towards the limit (R-03).
    """
    wanted = {message.id: message for message in messages if message.state in UNDER_WAY}
    if not wanted:
        return {}
    addresses = {message.to_address for message in wanted.values()}
    rows = db.session.execute(
        select(OutboxMessage.id, OutboxMessage.to_address, OutboxMessage.kind, OutboxMessage.not_before)
        .add_columns(OutboxMessage.sent_at)
        .where(
            OutboxMessage.to_address.in_(addresses),
            or_(OutboxMessage.sent_at > now - DAY, OutboxMessage.state.in_(UNDER_WAY)),
        )
        .order_by(OutboxMessage.sent_at.is_(None), OutboxMessage.sent_at)
        .order_by(OutboxMessage.not_before, OutboxMessage.id)
    ).all()
    left: dict[str, list[datetime]] = {address: [] for address in addresses}
    found = {}
    for row in rows:
        before = left[row.to_address]
        at = row.sent_at or leaves_at(row.kind, rules, now, sent=before, not_before=row.not_before)
        if row.kind not in uncounted(rules):
            before.append(at)
            before.sort()
        if row.id in wanted:
            found[row.id] = at
    return found


def thread_of(message: OutboxMessage) -> Sequence[str]:
    """The Message-IDs of the mails that left before about the same row to the same person, oldest first.

    None for a mail to staff: each tells of other matters.
    """
    if message.kind == NOTICES:
        return []
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


def followed(message: OutboxMessage, kinds: Collection[str]) -> bool:
    """Whether a later message of one of these kinds about the same row left or will leave."""
    later = (
        select(OutboxMessage.id)
        .where(
            OutboxMessage.about == message.about,
            OutboxMessage.kind.in_(kinds),
            OutboxMessage.id > message.id,
            OutboxMessage.state.in_(LEAVES),
        )
        .limit(1)
    )
    return db.session.scalar(later) is not None


def listing(
    state: Delivery | None = None,
    text: str = "",
    *,
    means: Means | None = None,
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
    if means is not None:
        found = found.where(OutboxMessage.means == means)
    if text:
        to, wanted = OutboxMessage.to_address, text.lower()
        number = f"+86{wanted}"  # as people in China type it
        address = to.contains(wanted, autoescape=True) if parts_of_addresses else to.in_([wanted, number])
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


def counts(means: Means | None = None) -> dict[Delivery, int]:
    """How many messages stand in each state: all, or those by one means."""
    found = select(OutboxMessage.state, func.count()).group_by(OutboxMessage.state)
    rows = db.session.execute(found if means is None else found.where(OutboxMessage.means == means))
    return {state: count for state, count in rows}  # noqa: C416 (rows are typed, dict(rows) is not)


def about(audit_name: str, *, since: datetime | None = None) -> Sequence[OutboxMessage]:
    """The messages about one row, oldest first: all, or those written since a moment."""
    found = select(OutboxMessage).where(OutboxMessage.about == audit_name).order_by(OutboxMessage.id)
    if since is not None:
        found = found.where(OutboxMessage.created_at >= since)
    return db.session.scalars(found).all()
