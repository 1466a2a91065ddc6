"""Every write to a request for support: asked, answered, taken back, reminded of, relief ended."""

from models.support.actions.answer import answer_request, end_relief, withdraw_request
from models.support.actions.ask import RequestDraft, ask_support
from models.support.actions.remind import remind_request

__all__ = [
    "RequestDraft",
    "answer_request",
    "ask_support",
    "end_relief",
    "remind_request",
    "withdraw_request",
]
