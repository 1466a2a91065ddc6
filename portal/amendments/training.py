"""The numbers of training as forms edit them: from where to where each goes (L-02 … L-06)."""

from collections.abc import Mapping

TRAINING: Mapping[str, tuple[int, int]] = {
    "remind_hours": (1, 240),
    "check_in_before": (0, 1440),
    "late_after": (0, 1440),
    "pass_mark": (1, 100),
    "quiz_questions": (1, 50),
    "rating_days": (1, 366),
    "remedial_days": (1, 366),
    "gap_days": (1, 366),
    "effect_days": (1, 366),
}
