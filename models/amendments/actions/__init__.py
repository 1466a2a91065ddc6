"""Everything that is done with the next edition of the rules, one module a verb."""

from models.amendments.actions.decide import approve, send_back
from models.amendments.actions.edit import add_part, change_part, describe, remove_part, restore_part
from models.amendments.actions.life import discard, start, submit, take_up
from models.amendments.actions.reckon import finish_reckoning, reckon_next
from models.amendments.actions.replays import (
    ask_replay,
    claim_replay,
    end_replay,
    give_replay_back,
    keep_part,
)

__all__ = [
    "add_part",
    "approve",
    "ask_replay",
    "change_part",
    "claim_replay",
    "describe",
    "discard",
    "end_replay",
    "finish_reckoning",
    "give_replay_back",
    "keep_part",
    "reckon_next",
    "remove_part",
    "restore_part",
    "send_back",
    "start",
    "submit",
    "take_up",
]
