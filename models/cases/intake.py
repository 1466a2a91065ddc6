"""What arrives: one customer voice before it is a case (V-02)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from models.cases.words import Channel, Kind
from models.files.tables import StoredFile

SPOKEN = (Channel.HOTLINE, Channel.CHAT, Channel.STORE)
"""Where one talks with the customer: such a talk can be our first response (H-01)."""


@dataclass(frozen=True)
class Intake:
    """A voice as it was told. `phone` is E.164, `email` in lower case; `submission` names the filled form.

    `responded` says that the talk in which it was told was our first response: the customer knows that
    it was received, the number, and what comes next (H-01). `seconds` is how long that talk took.

    `received_at` is when it reached the house, where that was before it is registered. A `quiet` one is
    not acknowledged: a program may be at the other end.
    """

    kind: Kind
    channel: Channel
    problem: str
    title: str = ""
    name: str = ""
    phone: str | None = None
    email: str | None = None
    account: str = ""
    region: str = ""
    language: str = "zh"
    happened_when: str = ""
    happened_where: str = ""
    expected: str = ""
    expected_on: date | None = None
    product_id: int | None = None
    verified_with_customer: bool = False
    responded: bool = False
    seconds: int | None = None
    submission: str | None = None
    files: Sequence[StoredFile] = ()
    received_at: datetime | None = None
    quiet: bool = False


@dataclass(frozen=True)
class Inherited:
    """A voice that another system registered before (V-09): its `number` there, when it was received, and
    what that system says of it. `closed_at` for one that ended there, with its `outcome` in words.

    `rulebook_id` is the rulebook in force when it was received (RB-01), `suggestion` what the words of an
    open one suggest (T-05).
    """

    intake: Intake
    number: str
    received_at: datetime
    rulebook_id: int
    category: str | None = None
    grade: int | None = None
    closed_at: datetime | None = None
    outcome: str = ""
    suggestion: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Triage:
    """What a person decided about a case (T-01 to T-04, G-01). `grade` is for complaints only.

    `poorly_handled` says that a rise of the grade is our own doing: late, complained of again, pressed
    (G-05). `product_id` is what it is about, none where it is about no product of ours (M-03).
    """

    kind: Kind
    category: str
    department_id: int
    grade: int | None = None
    criteria: Sequence[str] = ()
    urgent: bool = False
    important: bool = False
    poorly_handled: bool = False
    owner_id: int | None = None
    reason: str = ""
    product_id: int | None = None
