"""The words that columns of campaigns may hold."""

from enum import StrEnum


class CampaignKind(StrEnum):
    """Whether we drew and asked people, or anybody may answer; never mixed in figures (S-06)."""

    INVITED = "invited"
    OPEN = "open"


class CampaignState(StrEnum):
    """Where a campaign stands. The clock works on one that is PREPARING or RUNNING."""

    DRAFT = "draft"
    PREPARING = "preparing"
    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    STOPPED = "stopped"


OVER = (CampaignState.ENDED, CampaignState.STOPPED)
"""Nobody is asked any more; a stopped one was ended by a person before its time."""
LAUNCHED = (CampaignState.RUNNING, CampaignState.PAUSED, *OVER)
"""Somebody may have been asked."""


class MemberState(StrEnum):
    """Where one who was drawn stands. TO_CALL is on the phone list (R-03)."""

    WAITING = "waiting"
    QUEUED = "queued"
    SENT = "sent"
    TO_CALL = "to_call"
    ANSWERED = "answered"
    SILENT = "silent"


ASKED = (MemberState.QUEUED, MemberState.SENT)
"""An answer is hoped for."""


class MemberSilence(StrEnum):
    """Why somebody drawn gave no answer; each is listed apart in response rates (S-06).

    The words are those of revisits where they fit. NOT_ASKED was drawn, and the campaign was stopped or
    over before the turn came.
    """

    CONTACT_LIMIT = "contact_limit"
    DO_NOT_CONTACT = "do_not_contact"
    NO_ANSWER = "no_answer"
    NO_MEANS = "no_means"
    NOT_ASKED = "not_asked"
    NOT_REACHED = "not_reached"
    REFUSED = "refused"
    UNDELIVERED = "undelivered"
    WRONG_NUMBER = "wrong_number"
