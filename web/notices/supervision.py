"""What notices about inspections of departments say: icon, tone and sentence of each kind (Q-03)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

SUPERVISING: Mapping[str, tuple[str, str, LazyString]] = {
    "supervision_planned": (
        "calendar",
        "info",
        lazy("You are to inspect a department; the plan says what and when."),
    ),
    "supervision_today": (
        "clipboard-check",
        "info",
        lazy("The day of an inspection of a department has come."),
    ),
    "supervision_dropped": ("archive", "neutral", lazy("An inspection of a department was called off.")),
    "supervision_sent": (
        "clipboard-check",
        "warn",
        lazy("The supervision group inspected the department; its findings are to be answered by %(at)s."),
    ),
    "supervision_answered": (
        "message-2",
        "info",
        lazy("A department answered your findings: please conclude."),
    ),
    "supervision_answer_late": (
        "alert-triangle",
        "warn",
        lazy("The time to answer the findings of an inspection is over; it can be concluded without."),
    ),
    "supervision_closed": (
        "notes",
        "info",
        lazy("An inspection of a department is concluded; its report is there."),
    ),
}
