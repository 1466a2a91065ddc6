"""The labelled texts, and how often the first rulebook suggests what a person would decide (T-05)."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.cases.rules.suggestion import Suggested, suggest
from models.cases.words import Confidence, Kind
from models.rulebook.document import Rules, parse
from models.rulebook.installed import first_document
from models.surveys.rules.statistics import Share, share

HERE = Path(__file__).parent / "labelled"
PARTS = ("tuning", "test")
TEST_BELOW = 141
"""A text whose SHA-256 begins with a byte below this belongs to the test part."""


@dataclass(frozen=True)
class Labelled:
    """A text with what a person would decide."""

    text: str
    kind: str
    category: str
    grade: int | None
    urgent: bool
    department: str

    @property
    def english(self) -> bool:
        return self.text.isascii()


Guess = tuple[Labelled, Suggested]


@cache
def rules() -> Rules:
    """The first rulebook."""
    return parse(first_document())


@cache
def texts(part: str) -> tuple[Labelled, ...]:
    """The texts of one part, in the order of its file."""
    lines = (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Labelled(**json.loads(line)) for line in lines)


def part_of(text: str) -> str:
    """Which part a text belongs to, by the rule."""
    return "test" if hashlib.sha256(text.encode()).digest()[0] < TEST_BELOW else "tuning"


@cache
def guesses(part: str) -> tuple[Guess, ...]:
    """Each text with what its words suggest."""
    return tuple((each, suggest(each.text, rules(), kind=Kind(each.kind))) for each in texts(part))


def first_level(code: str | None) -> str | None:
    return rules().category(code).parent if code else None


RIGHT: dict[str, Callable[[Guess], bool]] = {
    "category, first level": lambda guess: first_level(guess[1].category) == first_level(guess[0].category),
    "category, second level": lambda guess: guess[1].category == guess[0].category,
    "grade": lambda guess: guess[1].grade == guess[0].grade,
    "urgency": lambda guess: guess[1].urgent == guess[0].urgent,
    "department": lambda guess: guess[1].department == guess[0].department,
}
"""What can be right about a suggestion; none at all is never right."""


def accuracy(part: str) -> dict[str, Share]:
    """For each thing suggested how often it is right; the grade is that of complaints alone."""
    return {
        name: counted([guess for guess in guesses(part) if name != "grade" or guess[0].grade], right)
        for name, right in RIGHT.items()
    }


def counted(chosen: list[Guess], right: Callable[[Guess], bool]) -> Share:
    """How many of some guesses are right."""
    found = share(sum(right(guess) for guess in chosen), len(chosen))
    assert found is not None, "nothing was chosen"
    return found


def by_confidence(part: str) -> dict[Confidence, Share]:
    """How often the second level is right where the suggestion is sure, less sure, or unsure of it."""
    right = RIGHT["category, second level"]
    return {
        word: counted([guess for guess in guesses(part) if guess[1].confidence is word], right)
        for word in (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)
    }


def in_language(part: str, *, english: bool) -> Share:
    """How often the second level is right for texts in one language."""
    chosen = [guess for guess in guesses(part) if guess[0].english is english]
    return counted(chosen, RIGHT["category, second level"])


def found(
    part: str, wanted: Callable[[Labelled], bool], said: Callable[[Suggested], bool]
) -> tuple[Share, Share]:
    """Of those that are so, how many are said to be; and of those said to be, how many are."""
    are = [guess for guess in guesses(part) if wanted(guess[0])]
    named = [guess for guess in guesses(part) if said(guess[1])]
    return counted(are, lambda guess: said(guess[1])), counted(named, lambda guess: wanted(guess[0]))
