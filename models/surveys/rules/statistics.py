"""Shares and their uncertainty (S-06). Pure."""

from math import sqrt
from typing import NamedTuple

Z_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution: two-sided 95 %."""


class Share(NamedTuple):
    """`hits` of `n`, as a share with its interval; all from 0 to 1. None over nothing."""

    hits: int
    n: int
    value: float
    low: float
    high: float


def share(hits: int, n: int, z: float = Z_95) -> Share | None:
    """A share with its Wilson score interval (Wilson 1927; recommended by Brown, Cai and DasGupta 2001).

    Raises ValueError for counts that are no share.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n} is no share")
    if n == 0:
        return None
    value = hits / n
    shrink = 1 + z * z / n
    middle = (value + z * z / (2 * n)) / shrink
    half = z * sqrt(value * (1 - value) / n + z * z / (4 * n * n)) / shrink
    return Share(hits, n, value, max(0.0, middle - half), min(1.0, middle + half))
