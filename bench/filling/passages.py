"""What customers of a filled database say, and what they are called: mixed from what the demo company has."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from demo.names import MALE_FIRST, MALE_SECOND, MALE_SINGLE, SURNAMES
from demo.story import Company

OPENINGS, ENDINGS, NAMES = 3001, 1009, 5003
"""How many of each there are: primes, so that walking through them side by side repeats no pair for long."""
STEP_OF_OPENINGS, STEP_OF_ENDINGS, STEP_OF_NAMES = 31, 97, 53
TITLE = 20
TWO_SIGNS = 0.7
"""How many given names have two characters."""
SEED = 20261121
_CLAUSE = re.compile(r"[^，。！？；\n]{4,}")


@dataclass(frozen=True)
class Passages:
    """Half-sentences of the demo company's customers in new company: words are as frequent as in life.

    A case's words are one opening and one ending, chosen by its id; its customer's name by the customer's.
    """

    openings: list[str]
    endings: list[str]
    names: list[str]

    def opening_of(self, case_id: int) -> int:
        return case_id * STEP_OF_OPENINGS % OPENINGS

    def ending_of(self, case_id: int) -> int:
        return case_id * STEP_OF_ENDINGS % ENDINGS

    def name_of(self, customer_id: int) -> int:
        return customer_id * STEP_OF_NAMES % NAMES


def passages_of(company: Company) -> Passages:
    """The same for the same company."""
    draw = Random(SEED)  # noqa: S311 (no secret)
    clauses = sorted({each for story in company.stories for each in _CLAUSE.findall(story.problem)})
    return Passages(
        [_mixed(draw, clauses, 3, 6) for _ in range(OPENINGS)],
        [_mixed(draw, clauses, 1, 4) for _ in range(ENDINGS)],
        [_name(draw) for _ in range(NAMES)],
    )


def title_of(opening: str) -> str:
    """The beginning of what was said, as a title."""
    return opening[:TITLE]


def _mixed(draw: Random, clauses: Iterable[str], least: int, most: int) -> str:
    return "，".join(draw.sample(list(clauses), draw.randint(least, most)))


def _name(draw: Random) -> str:
    given = (
        draw.choice(MALE_FIRST) + draw.choice(MALE_SECOND)
        if draw.random() < 0.7
        else draw.choice(MALE_SINGLE)
    )
    return draw.choice(SURNAMES) + given
