"""The share in a whole from a sample drawn by strata, each stratum with its weight (S-03, S-06). Pure."""

from collections.abc import Sequence
from math import isclose
from typing import NamedTuple

from models.surveys.rules.statistics.shares import Z_95, wilson


class Stratum(NamedTuple):
    """One stratum: its `size` in the frame, its answers `n`, and how many of these are hits."""

    size: int
    n: int
    hits: int


class Weighted(NamedTuple):
    """A share of the whole frame. `effective` is the n of a simple sample that would be as exact.

    `covered` is the part of the frame in strata with an answer, from 0 to 1: only for that part it speaks.
    """

    value: float
    low: float
    high: float
    error: float
    n: int
    effective: float
    covered: float


def weighted_share(strata: Sequence[Stratum], z: float = Z_95) -> Weighted | None:
    """The stratified estimate with an interval; None over nothing.

    Estimate and standard error: W. G. Cochran, Sampling Techniques, 3rd edition (Wiley 1977), 5.3 and 5.10:
    the sum of W p, and the root of the sum of W² (1 - f) p q / (n - 1). The interval is Wilson's at the
    effective sample size p q / error² (E. L. Korn, B. I. Graubard, "Confidence intervals for proportions
    with small expected number of positive counts estimated from survey data", Survey Methodology 24 (1998)
    193-201). Where the strata show no spread (all or none are hits) the effective size is that of the
    weights alone, 1 / sum of W² / n (L. Kish, Survey Sampling (Wiley 1965), 11.7).

    A single answer has no spread of its own: its stratum is taken to spread as the whole does. Who answers
    is taken as drawn at random within a stratum. Raises ValueError for counts that cannot be.
    """
    for size, n, hits in strata:
        if not 0 <= hits <= n <= size:
            raise ValueError(f"{hits} of {n} of {size} is no stratum")
    heard = [each for each in strata if each.n]
    if not heard:
        return None
    whole = sum(each.size for each in heard)
    weights = [each.size / whole for each in heard]
    value = sum(weight * each.hits / each.n for weight, each in zip(weights, heard, strict=True))
    variance = 0.0
    for weight, each in zip(weights, heard, strict=True):
        part = each.hits / each.n
        spread = part * (1 - part) / (each.n - 1) if each.n > 1 else value * (1 - value)
        variance += weight * weight * (1 - each.n / each.size) * spread
    by_weights = 1 / sum(weight * weight / each.n for weight, each in zip(weights, heard, strict=True))
    everybody = all(each.n == each.size for each in heard)
    spreads = 0 < value < 1 and not isclose(variance, 0, abs_tol=1e-15)
    effective = value * (1 - value) / variance if spreads else by_weights
    low, high = (value, value) if everybody else wilson(value, effective, z)
    covered = whole / sum(each.size for each in strata)
    return Weighted(value, low, high, variance**0.5, sum(each.n for each in heard), effective, covered)
