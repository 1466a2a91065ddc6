"""The words that columns of revisits may hold."""

from enum import StrEnum


class RevisitKind(StrEnum):
    """The revisit after a result (R-02), or the look back some weeks later (R-05)."""

    FIRST = "first"
    LASTING = "lasting"


class RevisitState(StrEnum):
    """Where a revisit stands. Planned, then a link is out or it is on the phone list, then it has ended."""

    PLANNED = "planned"
    SENT = "sent"
    TO_CALL = "to_call"
    ANSWERED = "answered"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class Silence(StrEnum):
    """Why a revisit ended without an answer; each is listed apart in response rates (S-06)."""

    CONTACT_LIMIT = "contact_limit"
    DO_NOT_CONTACT = "do_not_contact"
    NO_ANSWER = "no_answer"
    NO_MEANS = "no_means"
    NOT_CALLED = "not_called"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    UNDELIVERED = "undelivered"
    WRONG_NUMBER = "wrong_number"


class Solved(StrEnum):
    """Whether the customer calls the problem solved."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class CallOutcome(StrEnum):
    """How a revisit call went. REFUSED is about this one, DO_NOT_CONTACT about every one to come."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    CALL_LATER = "call_later"
    REFUSED = "refused"
    DO_NOT_CONTACT = "do_not_contact"
    WRONG_NUMBER = "wrong_number"
