"""What is done with key figures: reckoning and closing months, correcting them."""

from models.kpi.actions.correct import correct
from models.kpi.actions.flags import decide_flag, raise_flags
from models.kpi.actions.reckon import (
    Reckoned,
    closable,
    close_month,
    closes_at,
    keep,
    months_to_reckon,
    reckon,
)

__all__ = [
    "Reckoned",
    "closable",
    "close_month",
    "closes_at",
    "correct",
    "decide_flag",
    "keep",
    "months_to_reckon",
    "raise_flags",
    "reckon",
]
