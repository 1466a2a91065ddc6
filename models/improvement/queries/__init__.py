"""Every read of improvement: items, the voices behind them, what rises, what came of it."""

from models.improvement.queries.effects import effect_of
from models.improvement.queries.items import (
    ItemFilter,
    count_items,
    due,
    find,
    held,
    listing,
    of_case,
    voices_of,
)
from models.improvement.queries.rising import Cause, Found, latest_signals, looked_for
from models.improvement.queries.voices import count_voices, first_voices, who_else_raised

__all__ = [
    "Cause",
    "Found",
    "ItemFilter",
    "count_items",
    "count_voices",
    "due",
    "effect_of",
    "find",
    "first_voices",
    "held",
    "latest_signals",
    "listing",
    "looked_for",
    "of_case",
    "voices_of",
    "who_else_raised",
]
