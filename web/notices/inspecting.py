"""What notices about inspections and corrections say: icon, tone and sentence of each kind (Q-01)."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from web.language import lazy

INSPECTING: Mapping[str, tuple[str, str, LazyString]] = {
    "inspection_to_score": ("search", "info", lazy("Closed cases wait to be inspected by you.")),
    "inspection_passed": ("circle-check", "good", lazy("A case of yours passed its inspection.")),
    "inspection_failed": (
        "alert-triangle",
        "warn",
        lazy("A case failed its inspection; the person concerned may object until %(until)s."),
    ),
    "inspection_objected": (
        "message-2",
        "warn",
        lazy("There is an objection to an inspection; it is to be decided by %(at)s."),
    ),
    "inspection_late": (
        "alert-triangle",
        "bad",
        lazy("A case waits to be scored by you; it was due %(at)s."),
    ),
    "inspection_objection_late": (
        "alert-triangle",
        "bad",
        lazy("An objection to an inspection is not decided; it was due %(at)s."),
    ),
    "correction_check_late": (
        "alert-triangle",
        "bad",
        lazy("A correction waits for your check; it was due %(at)s."),
    ),
    "objection_upheld": ("circle-check", "good", lazy("The objection to an inspection was upheld.")),
    "objection_declined": ("arrow-back-up", "warn", lazy("The objection to an inspection was declined.")),
    "calibration_done": (
        "users",
        "info",
        lazy("A calibration is complete: see how the others scored the case."),
    ),
    "correction_ordered": (
        "arrow-back-up",
        "warn",
        lazy("A correction is ordered of the department; it is due %(at)s."),
    ),
    "correction_reported": (
        "clipboard-check",
        "info",
        lazy("A correction is reported: please check it by %(at)s."),
    ),
    "correction_yours": (
        "clipboard-check",
        "info",
        lazy("A correction is checked by you from now on, once it is reported."),
    ),
    "correction_accepted": ("circle-check", "good", lazy("A correction was accepted.")),
    "correction_returned": (
        "arrow-back-up",
        "warn",
        lazy("A correction came back with a remark; it is now due %(at)s."),
    ),
    "correction_dropped": ("archive", "neutral", lazy("A correction is not needed any more.")),
    "correction_due_soon": ("hourglass", "warn", lazy("A correction is due %(at)s.")),
    "correction_late": ("alert-triangle", "bad", lazy("A correction is overdue; it was due %(at)s.")),
}
