"""Words for the area supervision: where an inspection of a department stands."""

from models.supervision.words import InspectionState
from web.language import lazy
from web.words.registry import name

name(
    InspectionState,
    {
        InspectionState.PLANNED: lazy("Inspection planned"),
        InspectionState.UNDER_WAY: lazy("Being inspected"),
        InspectionState.ANSWERING: lazy("To be answered"),
        InspectionState.ANSWERED: lazy("To be concluded"),
        InspectionState.CLOSED: lazy("Concluded"),
        InspectionState.DROPPED: lazy("Called off"),
    },
)
