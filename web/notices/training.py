"""What notices about training say: the icon, the tone and the sentence of each kind (L-01 … L-04)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from flask_babel.speaklater import LazyString

from web.language import _, counted, lazy
from web.language.filters import when

Says: TypeAlias = LazyString | Callable[[Mapping[str, Any]], str]


def _series_moved(facts: Mapping[str, Any]) -> str:
    return counted(
        "A training session of a series was moved: %(since)s.",
        "%(n)s training sessions of a series were moved; the first is now %(since)s.",
        facts["sessions"],
        since=when(datetime.fromisoformat(facts["since"])),
    )


def _series_cancelled(facts: Mapping[str, Any]) -> str:
    return counted(
        "A training session of a series was cancelled.",
        "%(n)s training sessions of a series were cancelled.",
        facts["sessions"],
    )


def _series_enrolled(facts: Mapping[str, Any]) -> str:
    said = counted(
        "You are enrolled in one date of a training series: %(since)s.",
        "You are enrolled in %(n)s dates of a training series; the first is %(since)s.",
        facts["sessions"],
        since=when(datetime.fromisoformat(facts["since"])),
    )
    if not facts["waiting"]:
        return said
    return " ".join([said, _("Waiting for a seat in %(n)s of them.", n=facts["waiting"])])


TRAINING: Mapping[str, tuple[str, str, Says]] = {
    "training_plan_to_approve": ("clipboard-check", "info", lazy("A training plan waits for your approval.")),
    "training_plan_approved": ("circle-check", "good", lazy("Your training plan was approved.")),
    "training_plan_returned": ("arrow-back-up", "warn", lazy("Your training plan came back.")),
    "training_to_hold": ("school", "info", lazy("You are to hold a training session: %(since)s.")),
    "training_enrolled": ("user-plus", "info", lazy("You are enrolled in a training session: %(since)s.")),
    "training_queued": ("hourglass", "info", lazy("You are on the waiting list of a training session.")),
    "training_seated": ("user-check", "good", lazy("You have a seat in a training session: %(since)s.")),
    "training_taken_out": ("x", "neutral", lazy("You were taken out of a training session.")),
    "training_moved": ("calendar", "warn", lazy("A training session was moved: %(since)s.")),
    "training_cancelled": ("x", "warn", lazy("A training session was cancelled.")),
    "training_series_enrolled": ("user-plus", "info", _series_enrolled),
    "training_series_moved": ("calendar", "warn", _series_moved),
    "training_series_cancelled": ("x", "warn", _series_cancelled),
    "training_soon": ("calendar", "info", lazy("A training session begins soon: %(since)s.")),
    "training_to_rate": ("message-2", "info", lazy("How was the training? Please rate it in two minutes.")),
    "training_corrected": ("edit", "warn", lazy("What the log of a training says of you was corrected.")),
    "training_remedial": ("school", "warn", lazy("A decision asks you to take part in remedial training.")),
    "training_gap_soon": ("school", "warn", lazy("Required training is due soon.")),
    "training_gap_late": ("school", "bad", lazy("Required training is overdue.")),
    "training_certificate": ("school", "good", lazy("Your certificate of a training is issued.")),
}
