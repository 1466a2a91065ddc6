"""The words by which results are chosen and laid out."""

from enum import StrEnum

from models.surveys.words import Reach


class SourceKind(StrEnum):
    """What was asked about: never two of them in one figure (S-06)."""

    REVISIT = "revisit"
    LASTING = "lasting"
    CHAT = "chat"
    CAMPAIGN = "campaign"


class Attribute(StrEnum):
    """What answers are laid out by. REACH is how an answer came; the others are the case's."""

    CATEGORY = "category"
    CHANNEL = "channel"
    DEPARTMENT = "department"
    GRADE = "grade"
    REACH = "reach"


class Course(StrEnum):
    """In which steps a course over time is drawn."""

    WEEK = "week"
    MONTH = "month"


class Quiet(StrEnum):
    """By what those who answered are compared with those who did not."""

    DEPARTMENT = "department"
    GRADE = "grade"
    DAYS = "days"


class Outcome(StrEnum):
    """What became of somebody who was to be asked, as response rates list it (AAPOR)."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    REFUSED = "refused"
    NOT_REACHED = "not_reached"
    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    UNDELIVERED = "undelivered"
    INELIGIBLE = "ineligible"


OPEN_REACHES = (Reach.QR, Reach.OPEN_LINK)
"""Whoever comes by these was not drawn: their answers speak for themselves alone."""
INVITED_REACHES = tuple(reach for reach in Reach if reach not in OPEN_REACHES)
