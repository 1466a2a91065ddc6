"""Queueing, claiming and settling messages; giving notice to staff, in the portal and by mail."""

from models.outbox.actions.messages import (
    Addressed,
    Claim,
    cancel,
    claim,
    forget,
    overtake,
    postpone,
    put_back,
    queue,
    queue_many,
    retry,
    settle_failed,
    settle_sent,
    take_back,
    withdraw,
)
from models.outbox.actions.notices import choose_mail, gather, mark_read, notify, notify_all, read
from models.outbox.actions.outlets import let_rest, note_outlet
from models.outbox.actions.receipts import Told, return_to_sender, take_receipts

__all__ = [
    "Addressed",
    "Claim",
    "Told",
    "cancel",
    "choose_mail",
    "claim",
    "forget",
    "gather",
    "let_rest",
    "mark_read",
    "note_outlet",
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
    "take_receipts",
    "withdraw",
]
