"""The numbers of inspections as forms edit them: from where to where each goes, and the periods (Q-01)."""

from collections.abc import Mapping

INSPECTION_NUMBERS: Mapping[str, tuple[int, int]] = {
    "share_percent": (1, 100),
    "least_each": (0, 100),
    "risk_cases": (0, 1000),
    "reopened_weight": (1, 9),
    "overdue_weight": (1, 9),
    "about_person_weight": (1, 9),
    "draw_on_day": (1, 28),
    "pass_percent": (1, 100),
    "second_percent": (0, 100),
}
INSPECTION_PERIODS = (
    "scoring",
    "correction",
    "recheck",
    "objection",
    "objection_decision",
    "department_answer",
)
