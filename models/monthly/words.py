"""The words that the monthly flow may hold."""

from enum import StrEnum


class SummaryState(StrEnum):
    """Whether the head has handed a department's summary in."""

    DRAFT = "draft"
    HANDED_IN = "handed_in"


class MonthlyState(StrEnum):
    """Where the company's report stands: drafted, waiting for a second person, approved, sent."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SENT = "sent"


class Effect(StrEnum):
    """What came of a measure that was promised."""

    WORKED = "worked"
    NOT_YET = "not_yet"
    NO_EFFECT = "no_effect"
    DROPPED = "dropped"
