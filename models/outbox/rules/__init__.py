"""When messages may leave, and which notices come by mail."""

from models.outbox.rules.leaving import (
    CLAIM,
    DAY,
    after_limit,
    leaves_at,
    may_leave_at,
    retry_after,
    uncounted,
)
from models.outbox.rules.numbers import is_mobile
from models.outbox.rules.topics import ALWAYS, CHOSEN, NOTICES, TOPICS, topic_of

__all__ = [
    "ALWAYS",
    "CHOSEN",
    "CLAIM",
    "DAY",
    "NOTICES",
    "TOPICS",
    "after_limit",
    "is_mobile",
    "leaves_at",
    "may_leave_at",
    "retry_after",
    "topic_of",
    "uncounted",
]
