"""Everything that is done with the next edition of the rules, one module a verb."""

from models.amendments.actions.decide import approve, send_back
from models.amendments.actions.edit import add_part, change_part, describe, remove_part, restore_part
from models.amendments.actions.life import discard, start, submit, take_up
from models.amendments.actions.reckon import finish_reckoning, reckon_next

__all__ = [
    "add_part",
    "approve",
    "change_part",
    "describe",
    "discard",
    "finish_reckoning",
    "reckon_next",
    "remove_part",
    "restore_part",
    "send_back",
    "start",
    "submit",
    "take_up",
]
