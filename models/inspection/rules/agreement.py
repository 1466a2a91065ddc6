"""How far two inspectors who saw the same cases agree beyond chance: Cohen's kappa (Q-01). Pure."""

from collections import Counter
from collections.abc import Hashable, Sequence
from math import sqrt
from typing import NamedTuple

NORMAL_95 = 1.959963984540054
"""The point of the normal distribution that leaves 2.5 percent above it."""


class Agreement(NamedTuple):
    """Of `n` pairs, the share that agree, kappa, and its 95 percent interval.

    Kappa is None for no pair and where all marks are the same one, as there is nothing then that chance
    could have got wrong.
    """

    n: int
    observed: float | None
    kappa: float | None = None
    low: float | None = None
    high: float | None = None


def agreement(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Cohen's kappa (1960) of pairs of marks, with the large-sample interval of Fleiss, Cohen and Everitt
    (1969), as in Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, 3rd ed.,
    formulas 18.13 to 18.16; the interval is cut at -1 and 1.
    """
    n = len(pairs)
    if not n:
        return Agreement(0, None)
    cells = Counter(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    marks = sorted(set(first) | set(second), key=repr)
    observed = sum(cells[mark, mark] for mark in marks) / n
    chance = sum(first[mark] * second[mark] for mark in marks) / n**2
    if chance == 1:
        return Agreement(n, observed)
    kappa = (observed - chance) / (1 - chance)
    same = sum(
        cells[mark, mark] / n * (1 - (first[mark] + second[mark]) / n * (1 - kappa)) ** 2 for mark in marks
    )
    apart = (
        sum(count / n * ((second[a] + first[b]) / n) ** 2 for (a, b), count in cells.items() if a != b)
        * (1 - kappa) ** 2
    )
    variance = same + apart - (kappa - chance * (1 - kappa)) ** 2
    error = sqrt(max(variance, 0.0) / n) / (1 - chance)
    low, high = kappa - NORMAL_95 * error, kappa + NORMAL_95 * error
    return Agreement(n, observed, kappa, max(low, -1.0), min(high, 1.0))
