"""Drawing a sample that can be drawn again: simple, or stratified in proportion (S-03). Pure.

Each unit of the frame gets a number from the seed and its own key, as good as chance and always the same:
a permanent random number (Ohlsson 1995, "Coordination of samples using permanent random numbers", in
Business Survey Methods). The units with the smallest numbers are the sample, so that the order in which
the frame is read, and by how many processes, makes no difference.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from models.campaigns.rules.audience import Method, Sample


class Unit(NamedTuple):
    """One of a frame: its key (a customer's id, a line of a list), its case and its stratum."""

    key: int
    case_id: int | None = None
    stratum: str = ""


class Drawn(NamedTuple):
    """Who was drawn, in the order of chance; how many there were and how many were drawn, by stratum."""

    units: Sequence[Unit]
    eligible: Mapping[str, int]
    drawn: Mapping[str, int]


def number_of(seed: str, key: int) -> int:
    """The permanent random number of a unit under a seed, of 64 bits."""
    digest = hashlib.blake2b(str(key).encode(), key=seed.encode()[:64], digest_size=8).digest()
    return int.from_bytes(digest, "big")


def draw(frame: Iterable[Unit], sample: Sample) -> Drawn:
    """The sample of a frame. The same frame and seed give the same units, in whatever order it is read."""
    ranked = sorted(frame, key=lambda unit: (number_of(sample.seed, unit.key), unit.key))
    eligible = Counter(unit.stratum for unit in ranked)
    if sample.method is Method.ALL:
        chosen: list[Unit] = ranked
    elif sample.method is Method.RANDOM:
        chosen = ranked[: sample.size]
    else:
        left = allocation(eligible, sample.size, sample.least)
        chosen = []
        for unit in ranked:
            if left[unit.stratum]:
                left[unit.stratum] -= 1
                chosen.append(unit)
    return Drawn(chosen, dict(sorted(eligible.items())), _counted(chosen, eligible))


def _counted(chosen: Iterable[Unit], eligible: Mapping[str, int]) -> dict[str, int]:
    counted = Counter(unit.stratum for unit in chosen)
    return {stratum: counted[stratum] for stratum in sorted(eligible)}


def allocation(sizes: Mapping[str, int], size: int, least: int = 0) -> dict[str, int]:
    """How many of each stratum: in proportion to its size, by largest remainder, `least` at any rate.

    Proportional allocation (Cochran 1977, Sampling Techniques, 3rd ed., section 5.5), rounded by the
    method of largest remainder (Hamilton), so that the whole sum is drawn. A stratum with fewer units
    than `least` is drawn whole. Where there is no room for so many of each, `least` is lowered to what
    there is room for. Ties go to the larger stratum, then to the first by name.
    """
    total = sum(sizes.values())
    size = min(size, total)
    least = _lowered(sizes, size, least)
    fixed: dict[str, int] = {}
    while True:
        free = {stratum: units for stratum, units in sizes.items() if stratum not in fixed}
        shares = _in_proportion(free, size - sum(fixed.values()))
        below = {
            stratum: min(least, sizes[stratum])
            for stratum, share in shares.items()
            if share < min(least, sizes[stratum])
        }
        if not below:
            return dict(sorted((fixed | shares).items()))
        fixed |= below


def _lowered(sizes: Mapping[str, int], size: int, least: int) -> int:
    """The largest minimum, `least` at most, for which there is room."""
    low, high = 0, least
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(middle, units) for units in sizes.values()) <= size:
            low = middle
        else:
            high = middle - 1
    return low


def _in_proportion(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    total = sum(sizes.values())
    if not total:
        return dict.fromkeys(sizes, 0)
    quotas = {stratum: Fraction(size * units, total) for stratum, units in sizes.items()}
    shares = {stratum: int(quota) for stratum, quota in quotas.items()}
    left = size - sum(shares.values())
    order = sorted(sizes, key=lambda each: (shares[each] - quotas[each], -sizes[each], each))
    for stratum in order[:left]:
        shares[stratum] += 1
    return shares
