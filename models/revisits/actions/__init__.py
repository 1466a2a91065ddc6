"""Every write of revisits, a module a verb."""

from models.revisits.actions.after_chat import ask_after_chat
from models.revisits.actions.announce import announce
from models.revisits.actions.answer import take_answer, take_unfinished
from models.revisits.actions.call import claim, finish, note, release, show_number
from models.revisits.actions.course import cancel, expire, fall_back, remind
from models.revisits.actions.plan import plan_for, plan_lasting
from models.revisits.actions.send import send
from models.revisits.actions.wish import lift, respect, take_back

__all__ = [
    "announce",
    "ask_after_chat",
    "cancel",
    "claim",
    "expire",
    "fall_back",
    "finish",
    "lift",
    "note",
    "plan_for",
    "plan_lasting",
    "release",
    "remind",
    "respect",
    "send",
    "show_number",
    "take_answer",
    "take_back",
    "take_unfinished",
]
