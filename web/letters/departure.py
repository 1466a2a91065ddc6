"""What people in the house are told of a letter's way: when it leaves, when it left, or why it never will."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel.speaklater import LazyString

from models.clock import local
from models.outbox.queries import departures
from models.outbox.tables import Delivery, Means, OutboxMessage
from models.rulebook.queries import rules_at
from web.language import lazy
from web.language.filters import in_full, when
from web.words import word

AT_ONCE = timedelta(minutes=5)
"""A letter that leaves within it left with the step that wrote it: nothing needs to be said."""


def ways(messages: Collection[OutboxMessage], now: datetime) -> dict[int, str]:
    """A sentence on each message whose way is worth one, by id; none on one that left as it was written."""
    leaving = departures(messages, rules_at(now), now)
    sentences = {message.id: _way(message, leaving.get(message.id), now) for message in messages}
    return {message_id: sentence for message_id, sentence in sentences.items() if sentence}


@dataclass(frozen=True)
class _Sentences:
    """What is said of a means, stage by stage."""

    at_once: LazyString
    today: LazyString
    tomorrow: LazyString
    later: LazyString
    left_today: LazyString
    left: LazyString
    failed: LazyString
    taken_back: LazyString
    overtaken: LazyString


SENTENCES = {
    Means.EMAIL: _Sentences(
        at_once=lazy("The mail leaves in a moment."),
        today=lazy("The mail leaves today at %(time)s."),
        tomorrow=lazy("The mail leaves tomorrow at %(time)s."),
        later=lazy("The mail leaves on %(when)s."),
        left_today=lazy("The mail left today at %(time)s."),
        left=lazy("The mail left on %(when)s."),
        failed=lazy("The mail could not be delivered."),
        taken_back=lazy("The mail was taken back before it left."),
        overtaken=lazy("The mail was not sent: %(why)s."),
    ),
    Means.SMS: _Sentences(
        at_once=lazy("The text message leaves in a moment."),
        today=lazy("The text message leaves today at %(time)s."),
        tomorrow=lazy("The text message leaves tomorrow at %(time)s."),
        later=lazy("The text message leaves on %(when)s."),
        left_today=lazy("The text message left today at %(time)s."),
        left=lazy("The text message left on %(when)s."),
        failed=lazy("The text message could not be delivered."),
        taken_back=lazy("The text message was taken back before it left."),
        overtaken=lazy("The text message was not sent: %(why)s."),
    ),
}


def _way(message: OutboxMessage, leaves: datetime | None, now: datetime) -> str:
    say = SENTENCES[message.means]
    match message.state:
        case Delivery.WAITING | Delivery.SENDING:
            return _leaves(say, leaves or now, now)
        case Delivery.SENT:
            sent = message.sent_at or message.created_at
            return _left(say, sent, now) if sent - message.created_at > AT_ONCE else ""
        case Delivery.FAILED:
            return str(say.failed)
        case Delivery.CANCELLED:
            return str(say.taken_back)
        case Delivery.OVERTAKEN:
            return str(say.overtaken) % {"why": word(message.overtaken_by)}


def _leaves(say: _Sentences, at: datetime, now: datetime) -> str:
    if at <= now:
        return str(say.at_once)
    match None if in_full() else (local(at).date() - local(now).date()).days:
        case 0:
            return str(say.today) % {"time": f"{local(at):%H:%M}"}
        case 1:
            return str(say.tomorrow) % {"time": f"{local(at):%H:%M}"}
        case _:
            return str(say.later) % {"when": when(at)}


def _left(say: _Sentences, at: datetime, now: datetime) -> str:
    if local(at).date() == local(now).date() and not in_full():
        return str(say.left_today) % {"time": f"{local(at):%H:%M}"}
    return str(say.left) % {"when": when(at)}
