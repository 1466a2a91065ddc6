"""What happens on a case, step by step. `by` is a staff number, CUSTOMER or SYSTEM."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.cases.words import ContactMeans, Direction

CUSTOMER = "customer"
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened at a moment."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Registered(Step):
    """Entered into the register; by CUSTOMER on the public form, by SYSTEM from the mailbox (V-01)."""


@dataclass(frozen=True, slots=True)
class Acknowledged(Step):
    """The customer learned number and expected time (H-01)."""

    means: ContactMeans


@dataclass(frozen=True, slots=True)
class AnsweredOnTheSpot(Step):
    """A question answered while the customer was there; it ends the case (V-03)."""

    answer: str


@dataclass(frozen=True, slots=True)
class Triaged(Step):
    """Category, grade with the ticked criteria, and department; a second one corrects the first (T-05, G-05).

    `grade` is None unless it is a complaint. `lead` and `assisting` are department codes.
    """

    category: str
    grade: int | None
    criteria: tuple[str, ...]
    urgent: bool
    important: bool
    lead: str
    assisting: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Assigned(Step):
    """Given to an owner (H-02): a staff number."""

    owner: str


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A milestone of a plan. `owner` is a staff number."""

    text: str
    owner: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Planned(Step):
    """How the owner means to solve it (H-02, G-03)."""

    text: str
    milestones: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class Noted(Step):
    """A line in the internal work log; customers never see it (H-08)."""

    text: str


@dataclass(frozen=True, slots=True)
class Met(Step):
    """The emergency meeting of a grave case was held and minuted (G-04). `people` are staff numbers."""

    people: tuple[str, ...]
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Contacted(Step):
    """A word exchanged with the customer (H-05). `seconds` is how long a call took."""

    means: ContactMeans
    direction: Direction
    text: str
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Added(Step):
    """The customer added something on the tracking page (H-08)."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed(Step):
    """The customer pressed for action on the tracking page (H-08)."""

    text: str


@dataclass(frozen=True, slots=True)
class Nudged(Step):
    """Customer service or a head pressed the owner (H-04)."""

    text: str


@dataclass(frozen=True, slots=True)
class Paused(Step):
    """The clock stands still while the customer is waited for (H-03)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Resumed(Step):
    """The clock runs again (H-03)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Resulted(Step):
    """What was found and done, and the reply the customer is to get; waits for review (H-06)."""

    cause: str
    done: str
    reply: str


@dataclass(frozen=True, slots=True)
class Reviewed(Step):
    """A second person's word on the result (H-06). A rejection has its reason as remark."""

    approved: bool
    remark: str


@dataclass(frozen=True, slots=True)
class Told(Step):
    """The approved reply reached the customer (R-01); `text` is what the customer said to it, if asked."""

    means: ContactMeans
    text: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed(Step):
    """Whether the customer is content with the result (R-01)."""

    satisfied: bool
    comment: str


@dataclass(frozen=True, slots=True)
class RevisitSent(Step):
    """The link to the revisit's questions went out (R-02)."""

    means: ContactMeans


@dataclass(frozen=True, slots=True)
class RevisitReminded(Step):
    """The one reminder of an unanswered link (R-03)."""

    means: ContactMeans


class CallOutcome(StrEnum):
    """How a revisit call ended without an answer."""

    NO_ANSWER = "no_answer"
    BUSY = "busy"
    CALL_LATER = "call_later"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True)
class RevisitAttempted(Step):
    """A revisit call that reached nobody, or nobody who would answer (R-03)."""

    outcome: CallOutcome
    note: str


class Solved(StrEnum):
    """Whether the customer calls the problem solved."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class RevisitAnswered(Step):
    """The customer's answer (R-02), from 5 非常满意 to 1 非常不满意; `score` is the one that counts."""

    means: ContactMeans
    score: int
    solved: Solved
    attitude: int
    speed: int
    comment: str


@dataclass(frozen=True, slots=True)
class Reopened(Step):
    """A new round after dissatisfaction (R-04); `round` is its number, from 2."""

    round: int
    reason: str


@dataclass(frozen=True, slots=True)
class Withdrawn(Step):
    """The customer took the case back (H-08)."""

    text: str


class Ending(StrEnum):
    """How a case ended."""

    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    CONFIRMED = "confirmed"
    NO_ANSWER = "no_answer"
    THANKED = "thanked"
    MALICIOUS = "malicious"
    LEADING_GROUP = "leading_group"


@dataclass(frozen=True, slots=True)
class Closed(Step):
    """The end. Withdrawn cases and questions answered on the spot end without one."""

    ending: Ending
    reason: str
