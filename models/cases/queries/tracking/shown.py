"""What the tracking page shows of a case, as plain values: nothing internal among them (H-08)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.cases.rules.offers import Offer
from models.cases.tables import Case
from models.cases.words import Closing, DueKind, Kind, State
from models.files.tables import StoredFile
from models.people.tables import Department
from models.products.tables import Product


class Stage(StrEnum):
    """How far a case is, in the customer's words."""

    RECEIVED = "received"
    LOOKED_AT = "looked_at"
    IN_WORK = "in_work"
    CHECKED = "checked"
    ANSWERED = "answered"
    CLOSED = "closed"


class Standing(StrEnum):
    """Whether a stage is behind, here, ahead, or will not come any more."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Step:
    """A stage, where it stands, and when it was done."""

    stage: Stage
    standing: Standing
    at: datetime | None = None


@dataclass(frozen=True)
class Promise:
    """What is due to the customer, and by when; `met_at` once it was done."""

    kind: DueKind
    due_at: datetime
    paused: bool
    late: bool
    met_at: datetime | None


@dataclass(frozen=True)
class PlannedStep:
    """A step of the plan: what is done, and by when."""

    text: str
    due_at: datetime
    done_at: datetime | None


@dataclass(frozen=True)
class Word:
    """Something said: by us under a letter's kind, or by the customer, with the event if it was a step.

    `files` came with it.
    """

    at: datetime
    ours: bool
    kind: str
    text: str
    files: Sequence[StoredFile] = ()


@dataclass(frozen=True)
class Reply:
    """The answer of one round."""

    round: int
    at: datetime
    text: str


@dataclass(frozen=True)
class Verdicted:
    """What the customer said of the answer of one round."""

    round: int
    satisfied: bool
    comment: str
    at: datetime


@dataclass(frozen=True)
class GoesOn:
    """The case that carries a merged one on. `open_to_you` says whether its page may be opened from here."""

    case: Case
    open_to_you: bool


@dataclass(frozen=True)
class Tracking:
    """A case as its customer sees it. `files` came with its first words, later ones with theirs.

    `goes_on` is where it goes on, where it was merged.
    """

    number: str
    kind: Kind
    language: str
    title: str
    problem: str
    product: Product | None
    happened_when: str
    happened_where: str
    expected: str
    expected_on: date | None
    contact_phone: str | None
    contact_email: str | None
    received_at: datetime
    state: State
    round: int
    reopened_at: datetime | None
    closing: Closing | None
    closing_reason: str
    department: Department | None
    steps: Sequence[Step]
    promises: Sequence[Promise]
    plan: Sequence[PlannedStep]
    question: Word | None
    replies: Sequence[Reply]
    verdicts: Sequence[Verdicted]
    words: Sequence[Word]
    files: Sequence[StoredFile]
    offers: frozenset[Offer]
    goes_on: GoesOn | None = None

    @property
    def reply(self) -> Reply | None:
        """The answer of this round."""
        return next((reply for reply in self.replies if reply.round == self.round), None)

    @property
    def callback(self) -> Promise | None:
        """After a reopening: by when somebody calls (R-04)."""
        if self.round == 1:
            return None
        return next((due for due in self.promises if due.kind is DueKind.FIRST_RESPONSE), None)

    @property
    def unhappy(self) -> Verdicted | None:
        """The dissatisfied word that began this round."""
        return next(
            (each for each in self.verdicts if each.round == self.round - 1 and not each.satisfied), None
        )
