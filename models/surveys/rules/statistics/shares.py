"""Shares, their uncertainty, and the difference of two (S-06). Pure."""

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


class Difference(NamedTuple):
    """One share less another, with its interval, from -1 to 1; or one such difference less another."""

    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out "no difference"."""
        return self.low > 0 or self.high < 0


def share(hits: int, n: int, z: float = Z_95) -> Share | None:
    """A share with its Wilson score interval (Wilson 1927; recommended by Brown, Cai and DasGupta 2001).

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927) 209-212. L. D. Brown, T. T. Cai, A. DasGupta, "Interval
    estimation for a binomial proportion", Statistical Science 16 (2001) 101-133: of the intervals that
    are easy to tell, it keeps nearest to its 95 % for few answers and for shares near 0 and 1.

    Raises ValueError for counts that are no share.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n} is no share")
    if n == 0:
        return None
    value = hits / n
    low, high = wilson(value, n, z)
    return Share(hits, n, value, low, high)


def wilson(value: float, n: float, z: float = Z_95) -> tuple[float, float]:
    """The interval alone, for a share `value` over `n` answers; `n` may be an effective number."""
    shrink = 1 + z * z / n
    middle = (value + z * z / (2 * n)) / shrink
    half = z * sqrt(value * (1 - value) / n + z * z / (4 * n * n)) / shrink
    return min(value, max(0.0, middle - half)), max(value, min(1.0, middle + half))


def difference(one: Share, other: Share, z: float = Z_95) -> Difference:
    """`one` less `other`, of two groups that have nobody in common, with Newcombe's interval.

    The hybrid score interval, method 10 of R. G. Newcombe, "Interval estimation for the difference between
    independent proportions: comparison of eleven methods", Statistics in Medicine 17 (1998) 873-890.
    """
    low_one, high_one = wilson(one.value, one.n, z)
    low_other, high_other = wilson(other.value, other.n, z)
    value = one.value - other.value
    down = sqrt((one.value - low_one) ** 2 + (high_other - other.value) ** 2)
    up = sqrt((high_one - one.value) ** 2 + (other.value - low_other) ** 2)
    return Difference(value, max(-1.0, value - down), min(1.0, value + up))


def beyond(one: Difference, other: Difference) -> Difference:
    """One difference less another, of groups that have nobody in common: how much more one group changed.

    The limits are combined as Newcombe combines those of two shares: R. G. Newcombe, "Estimating the
    difference between differences: measurement of additive scale interaction for proportions", Statistics in
    Medicine 20 (2001) 2885-2893. From -2 to 2.
    """
    value = one.value - other.value
    down = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    up = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Difference(value, max(-2.0, value - down), min(2.0, value + up))
