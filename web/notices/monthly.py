"""What notices about the monthly flow say: icon, tone and sentence of each kind (Q-05)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

MONTHLY: Mapping[str, tuple[str, str, LazyString]] = {
    "monthly_summary": (
        "notes",
        "info",
        lazy("The summary of your department for %(period)s is drafted; please add causes by %(at)s."),
    ),
    "monthly_summary_soon": (
        "hourglass",
        "warn",
        lazy("The summary of your department for %(period)s is due %(at)s."),
    ),
    "monthly_summary_late": (
        "alert-triangle",
        "bad",
        lazy("The summary of a department for %(period)s was due %(at)s."),
    ),
    "monthly_drafted": ("notes", "info", lazy("The monthly report for %(period)s is drafted.")),
    "monthly_to_approve": ("notes", "warn", lazy("The monthly report for %(period)s waits for approval.")),
    "monthly_returned": ("arrow-back-up", "warn", lazy("The monthly report for %(period)s came back.")),
    "monthly_sent": ("notes", "good", lazy("The monthly report for %(period)s is there.")),
    "monthly_corrected": ("notes", "info", lazy("The monthly report for %(period)s was put right.")),
}
