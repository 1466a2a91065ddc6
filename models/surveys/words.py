"""The words that columns of surveys may hold."""

from enum import StrEnum


class Reach(StrEnum):
    """How an invitation reaches a customer, and how an answer came in; never mixed in figures (S-06)."""

    EMAIL = "email"
    SMS = "sms"
    PHONE = "phone"
    WEB = "web"
    QR = "qr"
    OPEN_LINK = "open_link"


class InvitationState(StrEnum):
    """Where an invitation stands. That its window is over is not a state: the clock says it."""

    OPEN = "open"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class DraftEdit(StrEnum):
    """What was done to the draft of a questionnaire (S-01)."""

    ADDED = "added"
    CHANGED = "changed"
    COPIED = "copied"
    MOVED = "moved"
    REMOVED = "removed"
    TAKEN_BACK = "taken_back"
