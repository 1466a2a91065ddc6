"""A suggestion and its reasons, and what was decided before on like texts."""

from dataclasses import asdict, dataclass
from typing import Any

from models.cases.words import Confidence


@dataclass(frozen=True)
class Hint:
    """One word that decided: what for, and how heavily."""

    word: str
    weight: int
    points_to: str


@dataclass(frozen=True)
class Decided:
    """An earlier case with a like text, and what people decided on it. `likeness` is from 0 to 1."""

    number: str
    likeness: float
    category: str
    department: str
    grade: int | None
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vote:
    """Earlier cases, by number, that were given this category; together they weigh `weight`."""

    category: str
    cases: tuple[str, ...]
    weight: int


@dataclass(frozen=True)
class Suggested:
    """What the system would decide; None or empty where nothing says. A person decides.

    `usual` are those of `criteria` that no word hints at, but complaints of this category meet as a rule.
    `votes` hold every category that earlier cases were given, the heaviest first.
    """

    category: str | None
    department: str | None
    grade: int | None
    criteria: tuple[str, ...]
    urgent: bool
    important: bool
    hints: tuple[Hint, ...]
    confidence: Confidence = Confidence.NONE
    usual: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()

    def as_facts(self) -> dict[str, Any]:
        """As plain JSON, to be kept with the case."""
        facts = asdict(self)
        facts["criteria"] = list(self.criteria)
        facts["usual"] = list(self.usual)
        facts["confidence"] = self.confidence.value
        facts["hints"] = [asdict(hint) for hint in self.hints]
        facts["votes"] = [asdict(vote) | {"cases": list(vote.cases)} for vote in self.votes]
        return facts
