"""Limits of intervals found by searching for where the test turns, in decimals of 40 digits.

Written for the tests alone: neither closed formulas nor the product's halving of floats.
"""

from collections.abc import Callable
from decimal import Decimal, localcontext

Z_SQUARED = Decimal("3.8414588206941241425")
"""The square of the 97.5 % point of the normal distribution."""


def turn(refused: Callable[[Decimal], bool], inner: Decimal, outer: Decimal) -> float:
    """Where between a value that is not refused and one that is the refusing begins."""
    with localcontext() as context:
        context.prec = 40
        if not refused(outer):
            return float(outer)
        for _ in range(70):
            middle = (inner + outer) / 2
            inner, outer = (inner, middle) if refused(middle) else (middle, outer)
        return float((inner + outer) / 2)


def score_limits(hits: int, n: int) -> tuple[float, float]:
    """Where (x - n p)² = z² n p (1 - p): the score test of one share."""

    def refused(supposed: Decimal) -> bool:
        return (hits - n * supposed) ** 2 > Z_SQUARED * n * supposed * (1 - supposed)

    value = Decimal(hits) / n
    return turn(refused, value, Decimal(0)), turn(refused, value, Decimal(1))


def paired_limits(up: int, down: int, n: int) -> tuple[float, float]:
    """Where the score test of a difference of two shares of one sample turns.

    The likeliest shares under a supposed difference are where the likelihood stops rising.
    """

    def refused(supposed: Decimal) -> bool:
        apart = up - down - n * supposed
        low, high = max(Decimal(0), -supposed), (1 - supposed) / 2
        for _ in range(90):
            middle = (low + high) / 2
            low, high = (middle, high) if _rises(up, down, n, middle, supposed) else (low, middle)
        return apart**2 > Z_SQUARED * n * (low + high + supposed - supposed**2) + Decimal("1e-15")

    value = Decimal(up - down) / n
    return turn(refused, value, Decimal(-1)), turn(refused, value, Decimal(1))


def _rises(up: int, down: int, n: int, share: Decimal, supposed: Decimal) -> bool:
    """Whether the likelihood still rises with the share of those who are down, at this one."""
    passive, more = 1 - 2 * share - supposed, share + supposed
    slope = Decimal(0)
    for count, part, sign in ((up, more, 1), (down, share, 1), (n - up - down, passive, -2)):
        if count:
            if part <= 0:
                return sign > 0
            slope += sign * count / part
    return slope > 0
