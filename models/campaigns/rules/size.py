"""How many answers a wanted precision takes, and how precise an answer will be (S-03). Pure."""

from math import ceil, sqrt

from models.surveys.rules.statistics import Z_95

WIDEST = 0.5
"""The share that is the hardest to measure: whoever does not know it reckons with this one."""


def answers_needed(population: int, precision: float, *, expected: float = WIDEST, z: float = Z_95) -> int:
    """How many answers estimate a share of `population` to within `precision` (0.05 for ±5 points).

    At 95 % confidence: n0 = z²·p·(1-p)/e², with the finite population correction
    n = n0 / (1 + (n0 - 1) / N), rounded up (Cochran 1977, Sampling Techniques, 3rd ed., section 4.4,
    formulas 4.1 and 4.2). Never more than there are. Raises ValueError for numbers that mean nothing.
    """
    if population < 0 or not 0 < precision < 1 or not 0 < expected < 1:
        raise ValueError("a population of none or more, a precision and a share between 0 and 1")
    if population == 0:
        return 0
    first = z * z * expected * (1 - expected) / (precision * precision)
    return min(population, ceil(first / (1 + (first - 1) / population)))


def to_invite(answers: int, response_rate: float, population: int) -> int:
    """How many must be asked for so many answers if this share answers; never more than there are."""
    if not 0 < response_rate <= 1:
        raise ValueError("a response rate is above 0 and at most 1")
    return min(population, ceil(answers / response_rate))


def precision_of(answers: int, population: int, *, expected: float = WIDEST, z: float = Z_95) -> float | None:
    """Half the width of the 95 % interval of a share that so many answers of a population give.

    The same formulas the other way round; None over no answers, 0 where everybody has answered.
    """
    if not 0 <= answers <= population:
        raise ValueError(f"{answers} of {population} cannot have answered")
    if answers == 0:
        return None
    if answers == population:
        return 0.0
    finite = (population - answers) / (population - 1)
    return z * sqrt(expected * (1 - expected) / answers * finite)
