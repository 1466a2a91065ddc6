"""Queueing, claiming and settling messages; giving notice to staff."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, update

from models.db import changed_rows, insert_once
from models.ids import random_code
from models.outbox.rules import CLAIM, MAX_ATTEMPTS, backoff
from models.outbox.tables import Delivery, Means, Notice, OutboxMessage


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
) -> bool:
    """Puts a message into the outbox, in the running transaction. Nothing is sent here.

    `about` is the audit name of the row it concerns. With `dedupe`, a second message of that
    name is not added. Returns whether one was added.
    """
    return insert_once(
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
        message_id=random_code(26).lower(),
    )


def cancel(about: str, *kinds: str) -> int:
    """Takes back what waits about a row (of these kinds, or all); returns how many."""
    waiting = update(OutboxMessage).where(
        OutboxMessage.about == about, OutboxMessage.state == Delivery.WAITING
    )
    if kinds:
        waiting = waiting.where(OutboxMessage.kind.in_(kinds))
    return changed_rows(waiting.values(state=Delivery.CANCELLED))


def claim(message_id: int, *, now: datetime) -> bool:
    """Makes a due message mine: one changed row says so. Commit before sending (R-03)."""
    due = or_(
        and_(OutboxMessage.state == Delivery.WAITING, OutboxMessage.not_before <= now),
        and_(OutboxMessage.state == Delivery.SENDING, OutboxMessage.claimed_until < now),
    )
    mine = changed_rows(
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id, due)
        .values(state=Delivery.SENDING, claimed_until=now + CLAIM, attempts=OutboxMessage.attempts + 1)
        .execution_options(synchronize_session="fetch")
    )
    return mine == 1


def settle_sent(message: OutboxMessage, *, subject: str, text: str, html: str, now: datetime) -> None:
    """Notes that a claimed message left, and with which words."""
    message.state = Delivery.SENT
    message.claimed_until = None
    message.sent_at = now
    message.subject, message.text, message.html = subject, text, html
    message.last_error = ""


def settle_failed(message: OutboxMessage, *, error: str, now: datetime, final: bool = False) -> None:
    """Notes a failed attempt: waits and tries again, or gives up after MAX_ATTEMPTS or when `final`."""
    given_up = final or message.attempts >= MAX_ATTEMPTS
    message.state = Delivery.FAILED if given_up else Delivery.WAITING
    message.claimed_until = None
    message.not_before = now + backoff(message.attempts)
    message.last_error = error[:500]


def retry(message: OutboxMessage, *, now: datetime) -> None:
    """Sends a failed message again, as a person asked for it."""
    if message.state is Delivery.FAILED:
        message.state = Delivery.WAITING
        message.attempts = 0
        message.not_before = now


def notify(
    staff_id: int,
    kind: str,
    *,
    about: str,
    now: datetime,
    facts: dict[str, Any] | None = None,
    dedupe: str | None = None,
) -> bool:
    """Shows a notice under someone's bell; with `dedupe`, once only. Returns whether it is new."""
    return insert_once(
        Notice, staff_id=staff_id, kind=kind, about=about, facts=facts or {}, at=now, dedupe=dedupe
    )


def mark_read(staff_id: int, *, now: datetime, about: str | None = None) -> int:
    """Marks someone's notices (all, or those about one row) as read; returns how many were new."""
    unread = update(Notice).where(Notice.staff_id == staff_id, Notice.read_at.is_(None))
    if about is not None:
        unread = unread.where(Notice.about == about)
    return changed_rows(unread.values(read_at=now))
