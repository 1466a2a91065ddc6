"""How the rate of a cause's cases changed after an improvement, with its interval (K-02). Pure."""

from dataclasses import dataclass

from models.surveys.rules.statistics import LOW_BASE, Z_95
from models.surveys.rules.statistics.shares import wilson

LEAST_WEEKS = 2.0
"""So many weeks after it was done say something at the earliest."""


@dataclass(frozen=True)
class Effect:
    """Cases of the cause before and after, in so many weeks each, and the ratio of the rates."""

    cases_before: int
    weeks_before: float
    cases_after: int
    weeks_after: float
    ratio: float | None
    low: float | None
    high: float | None

    @property
    def fell(self) -> bool:
        """Whether the whole interval lies below one: fewer cases, beyond what chance explains."""
        return self.high is not None and self.high < 1

    @property
    def rose(self) -> bool:
        """Whether the whole interval lies above one: more cases, beyond what chance explains."""
        return self.low is not None and self.low > 1

    @property
    def low_base(self) -> bool:
        return self.cases_before + self.cases_after < LOW_BASE

    @property
    def early(self) -> bool:
        """Whether it is too early to say anything."""
        return self.weeks_after < LEAST_WEEKS


def effect(before: int, weeks_before: float, after: int, weeks_after: float) -> Effect:
    """The ratio of two rates of events and its 95 % interval.

    Given their sum, the later count is a binomial share p = r·t₂ / (r·t₂ + t₁) for the ratio r
    (J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series",
    Biometrika 31 (1940)
    313-323); the interval of p is Wilson's, turned back into one of r. None of it without cases or time.
    """
    n = before + after
    if n == 0 or weeks_before <= 0 or weeks_after <= 0:
        return Effect(before, weeks_before, after, weeks_after, None, None, None)
    low, high = wilson(after / n, n, Z_95)
    scale = weeks_before / weeks_after

    def ratio(share: float) -> float | None:
        return None if share >= 1 else share / (1 - share) * scale

    return Effect(before, weeks_before, after, weeks_after, ratio(after / n), ratio(low), ratio(high))
