"""Queueing, claiming and settling messages; giving notice to staff, in the portal and by mail."""

from models.outbox.actions.messages import (
    Addressed,
    Claim,
    cancel,
    claim,
    overtake,
    postpone,
    put_back,
    queue,
    queue_many,
    retry,
    return_to_sender,
    settle_failed,
    settle_sent,
    take_back,
    withdraw,
)
from models.outbox.actions.notices import choose_mail, gather, mark_read, notify, notify_all, read

__all__ = [
    "Addressed",
    "Claim",
    "cancel",
    "choose_mail",
    "claim",
    "gather",
    "mark_read",
    "notify",
    "notify_all",
    "overtake",
    "postpone",
    "put_back",
    "queue",
    "queue_many",
    "read",
    "retry",
    "return_to_sender",
    "settle_failed",
    "settle_sent",
    "take_back",
    "withdraw",
]
