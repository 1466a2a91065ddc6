"""Every write of mail that came: keeping it, making something of it, and what people do with it."""

from models.mailbox.actions.by_hand import check, hand_out, make_case, try_again
from models.mailbox.actions.keep import take_in
from models.mailbox.actions.office import Office
from models.mailbox.actions.process import note_failure, process, read
from models.mailbox.actions.server import (
    ask_soon,
    claim_account,
    filed,
    note_copy,
    numbering,
    settle_account,
    stay,
)

__all__ = [
    "Office",
    "ask_soon",
    "check",
    "claim_account",
    "filed",
    "hand_out",
    "make_case",
    "note_copy",
    "note_failure",
    "numbering",
    "process",
    "read",
    "settle_account",
    "stay",
    "take_in",
    "try_again",
]
