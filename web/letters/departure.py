"""What people in the house are told of a letter's way: when it leaves, when it left, or why it never will."""

from collections.abc import Collection
from datetime import datetime, timedelta

from models.clock import local
from models.outbox.queries import departures
from models.outbox.tables import Delivery, OutboxMessage
from models.rulebook.queries import rules_at
from web.language import _
from web.language.filters import when
from web.words import word

AT_ONCE = timedelta(minutes=5)
"""A letter that leaves within it left with the step that wrote it: nothing needs to be said."""


def ways(messages: Collection[OutboxMessage], now: datetime) -> dict[int, str]:
    """A sentence on each message whose way is worth one, by id; none on one that left as it was written."""
    leaving = departures(messages, rules_at(now), now)
    sentences = {message.id: _way(message, leaving.get(message.id), now) for message in messages}
    return {message_id: sentence for message_id, sentence in sentences.items() if sentence}


def _way(message: OutboxMessage, leaves: datetime | None, now: datetime) -> str:
    match message.state:
        case Delivery.WAITING | Delivery.SENDING:
            return _leaves(leaves or now, now)
        case Delivery.SENT:
            sent = message.sent_at or message.created_at
            return _left(sent, now) if sent - message.created_at > AT_ONCE else ""
        case Delivery.FAILED:
            return _("The mail could not be delivered.")
        case Delivery.CANCELLED:
            return _("The mail was taken back before it left.")
        case Delivery.OVERTAKEN:
            return _("The mail was not sent: %(why)s.", why=word(message.overtaken_by))


def _leaves(at: datetime, now: datetime) -> str:
    if at <= now:
        return _("The mail leaves in a moment.")
    match (local(at).date() - local(now).date()).days:
        case 0:
            return _("The mail leaves today at %(time)s.", time=f"{local(at):%H:%M}")
        case 1:
            return _("The mail leaves tomorrow at %(time)s.", time=f"{local(at):%H:%M}")
        case _:
            return _("The mail leaves on %(when)s.", when=when(at))


def _left(at: datetime, now: datetime) -> str:
    if local(at).date() == local(now).date():
        return _("The mail left today at %(time)s.", time=f"{local(at):%H:%M}")
    return _("The mail left on %(when)s.", when=when(at))
