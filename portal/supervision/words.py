"""How inspections of departments look: tones of their states, and why something was refused."""

from collections.abc import Mapping

from models.supervision.words import InspectionState
from web.errors import fault, refusal
from web.language import lazy

TONES: Mapping[InspectionState, str] = {
    InspectionState.PLANNED: "neutral",
    InspectionState.UNDER_WAY: "info",
    InspectionState.ANSWERING: "warn",
    InspectionState.ANSWERED: "info",
    InspectionState.CLOSED: "good",
    InspectionState.DROPPED: "neutral",
}

refusal(
    "supervision",
    lazy("Only the part of the supervision group or the department that it waits for can do this."),
)
fault("own_department", lazy("Nobody inspects their own department, one above it, or one that they head."))
fault(
    "no_department_checklist",
    lazy("There is no checklist for departments in use. Write one and have it published first."),
)
fault("days_in_order", lazy("The last day is before the first."))
