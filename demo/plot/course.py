"""The course of one case: steps in order of time, with who has it and what is known about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from demo.calendar.working import after, rules
from demo.plot import cast
from demo.plot.arrivals import Arrival
from demo.story import Step, Voice
from demo.telling.desk import Desk
from demo.writing.facts import Facts
from models.cases.words import Kind

MOODS = ("calm", "annoyed", "pleased", "furious")


@dataclass(frozen=True, slots=True)
class Script:
    """What is settled beforehand for a case that is to stand in a certain state (see `staging`).

    `result_at` is when the first result is handed in, `scores` are the answers to the revisits, each
    given at the first asking, `silent` counts the revisit calls that reach nobody, `link` says that a
    link goes out, `pause` that the customer is asked for something, `late` whether the first round is late.
    """

    owner: str = ""
    lead: str = ""
    result_at: datetime | None = None
    pause: bool = False
    late: bool = False
    rejected: bool = False
    scores: tuple[int, ...] = ()
    silent: int = 0
    link: bool = False


class Course:
    """One case on its way. `now` is the moment of the last step; no step goes back behind it."""

    def __init__(self, desk: Desk, arrival: Arrival, facts: Facts, script: Script | None = None) -> None:
        self.script = script
        self.desk = desk
        self.arrival = arrival
        self.facts = facts
        self.steps: list[Step] = []
        self.now = arrival.received_at
        self.problem = ""
        self.agent = ""
        self.owner = ""
        self.lead = ""
        self.round = 1

    @property
    def draw(self) -> Random:
        return self.desk.draw

    @property
    def voice(self) -> Voice:
        return self.arrival.customer.voice

    @property
    def of_idea(self) -> bool:
        """Whether a suggestion is weighed: nobody goes round again about one."""
        return self.arrival.kind is Kind.SUGGESTION

    def chance(self, probability: float) -> bool:
        return self.draw.random() < probability

    def between(self, low: float, high: float) -> float:
        """A number of minutes, small ones likelier."""
        return self.draw.triangular(low, high, low + (high - low) * 0.25)

    def add(self, step: Callable[..., Step], at: datetime, by: str, **details: Any) -> None:
        """Takes a step, at `at` or just after the one before it."""
        if self.steps and at <= self.steps[-1].at:
            at = self.steps[-1].at + timedelta(seconds=self.draw.randint(20, 170))
        self.now = at
        self.steps.append(step(at, by, **details))

    def at_once(self, step: Callable[..., Step], by: str, **details: Any) -> None:
        """Takes a step at the very moment of the one before it, which it follows from."""
        self.steps.append(step(self.now, by, **details))

    def told_at(self, moment: datetime) -> Facts:
        """The facts as they stand at a moment, with the names of who has the case."""
        self.facts.know(
            agent=cast.name_of(self.agent),
            en_agent=cast.english_name_of(self.agent),
            owner=cast.name_of(self.owner or self.agent),
            boss2=cast.name_of(cast.head_of(self.lead or cast.SERVICE)),
        )
        return self.facts.at(moment)

    def office(self, low: float, high: float) -> datetime:
        """A moment so many office minutes from now."""
        return after(self.now, self.between(low, high))

    def service(self, low: float, high: float) -> datetime:
        """A moment so many minutes of the hotline's hours from now."""
        return after(self.now, self.between(low, high), "service_desk")

    def reachable(self, moment: datetime) -> datetime:
        """The moment, or the next at which customers may be called."""
        ready = rules().calendar("contact").next_open(moment)
        return ready + timedelta(seconds=self.draw.randint(40, 4500)) if ready != moment else moment

    def mood(self, grade: int | None) -> str:
        """How the customer takes a call."""
        if grade == 3:
            return self.draw.choices(MOODS, (15, 40, 5, 40))[0]
        if grade == 2:
            return self.draw.choices(MOODS, (45, 45, 8, 2))[0]
        return self.draw.choices(MOODS, (68, 20, 12, 0))[0]
