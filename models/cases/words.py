"""The words that a case's columns may hold."""

from enum import StrEnum

from models.rulebook.words import Channel

__all__ = [
    "AssistState",
    "Channel",
    "Closing",
    "CompensationKind",
    "CompensationState",
    "Confidence",
    "ContactMeans",
    "Direction",
    "DueKind",
    "Ending",
    "ExtensionState",
    "Kind",
    "MeetingKind",
    "MeetingState",
    "OutsideOutcome",
    "PaperKind",
    "ReportState",
    "Risk",
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
    MERGED = "merged"
    THANKED = "thanked"
    """Praise, for which we said thank you (V-06)."""


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
    MEETING = "meeting"
    SPECIAL_REPORT = "special_report"
    ACKNOWLEDGEMENT = "acknowledgement"
    LEGAL_OPINION = "legal_opinion"
    COMPENSATION = "compensation"
    PAYMENT = "payment"
    CONSULTATION = "consultation"
    OUTSIDE = "outside"
    """Our answer to a regulator or mediator (H-11)."""
    EXTENSION = "extension"
    """The decision on a request for more time (G-03)."""


OF_COMPENSATION = frozenset({DueKind.LEGAL_OPINION, DueKind.COMPENSATION, DueKind.PAYMENT})
"""The steps of a compensation: opinion, approval, payment (G-06)."""

OF_OTHERS = frozenset({DueKind.ASSIST, DueKind.ACKNOWLEDGEMENT, DueKind.EXTENSION}) | OF_COMPENSATION
"""What others than those who handle the case owe: no list shows it as the nearest due time of the case."""

AMONG_US = (
    frozenset(
        {
            DueKind.DECISION,
            DueKind.MEETING,
            DueKind.SPECIAL_REPORT,
            DueKind.CONSULTATION,
            DueKind.OUTSIDE,
        }
    )
    | OF_OTHERS
)
"""What goes on while the customer has the word, as nobody waits for the customer with it (H-03): whether a
case goes on after its rounds is for the leading group alone to say (R-04)."""

OUTLIVES = frozenset({DueKind.SPECIAL_REPORT, DueKind.ACKNOWLEDGEMENT, DueKind.OUTSIDE}) | OF_COMPENSATION
"""What is still owed when the case has ended after an answer (G-04, G-06), or however it ended (H-11)."""

BY_DATE = frozenset({DueKind.OUTSIDE})
"""What is due on a day that somebody else named: no rule and no day off moves it (H-11)."""


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


class CompensationKind(StrEnum):
    """What a customer is compensated with (G-06)."""

    REFUND = "refund"
    CREDIT = "credit"
    GIFT = "gift"
    OTHER = "other"


class CompensationState(StrEnum):
    """Where a compensation stands: what it waits for, or how it ended (G-06)."""

    OPINION = "opinion"
    APPROVAL = "approval"
    PAYMENT = "payment"
    PAID = "paid"
    REFUSED = "refused"
    DROPPED = "dropped"


class Risk(StrEnum):
    """How much Legal thinks is at risk (G-06)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class MeetingKind(StrEnum):
    """What a meeting about a case is for: the emergency of a grave one (G-04), or whose it is (T-04)."""

    EMERGENCY = "emergency"
    CONSULTATION = "consultation"


class MeetingState(StrEnum):
    """Where a meeting stands. Dropped: nobody needs it any more."""

    CALLED = "called"
    HELD = "held"
    DROPPED = "dropped"


class OutsideOutcome(StrEnum):
    """How a complaint before a regulator or mediator ended (H-11)."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    MEDIATED = "mediated"
    WITHDRAWN = "withdrawn"


class PaperKind(StrEnum):
    """What a paper of such a proceeding is (H-11)."""

    LETTER = "letter"
    ANSWER = "answer"
    DECISION = "decision"


class ReportState(StrEnum):
    """Where a special report stands (G-04). Returned: the leading group wants it written again."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACKNOWLEDGED = "acknowledged"
    RETURNED = "returned"
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
    DIRECT_MESSAGE = "direct_message"
    """On a social platform, seen by nobody else (V-06)."""
    PUBLIC_POST = "public_post"
    """On a social platform or in a forum, seen by everybody."""


class Direction(StrEnum):
    """Whether the customer spoke to us or we to the customer."""

    IN = "in"
    OUT = "out"


ASKED = "more_info_request"
"""The letter that asks a customer for something while the clocks stand still (H-03)."""
