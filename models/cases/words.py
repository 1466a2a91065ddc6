"""The words that a case's columns may hold."""

from enum import StrEnum

from models.rulebook.words import Channel

__all__ = [
    "AssistState",
    "Channel",
    "Closing",
    "Confidence",
    "ContactMeans",
    "Direction",
    "DueKind",
    "Ending",
    "ExtensionState",
    "Kind",
    "State",
    "Verdict",
]


class Kind(StrEnum):
    """What the customer came for."""

    COMPLAINT = "complaint"
    FEEDBACK = "feedback"
    INQUIRY = "inquiry"
    SUGGESTION = "suggestion"
    PRAISE = "praise"


class State(StrEnum):
    """Where a case stands. `models.cases.states.py` says which may follow which."""

    NEW = "new"
    ASSIGNED = "assigned"
    HANDLING = "handling"
    WAITING = "waiting"
    REVIEW = "review"
    APPROVED = "approved"
    ANSWERED = "answered"
    CLOSED = "closed"


class Closing(StrEnum):
    """How a case ended."""

    CONFIRMED = "confirmed"
    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    NO_ANSWER = "no_answer"
    MALICIOUS = "malicious"
    LEADING_GROUP = "leading_group"
    ON_THE_SPOT = "on_the_spot"
    WITHDRAWN = "withdrawn"
    ELSEWHERE = "elsewhere"
    """In the system that it was imported from (V-09)."""


class Confidence(StrEnum):
    """How clearly a suggested category leads: by much, by some, barely, or none is suggested."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class DueKind(StrEnum):
    """What is due."""

    FIRST_RESPONSE = "first_response"
    PLAN = "plan"
    RESULT = "result"
    REVIEW = "review"
    TELL = "tell"
    DECISION = "decision"
    ASSIST = "assist"
    PROGRESS = "progress"


class Ending(StrEnum):
    """How a due time ended: the thing was done, or nobody needs it any more."""

    MET = "met"
    DROPPED = "dropped"


class AssistState(StrEnum):
    """Where the task of an assisting department stands (T-04). Dropped: the lead needs it no longer."""

    ASKED = "asked"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


class ExtensionState(StrEnum):
    """Where a request for more time stands (G-03). Dropped: the case went on before it was decided."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    DROPPED = "dropped"


class Verdict(StrEnum):
    """Where a result stands with its reviewer (H-06). Dropped: the case ended before it was read."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    DROPPED = "dropped"


class ContactMeans(StrEnum):
    """How a word was exchanged with the customer (H-05)."""

    PHONE = "phone"
    EMAIL = "email"
    SMS = "sms"
    WEB = "web"
    CHAT = "chat"
    VISIT = "visit"


class Direction(StrEnum):
    """Whether the customer spoke to us or we to the customer."""

    IN = "in"
    OUT = "out"
