"""One customer voice with all that followed, and the whole company."""

from dataclasses import dataclass, field
from datetime import date, datetime

from demo.story.customers import Customer
from demo.story.people import Department, Login, Person
from demo.story.products import Sold
from demo.story.steps import AnsweredOnTheSpot, Closed, Step, Withdrawn
from models.cases.words import Channel, Kind


@dataclass(frozen=True, slots=True)
class CaseStory:
    """One customer voice and all that followed (V-02)."""

    key: int
    customer: int
    kind: Kind
    channel: Channel
    received_at: datetime
    language: str
    title: str
    problem: str
    happened_on: date | None
    happened_when: str
    happened_where: str
    expected: str
    expected_on: date | None
    verified: bool
    steps: tuple[Step, ...] = field(repr=False)

    @property
    def open(self) -> bool:
        """Whether no step has ended it."""
        return not self.steps or not isinstance(self.steps[-1], Closed | Withdrawn | AnsweredOnTheSpot)


@dataclass(frozen=True, slots=True)
class Company:
    """All of 云帆网络 as it stands at `until`."""

    today: date
    until: datetime
    departments: tuple[Department, ...]
    people: tuple[Person, ...]
    logins: tuple[Login, ...]
    customers: tuple[Customer, ...]
    stories: tuple[CaseStory, ...]
    products: tuple[Sold, ...] = ()
