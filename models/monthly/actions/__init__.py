"""Every write of the monthly flow: drafted, handed in, approved, printed and sent, corrected (Q-05)."""

from models.monthly.actions.draft import draft_month
from models.monthly.actions.printed import printed
from models.monthly.actions.report import approve, correct, send_back, submit, write_report
from models.monthly.actions.summary import (
    MeasureDraft,
    SummaryDraft,
    remind_summary,
    tell_effect,
    write_summary,
)

__all__ = [
    "MeasureDraft",
    "SummaryDraft",
    "approve",
    "correct",
    "draft_month",
    "printed",
    "remind_summary",
    "send_back",
    "submit",
    "tell_effect",
    "write_report",
    "write_summary",
]
