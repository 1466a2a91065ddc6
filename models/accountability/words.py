"""The words that a matter may hold; those of the rulebook are passed on."""

from enum import StrEnum

from models.rulebook.words import Decider as Decider
from models.rulebook.words import MatterKind as MatterKind
from models.rulebook.words import MeasureKind as MeasureKind
from models.rulebook.words import Severity as Severity
from models.rulebook.words import TriggerKind as TriggerKind


class CandidateState(StrEnum):
    """What became of a candidate."""

    OPEN = "open"
    OPENED = "opened"
    DISMISSED = "dismissed"


class MatterState(StrEnum):
    """Where a matter stands; each state but the last three waits for one step."""

    OPENED = "opened"
    NOTIFIED = "notified"
    HEARD = "heard"
    INVESTIGATED = "investigated"
    FOUND = "found"
    PROPOSED = "proposed"
    DECIDED = "decided"
    DELIVERED = "delivered"
    APPEALED = "appealed"
    FINAL = "final"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Step(StrEnum):
    """What has a clock, in the order of the proceeding."""

    CANDIDATE = "candidate"
    NOTICE = "notice"
    STATEMENT = "statement"
    INVESTIGATION = "investigation"
    FINDING = "finding"
    PROPOSAL = "proposal"
    DECISION = "decision"
    DELIVERY = "delivery"
    APPEAL = "appeal"
    HEARING = "hearing"


class StepEnding(StrEnum):
    """How a step's clock ended: met, its time passed, or not needed any more."""

    MET = "met"
    LAPSED = "lapsed"
    DROPPED = "dropped"


class Duty(StrEnum):
    """A part in a matter that separation of duties is about (A-04)."""

    OPEN = "open"
    NOTIFY = "notify"
    INVESTIGATE = "investigate"
    DECIDE = "decide"
    DELIVER = "deliver"
    HEAR = "hear"
    WITHDRAW = "withdraw"


class Bar(StrEnum):
    """Why somebody is kept from a part in a matter (A-04)."""

    ONESELF = "oneself"
    LINE = "line"
    """Their head, or somebody under them, on the day of the conduct or today."""
    REPORTER = "reporter"
    INVESTIGATOR = "investigator"
    INVOLVED = "involved"


class EvidenceKind(StrEnum):
    """What shows conduct. An answer to a survey alone shows none (A-05)."""

    EVENT = "event"
    CASE = "case"
    CONTACT = "contact"
    INSPECTION = "inspection"
    DOCUMENT = "document"
    INTERVIEW = "interview"
    SURVEY = "survey"


class FilePart(StrEnum):
    """To what a file belongs."""

    EVIDENCE = "evidence"
    STATEMENT = "statement"
    APPEAL = "appeal"


class Outcome(StrEnum):
    """What was found."""

    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not_upheld"


class Mitigation(StrEnum):
    """What speaks for a lighter measure (A-05)."""

    FIRST_TIME = "first_time"
    SELF_REPORTED = "self_reported"
    OVERLOAD = "overload"
    SYSTEM_FAULT = "system_fault"


class DeliveryKind(StrEnum):
    """How a decision was delivered: taken with a signature, or refused before a witness."""

    ACKNOWLEDGED = "acknowledged"
    REFUSED = "refused"


class AppealOutcome(StrEnum):
    """What became of an appeal; never anything heavier than before."""

    STANDS = "stands"
    LIGHTER = "lighter"
    REVERSED = "reversed"


ENDED = (MatterState.FINAL, MatterState.WITHDRAWN, MatterState.LAPSED)
"""States that wait for nothing."""
