"""Drawing a month's cases so that the draw can be repeated (Q-01). Pure.

Each case gets a number from the seed and its own number, as good as chance and always the same: a permanent
random number (Ohlsson 1995, "Coordination of samples using permanent random numbers", in Business Survey
Methods). In what order the frame is read makes no difference.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from models.inspection.words import Ground

SPACE = 1 << 64


class Unit(NamedTuple):
    """A case among which is drawn: its number, its stratum (department, category and grade), its grade (0
    for none) and its weight by risk (0 for none)."""

    number: str
    stratum: str
    grade: int
    risk: int


class Plan(NamedTuple):
    """How much is drawn: a share of each stratum in percent, at least so many of each, so many by risk."""

    share_percent: int
    least_each: int
    risk_cases: int


def chance(seed: str, number: str, purpose: str = "") -> float:
    """The permanent random number of a case under a seed, above 0 and at most 1."""
    digest = hashlib.blake2b(f"{purpose}:{number}".encode(), key=seed.encode()[:64], digest_size=8).digest()
    return (int.from_bytes(digest, "big") + 1) / SPACE


def sample(frame: Iterable[Unit], seed: str, plan: Plan) -> list[tuple[str, Ground]]:
    """What is drawn and why: all of grade 3, a share of each other stratum at random, then by risk from
    what is left; each case once, in the order of their numbers.

    Random draws do not look at risk, so they stand for all cases of their stratum.
    """
    units = sorted(set(frame))
    drawn = {unit.number: Ground.GRADE_THREE for unit in units if unit.grade == 3}
    strata: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.grade != 3:
            strata[unit.stratum].append(unit)
    for members in strata.values():
        ranked = sorted(members, key=lambda unit: (chance(seed, unit.number), unit.number))
        for unit in ranked[: size_of(len(members), plan)]:
            drawn[unit.number] = Ground.RANDOM
    risky = [unit for unit in units if unit.risk and unit.number not in drawn]
    drawn |= dict.fromkeys(by_risk(risky, seed, plan.risk_cases), Ground.RISK)
    return sorted(drawn.items())


def size_of(members: int, plan: Plan) -> int:
    """How many of a stratum with so many members are drawn; a share is rounded up."""
    return min(members, max(plan.least_each, -(-members * plan.share_percent // 100)))


def by_risk(units: Sequence[Unit], seed: str, size: int) -> list[str]:
    """The numbers of `size` cases, drawn without replacement with chances by weight: those with the largest
    u^(1/weight) (Efraimidis and Spirakis 2006, Information Processing Letters 97, algorithm A)."""
    keys = {unit.number: log(chance(seed, unit.number, "risk")) / unit.risk for unit in units}
    return sorted(keys, key=lambda number: (-keys[number], number))[:size]


def second_look(seed: str, numbers: Iterable[str], percent: int) -> set[str]:
    """Which of the drawn cases are scored a second time, blind: `percent` of them, rounded up."""
    ranked = sorted(numbers, key=lambda number: (chance(seed, number, "second"), number))
    return set(ranked[: -(-len(ranked) * percent // 100)])
