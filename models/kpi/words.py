"""The words that key figures may hold."""

from enum import StrEnum

from models.rulebook.words import Figure as Figure


class Facet(StrEnum):
    """By what the figures of a company or department are laid out further."""

    ALL = "all"
    GRADE = "grade"
    CHANNEL = "channel"
    CATEGORY = "category"


class SubjectKind(StrEnum):
    """Whose figures they are."""

    COMPANY = "company"
    DEPARTMENT = "department"
    PERSON = "person"


class MonthState(StrEnum):
    """Whether a month is still reckoned anew, or frozen."""

    OPEN = "open"
    CLOSED = "closed"


class Side(StrEnum):
    """On which side of its target a department was, month after month (Q-04)."""

    BELOW = "below"
    ABOVE = "above"


class FlagState(StrEnum):
    """What became of a flag."""

    OPEN = "open"
    TAKEN = "taken"
    DISMISSED = "dismissed"
