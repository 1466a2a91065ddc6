"""The words that bodies and their meetings may hold."""

from enum import StrEnum


class BodyKind(StrEnum):
    """The bodies that the regulations know."""

    COMMITTEE = "satisfaction_committee"
    LEADING_GROUP = "leading_group"
    SUPERVISION_GROUP = "supervision_group"


class Seat(StrEnum):
    """What somebody is in a body. A secretary convenes and minutes and has no vote."""

    CHAIR = "chair"
    DEPUTY = "deputy"
    MEMBER = "member"
    SECRETARY = "secretary"


VOTING = (Seat.CHAIR, Seat.DEPUTY, Seat.MEMBER)
CONVENING = (Seat.CHAIR, Seat.DEPUTY, Seat.SECRETARY)


class Majority(StrEnum):
    """What carries a decision: more yes than no, more than half of all who may vote, two thirds of the
    votes."""

    SIMPLE = "simple"
    ABSOLUTE = "absolute"
    TWO_THIRDS = "two_thirds"


class SessionState(StrEnum):
    """Where a meeting stands: called, being held and minuted, signed, or called off."""

    CALLED = "called"
    OPEN = "open"
    SIGNED = "signed"
    CANCELLED = "cancelled"


class Topic(StrEnum):
    """What an agenda item is about."""

    GRAVE = "grave"
    ROUNDS = "rounds"
    APPEAL = "appeal"
    CORRECTION = "correction"
    FLAG = "flag"
    TASK = "task"
    OTHER = "other"


class Outcome(StrEnum):
    """How an agenda item ended."""

    NOTED = "noted"
    CARRIED = "carried"
    REJECTED = "rejected"
    NO_QUORUM = "no_quorum"
    POSTPONED = "postponed"


class Choice(StrEnum):
    """How somebody voted; who is concerned takes no part."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    RECUSED = "recused"


class Act(StrEnum):
    """What a carried decision does to the case or matter it is about, by the action that is there for it."""

    CASE_CLOSURE = "case_closure"
    CASE_ROUND = "case_round"
    CASE_MEETING = "case_meeting"
    APPEAL_STANDS = "appeal_stands"
    APPEAL_REVERSED = "appeal_reversed"
    APPEAL_LIGHTER = "appeal_lighter"


HEARINGS = (Act.APPEAL_STANDS, Act.APPEAL_LIGHTER, Act.APPEAL_REVERSED)
