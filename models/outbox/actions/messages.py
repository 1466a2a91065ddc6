"""Queueing, claiming and settling messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from models.db import changed_rows, db, inserted_id
from models.errors import WrongState
from models.events.actions import SYSTEM, Actor, record
from models.ids import random_code
from models.outbox.actions.receipts import ERROR_LENGTH, heed_receipts
from models.outbox.queries import is_due
from models.outbox.rules import CLAIM, retry_after
from models.outbox.tables import Delivery, Means, OutboxMessage, Overtaken, Receipt
from models.texts import cleaned


def queue(
    kind: str,
    *,
    to: str,
    language: str,
    about: str,
    now: datetime,
    facts: dict[str, Any] | None = None,
    to_name: str = "",
    dedupe: str | None = None,
    not_before: datetime | None = None,
    means: Means = Means.EMAIL,
) -> int | None:
    """Puts a message into the outbox, in the running transaction. Nothing is sent here.

    `about` is the audit name of the row it concerns. With `dedupe`, a second message of that
    name is not added. Returns the id of the message, None where none was added.
    """
    return inserted_id(
        OutboxMessage,
        kind=kind,
        means=means,
        to_address=to,
        to_name=to_name,
        language=language,
        about=about,
        facts=facts or {},
        dedupe=dedupe,
        state=Delivery.WAITING,
        not_before=not_before or now,
        message_id=_key(),
        created_at=now,
    )


@dataclass(frozen=True)
class Addressed:
    """To whom one of many like messages goes, by what, and about which row."""

    to: str
    to_name: str
    language: str
    about: str
    dedupe: str
    facts: dict[str, Any]
    means: Means = Means.EMAIL


def queue_many(
    kind: str, messages: Sequence[Addressed], *, now: datetime, not_before: datetime | None = None
) -> Sequence[int]:
    """As `queue` for each, in one statement; the ids in their order. None may have been queued before."""
    if not messages:
        return []
    rows = [
        {
            "kind": kind,
            "means": message.means,
            "to_address": message.to,
            "to_name": message.to_name,
            "language": message.language,
            "about": message.about,
            "facts": message.facts,
            "dedupe": message.dedupe,
            "not_before": not_before or now,
            "message_id": _key(),
            "created_at": now,
        }
        for message in messages
    ]
    added = insert(OutboxMessage).returning(OutboxMessage.id, sort_by_parameter_order=True)
    return db.session.scalars(added, rows).all()


def _key() -> str:
    """A name that nobody guesses, for the Message-ID of a mail or the key of an SMS."""
    return random_code(26).lower()


def cancel(about: str, *kinds: str) -> int:
    """Takes back what waits about a row (of these kinds, or all); returns how many."""
    waiting = update(OutboxMessage).where(
        OutboxMessage.about == about, OutboxMessage.state == Delivery.WAITING
    )
    if kinds:
        waiting = waiting.where(OutboxMessage.kind.in_(kinds))
    return changed_rows(waiting.values(state=Delivery.CANCELLED))


def take_back(messages: ColumnElement[bool]) -> int:
    """Takes back those of these messages that still wait; how many. Names are free for what is queued anew.

    For an invitation of a campaign that was paused (S-03). Of those that never leave, as somebody else took
    them back or their reason had gone, the name is free then, too.
    """
    ended = OutboxMessage.state.in_((Delivery.CANCELLED, Delivery.OVERTAKEN))
    db.session.execute(
        update(OutboxMessage)
        .where(messages, ended)
        .values(dedupe=None)
        .execution_options(synchronize_session=False)
    )
    waiting = update(OutboxMessage).where(messages, OutboxMessage.state == Delivery.WAITING)
    values = waiting.values(state=Delivery.CANCELLED, dedupe=None)
    return changed_rows(values.execution_options(synchronize_session=False))


def forget(messages: ColumnElement[bool]) -> int:
    """Removes messages for good, as if they had never been; returns how many.

    For what must not tell later to whom it went: a reminder of an anonymous survey (S-04).
    """
    ids = select(OutboxMessage.id).where(messages)
    receipts = delete(Receipt).where(Receipt.message_id.in_(ids))
    db.session.execute(receipts.execution_options(synchronize_session=False))
    gone = delete(OutboxMessage).where(messages)
    return changed_rows(gone.execution_options(synchronize_session=False))


@dataclass(frozen=True)
class Claim:
    """A message that is mine to send until a moment; `attempts` counts this one."""

    message_id: int
    until: datetime
    attempts: int


def claim(message_id: int, *, now: datetime) -> Claim | None:
    """Makes a due message mine: one changed row says so. Commit before sending (R-03)."""
    mine = changed_rows(
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id, is_due(now))
        .values(state=Delivery.SENDING, claimed_until=now + CLAIM, attempts=OutboxMessage.attempts + 1)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        return None
    attempts = db.session.scalars(select(OutboxMessage.attempts).where(OutboxMessage.id == message_id)).one()
    return Claim(message_id, now + CLAIM, attempts)


def postpone(message_id: int, *, until: datetime, now: datetime) -> bool:
    """Lets a due message that nobody has claimed wait until a moment; no attempt is counted."""
    waits = and_(OutboxMessage.state == Delivery.WAITING, OutboxMessage.not_before <= now)
    postponed = update(OutboxMessage).where(OutboxMessage.id == message_id, waits)
    return changed_rows(postponed.values(not_before=until)) == 1


def overtake(message_id: int, why: Overtaken, *, now: datetime) -> bool:
    """Says that a due message will never be sent, as what it was written for has passed (R-03).

    Records message.overtaken with the reason. False for one that is not due (any more), and for one
    whose sender died over it: that may have left, so nobody can say that it will not.
    """
    waits = and_(OutboxMessage.state == Delivery.WAITING, OutboxMessage.not_before <= now)
    overtaken = (
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id, waits)
        .values(state=Delivery.OVERTAKEN, overtaken_by=why, claimed_until=None)
    )
    if changed_rows(overtaken.execution_options(synchronize_session=False)) != 1:
        return False
    message = db.session.get_one(OutboxMessage, message_id, populate_existing=True)
    record("message.overtaken", message, by=SYSTEM, now=now, why=why)
    return True


def settle_sent(
    mine: Claim,
    *,
    subject: str,
    text: str,
    html: str,
    now: datetime,
    gateway_id: str | None = None,
    parts: int | None = None,
) -> bool:
    """Notes that a claimed message left, and with which words; an SMS under which name of the gateway.

    What the gateway said of it meanwhile holds at once. False when the claim ran out and another sender
    has it: that one settles it.
    """
    settled = _settle(
        mine,
        state=Delivery.SENT,
        sent_at=now,
        subject=subject,
        text=text,
        html=html,
        gateway_id=gateway_id,
        parts=parts,
        last_error="",
    )
    if settled and gateway_id is not None:
        heed_receipts(mine.message_id, now=now)
    return settled


def settle_failed(
    mine: Claim,
    *,
    error: str,
    waits: Sequence[int],
    now: datetime,
    final: bool = False,
    at_least: timedelta | None = None,
) -> bool:
    """Notes a failed attempt of a claimed message.

    It waits for the rulebook's `waits` (minutes after each attempt), or `at_least` so long as the other
    side asked for, and is tried again, or is given up after the last of them, or at once when `final`.
    What a gateway said of it all the same holds at once. False as for `settle_sent`.
    """
    wait = None if final else retry_after(mine.attempts, waits)
    settled = _settle(
        mine,
        state=Delivery.FAILED if wait is None else Delivery.WAITING,
        not_before=now if wait is None else now + max(wait, at_least or wait),
        last_error=cleaned(error)[:ERROR_LENGTH],
    )
    if settled:
        heed_receipts(mine.message_id, now=now)
    return settled


def put_back(mine: Claim) -> bool:
    """Gives a claimed message back as if it had not been tried: no fault of its own kept it."""
    return _settle(mine, state=Delivery.WAITING, attempts=mine.attempts - 1)


def _settle(mine: Claim, **values: Any) -> bool:
    """Changes a message only while the claim still holds."""
    held = and_(
        OutboxMessage.id == mine.message_id,
        OutboxMessage.state == Delivery.SENDING,
        OutboxMessage.claimed_until == mine.until,
    )
    settled = update(OutboxMessage).where(held).values(claimed_until=None, **values)
    return changed_rows(settled.execution_options(synchronize_session=False)) == 1


def retry(message: OutboxMessage, *, by: Actor, now: datetime) -> None:
    """Sends a failed or cancelled message again, as a person asked for it. Records message.retried.

    An SMS gets another key, or the gateway would take it for the one that failed.
    Raises WrongState for a message that waits, is on its way, was sent, or was overtaken.
    """
    before = message.state
    if before not in (Delivery.FAILED, Delivery.CANCELLED):
        raise WrongState("retry", before.value)
    message.state = Delivery.WAITING
    message.attempts = 0
    message.not_before = now
    if message.means is Means.SMS:
        message.message_id, message.gateway_id = _key(), None
        db.session.execute(delete(Receipt).where(Receipt.message_id == message.id))
    db.session.flush()
    record("message.retried", message, by=by, now=now, before=before.value)


def withdraw(message: OutboxMessage, *, by: Actor, now: datetime) -> None:
    """Takes one waiting message back, as a person asked for it. Records message.cancelled.

    Raises WrongState when it does not wait (any more): somebody, or the clock, was quicker.
    """
    waiting = and_(OutboxMessage.id == message.id, OutboxMessage.state == Delivery.WAITING)
    if changed_rows(update(OutboxMessage).where(waiting).values(state=Delivery.CANCELLED)) != 1:
        db.session.refresh(message)
        raise WrongState("cancellation", message.state.value)
    db.session.refresh(message)
    record("message.cancelled", message, by=by, now=now, before=Delivery.WAITING.value)
