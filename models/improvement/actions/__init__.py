"""Every write of improvement: raised, taken up, done and told, concluded, rewarded; signals kept."""

from models.improvement.actions.conclude import conclude, nominate_who_suggested
from models.improvement.actions.done import finish
from models.improvement.actions.raise_item import ItemDraft, add_voice, raise_item
from models.improvement.actions.remind import remind_of_item
from models.improvement.actions.signals import note_signals
from models.improvement.actions.take_up import Taking, change_item, decline, take_up
from models.improvement.actions.voices import add_voices_of_cause

__all__ = [
    "ItemDraft",
    "Taking",
    "add_voice",
    "add_voices_of_cause",
    "change_item",
    "conclude",
    "decline",
    "finish",
    "nominate_who_suggested",
    "note_signals",
    "raise_item",
    "remind_of_item",
    "take_up",
]
