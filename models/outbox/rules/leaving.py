"""When messages may leave, and when a failed one is tried again (R-03). Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from models.outbox.rules.topics import NOTICES
from models.rulebook.document import Rules
from models.rulebook.words import MessageKind

CLAIM = timedelta(minutes=5)
"""A claim older than this is a sender that died: the message is tried again, under the same Message-ID.

Longer than the longest conversation with a mail server, or a message still under way would be sent twice.
"""
DAY = timedelta(days=1)


def retry_after(attempts: int, waits: Sequence[int]) -> timedelta | None:
    """How long to wait after so many failed attempts, `waits` being the rulebook's minutes after each.

    None when it is given up.
    """
    if attempts > len(waits):
        return None
    return timedelta(minutes=waits[max(attempts, 1) - 1])


def uncounted(rules: Rules) -> tuple[str, ...]:
    """The kinds that neither wait for customers' hours nor count towards their limit a day: what answers a
    customer's own step a moment ago, such as the code that they wait for, and mail to staff, whose hours were
    kept before it was written."""
    return (*rules.contact.at_once, MessageKind.TRACKING_CODE, NOTICES)


def may_leave_at(kind: str, rules: Rules, now: datetime) -> datetime:
    """The moment itself, or the next at which customers may be written to (quiet hours)."""
    if kind in uncounted(rules):
        return now
    return rules.calendar(rules.contact.calendar).next_open(now)


def after_limit(sent: Sequence[datetime], kind: str, rules: Rules, now: datetime) -> datetime:
    """The moment itself, or when the customer's limit of messages a day leaves room again.

    `sent` are the moments of the messages of the last 24 hours to this address, oldest first, those
    left out that leave at once: they neither wait nor count.
    """
    most = rules.contact.messages_a_day
    if kind in uncounted(rules) or len(sent) < most:
        return now
    return sent[len(sent) - most] + DAY


def leaves_at(
    kind: str, rules: Rules, now: datetime, *, sent: Sequence[datetime], not_before: datetime
) -> datetime:
    """When a message leaves if the mail server answers: after its own moment, the quiet hours and the limit.

    `sent` are the moments at which the messages before it left or will leave, of the last 24 hours and
    from now on, oldest first, as for `after_limit`.
    """
    at = max(now, not_before)
    while True:
        then = may_leave_at(kind, rules, at)
        then = after_limit([moment for moment in sent if moment > then - DAY], kind, rules, then)
        if then <= at:
            return at
        at = then
