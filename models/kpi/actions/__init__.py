"""What is done with key figures: reckoning and closing months, correcting them."""

from models.kpi.actions.correct import Right, correct
from models.kpi.actions.flags import decide_flag, deduct_for_flag, raise_flags
from models.kpi.actions.reckon import (
    Reckoned,
    closable,
    close_month,
    closes_at,
    keep,
    months_to_reckon,
    reckon,
)
from models.kpi.actions.report import due_report, report_made

__all__ = [
    "Reckoned",
    "Right",
    "closable",
    "close_month",
    "closes_at",
    "correct",
    "decide_flag",
    "deduct_for_flag",
    "due_report",
    "keep",
    "months_to_reckon",
    "raise_flags",
    "reckon",
    "report_made",
]
