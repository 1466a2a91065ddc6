"""How a customer of the demo company answers a questionnaire, question by question as the server asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from demo.asking.words import pool
from models.surveys.document import (
    NOT_APPLICABLE,
    Document,
    FivePoint,
    FivePointMatrix,
    Multiple,
    Nps,
    Option,
    Question,
    Single,
)
from models.surveys.rules.answers import Answer
from models.surveys.rules.screens import next_open

SHIFTS = {
    "attitude": 0.35,
    "content": 0.1,
    "handling": -0.35,
    "place": 0.3,
    "price": -0.4,
    "resolution": -0.15,
    "speed": -0.3,
}
"""How much better or worse than overall a customer finds one thing, in points."""
NOT_MINE = 0.06
SPREAD = 0.6
FIRST_OPTIONS = {"contact": 0.55, "complained": 0.42}
"""How likely it is that somebody was in touch with us, and complained."""


@dataclass
class Customer:
    """Somebody who answers: how content, in which language, how patient. Points are from 1 to 5."""

    mood: float
    language: str
    draw: Random
    questionnaire: str

    @property
    def points(self) -> int:
        return _point(self.mood)

    def says(self, document: Document) -> Iterator[tuple[Question, Answer]]:
        """Every question on the way with what is answered, until there is none left."""
        said: dict[str, Answer] = {}
        while (question := next_open(document, said)) is not None:
            said[question.code] = self._answer(question)
            yield question, said[question.code]

    def _answer(self, question: Question) -> Answer:
        match question:
            case FivePoint(code="overall"):
                return Answer({"": self.points})
            case FivePoint():
                return Answer({"": self._rated(question.code, question.not_applicable)})
            case FivePointMatrix():
                rows = question.rows
                return Answer({row.code: self._rated(row.code, question.not_applicable) for row in rows})
            case Single():
                return Answer({"": self._one(question.code, question.options)})
            case Multiple():
                return self._several(question)
            case Nps():
                return Answer({"": min(10, max(0, round(self.mood * 2.2 - 1.2 + self.draw.gauss(0, 1.1))))})
        return Answer(text=self._words())

    def _rated(self, code: str, may_not_concern: bool) -> int:
        if may_not_concern and self.draw.random() < NOT_MINE:
            return NOT_APPLICABLE
        return _point(self.mood + SHIFTS.get(code, 0) + self.draw.gauss(0, SPREAD))

    def _one(self, code: str, options: Sequence[Option]) -> int:
        if code in FIRST_OPTIONS:
            return options[0].code if self.draw.random() < FIRST_OPTIONS[code] else options[1].code
        worse = 0 if self.mood >= 3.4 else 1 if self.mood >= 2 else 2
        return options[min(worse, len(options) - 1)].code

    def _several(self, question: Multiple) -> Answer:
        open_ones = [option.code for option in question.options if not option.alone]
        weights = [len(open_ones) - place for place in range(len(open_ones))]
        wanted = self.draw.choices((1, 2, 3), (5, 4, 1))[0]
        chosen = set(self.draw.choices(open_ones, weights, k=min(wanted, question.most or wanted)))
        return Answer({str(code): 1 for code in sorted(chosen)})

    def _words(self) -> str:
        eager = 0.28 if self.points >= 4 else 0.5 if self.points == 3 else 0.75
        choice = pool(self.questionnaire, self.language, self.points)
        return self.draw.choice(choice) if choice and self.draw.random() < eager else ""


def _point(value: float) -> int:
    return min(5, max(1, round(value)))
