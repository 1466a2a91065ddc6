"""What becomes of a message after it left: a mail comes back, a gateway tells of an SMS (R-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from models.db import changed_rows, db, insert_once
from models.events.actions import SYSTEM, record
from models.outbox.tables import Delivery, Means, OutboxMessage, Outcome, Receipt
from models.texts import cleaned

ERROR_LENGTH = 500
UNDELIVERED = "the gateway says: "


@dataclass(frozen=True)
class Told:
    """What a gateway says of one SMS, named by the key that we sent it under."""

    key: str
    outcome: Outcome
    at: datetime
    reason: str = ""


def return_to_sender(message: OutboxMessage, *, error: str, now: datetime) -> bool:
    """Notes that a message that left came back: it failed for good. Records message.bounced.

    False for one that is not sent (any more): it was noted before, or is being sent again.
    """
    sent = (OutboxMessage.id == message.id, OutboxMessage.state == Delivery.SENT)
    values = {
        "state": Delivery.FAILED,
        "sent_at": None,
        "delivered_at": None,
        "last_error": cleaned(error)[:ERROR_LENGTH],
    }
    if changed_rows(update(OutboxMessage).where(*sent).values(**values)) != 1:
        return False
    db.session.refresh(message)
    record("message.bounced", message, by=SYSTEM, now=now, letter=message.kind)
    return True


def take_receipts(told: Sequence[Told], *, now: datetime) -> list[OutboxMessage]:
    """Keeps what a gateway says of messages, and lets each follow from all that was said of it.

    Keys that are not ours are passed over. Returns the messages that failed by it, for whoever tells staff.
    Records what `heed_receipts` records.
    """
    keys = {each.key for each in told}
    rows = db.session.execute(
        select(OutboxMessage.message_id, OutboxMessage.id)
        .where(OutboxMessage.message_id.in_(keys), OutboxMessage.means == Means.SMS)
        .order_by(OutboxMessage.id)
    )
    known: dict[str, int] = {key: message_id for key, message_id in rows if key is not None}
    for each in sorted(told, key=lambda each: known.get(each.key, 0)):
        if each.key in known:
            insert_once(
                Receipt,
                message_id=known[each.key],
                outcome=each.outcome,
                at=min(each.at, now),
                reason=each.reason,
                created_at=now,
            )
    heeded = [heed_receipts(message_id, now=now) for message_id in known.values()]
    return [message for message in heeded if message is not None]


def heed_receipts(message_id: int, *, now: datetime) -> OutboxMessage | None:
    """Lets an SMS follow from all that was said of it, in whatever order; returns it where it failed by that.

    One that arrived has arrived, whatever else is said, and though its sender heard no answer: it is
    never sent again. One that failed after it left has come back. One that is being sent right now is left
    to its sender. Records message.delivered or message.bounced.
    """
    said = {
        receipt.outcome: receipt
        for receipt in db.session.scalars(select(Receipt).where(Receipt.message_id == message_id))
    }
    if not said:
        return None
    message = db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.id == message_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    tried = message.state in (Delivery.SENT, Delivery.FAILED) or (
        message.state is Delivery.WAITING and message.attempts > 0
    )
    arrived = said.get(Outcome.DELIVERED)
    if not tried or (arrived is not None and message.delivered_at is not None):
        return None
    if arrived is not None:
        message.state, message.last_error = Delivery.SENT, ""
        message.sent_at = message.sent_at or arrived.at
        message.delivered_at = max(arrived.at, message.sent_at)
        db.session.flush()
        record("message.delivered", message, by=SYSTEM, now=now, letter=message.kind)
        return None
    error = UNDELIVERED + (said[Outcome.FAILED].reason or "not delivered")
    if message.state is Delivery.WAITING:
        message.state, message.last_error = Delivery.FAILED, error
        db.session.flush()
        record("message.bounced", message, by=SYSTEM, now=now, letter=message.kind)
        return message
    return message if return_to_sender(message, error=error, now=now) else None
