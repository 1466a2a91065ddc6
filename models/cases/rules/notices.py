"""Whether a notice to staff still holds when a mail is about to tell of it (H-04, R-03). Pure."""

from datetime import datetime

from models.cases.tables import Case, DueTime
from models.cases.words import Closing
from models.outbox.tables import Overtaken

ENDS_WITH_CASE = frozenset(
    {
        "assistance_answered",
        "assistance_asked",
        "assistance_returned",
        "case_alert",
        "case_assigned",
        "case_decided",
        "case_new",
        "case_nudged",
        "case_pressed",
        "case_reopened",
        "case_rounds_used",
        "case_separated",
        "case_to_tell",
        "consultation_called",
        "customer_added",
        "customer_silent",
        "extension_asked",
        "extension_granted",
        "extension_refused",
        "extension_to_tell",
        "merged_to_tell",
        "milestone_given",
        "result_rejected",
        "result_to_review",
        "separated_to_tell",
        "store_to_tell",
        "store_urgent",
        "waiting_over",
    }
)
"""The kinds that nobody can do anything about once the case has ended, however it did."""


def reminder_passed(case: Case, due: DueTime, told_due_at: datetime) -> Overtaken | None:
    """Why a reminder of a due time no longer holds: it was met or dropped, stands still, or is later now."""
    if due.ended_at is not None:
        return _end_of(case) or Overtaken.DONE
    if due.paused_since is not None:
        return Overtaken.PAUSED
    return Overtaken.POSTPONED if due.due_at > told_due_at else None


def notice_passed(kind: str, case: Case) -> Overtaken | None:
    """Why a notice of another kind about a case no longer holds."""
    return _end_of(case) if kind in ENDS_WITH_CASE else None


def _end_of(case: Case) -> Overtaken | None:
    if case.open:
        return None
    return Overtaken.WITHDRAWN if case.closing is Closing.WITHDRAWN else Overtaken.CLOSED
