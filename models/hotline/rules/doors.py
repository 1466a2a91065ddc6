"""The steps of a report: from which states each is taken, and to which it leads (W-05)."""

from enum import StrEnum
from types import MappingProxyType

from models.hotline.words import Conclusion, ReportState


class Verb(StrEnum):
    """What a reader does with a report as a whole."""

    ACKNOWLEDGE = "acknowledge"
    ASSESS = "assess"
    INVESTIGATE = "investigate"
    CONCLUDE = "conclude"
    TELL = "tell"
    CLOSE = "close"


DOORS = MappingProxyType(
    {
        Verb.ACKNOWLEDGE: (frozenset({ReportState.RECEIVED}), ReportState.ACKNOWLEDGED),
        Verb.ASSESS: (frozenset({ReportState.ACKNOWLEDGED}), ReportState.ASSESSED),
        Verb.INVESTIGATE: (frozenset({ReportState.ASSESSED}), ReportState.INVESTIGATING),
        Verb.CONCLUDE: (frozenset({ReportState.ASSESSED, ReportState.INVESTIGATING}), ReportState.CONCLUDED),
        Verb.TELL: (frozenset({ReportState.CONCLUDED}), ReportState.TOLD),
        Verb.CLOSE: (frozenset({ReportState.TOLD}), ReportState.CLOSED),
    }
)
ENDED = frozenset({ReportState.CLOSED, ReportState.ERASED})
"""States in which nothing is added to a report any more."""
HELD = frozenset({Conclusion.UPHELD, Conclusion.PARTLY})
"""Conclusions after which somebody may have to answer for it (W-06), and a reporter be rewarded (W-10)."""


def possible(state: ReportState) -> tuple[Verb, ...]:
    """The steps that a report in this state waits for, in their order."""
    return tuple(verb for verb, (before, _) in DOORS.items() if state in before)
