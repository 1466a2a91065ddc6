"""The Net Promoter Score and its interval (S-06). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Self

from models.surveys.rules.statistics.bases import low_base
from models.surveys.rules.statistics.shares import Z_95

HALVINGS = 60


@dataclass(frozen=True)
class Recommending:
    """How many would recommend us (9 and 10 of 0 to 10), are passive (7, 8), or would warn of us (0 to 6).

    F. F. Reichheld, "The one number you need to grow", Harvard Business Review 81 (2003) 12, 46-54.
    """

    promoters: int
    passives: int
    detractors: int

    @classmethod
    def of(cls, counted: Mapping[int, int]) -> Self:
        """From counts by point. Raises ValueError for a point that is not 0 to 10."""
        if strange := set(counted) - set(range(11)):
            raise ValueError(f"no points: {sorted(strange)}")
        return cls(
            sum(count for point, count in counted.items() if point >= 9),
            sum(count for point, count in counted.items() if point in (7, 8)),
            sum(count for point, count in counted.items() if point <= 6),
        )

    @property
    def n(self) -> int:
        return self.promoters + self.passives + self.detractors

    @property
    def low_base(self) -> bool:
        return low_base(self.n)

    @property
    def score(self) -> float | None:
        """From -100 to 100; None over nothing."""
        return 100 * (self.promoters - self.detractors) / self.n if self.n else None

    @cached_property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % score interval of the score, from -100 to 100; None over nothing.

        The score is the difference of two shares of one sample, as of paired proportions: T. Tango,
        "Equivalence test and confidence interval for the difference in proportions for the paired-sample
        design", Statistics in Medicine 17 (1998) 891-908. For the Net Promoter Score B. Rocks, "Interval
        estimation for the Net Promoter Score", The American Statistician 70 (2016) 365-372, finds this kind
        of interval among the best; the usual ones are far too short for few answers.
        """
        if not self.n:
            return None
        value = (self.promoters - self.detractors) / self.n
        return 100 * self._limit(value, -1.0), 100 * self._limit(value, 1.0)

    def _limit(self, value: float, end: float) -> float:
        """Halves the way from the score to the end of the scale until the test just refuses."""
        inner, outer = value, end
        if abs(self._statistic(end)) <= Z_95:
            return end
        for _ in range(HALVINGS):
            middle = (inner + outer) / 2
            if abs(self._statistic(middle)) <= Z_95:
                inner = middle
            else:
                outer = middle
        return (inner + outer) / 2

    def _statistic(self, supposed: float) -> float:
        """How many standard errors the counts are from a supposed score; the shares are those that are
        likeliest under it (Tango 1998, equations 6 to 9).
        """
        n, up, down = self.n, self.promoters, self.detractors
        b = (2 * n - up + down) * supposed - up - down
        c = -down * supposed * (1 - supposed)
        root = sqrt(max(b * b - 8 * n * c, 0.0))
        likeliest = (root - b) / (4 * n) if b <= 0 else -2 * c / (root + b)
        variance = n * (2 * likeliest + supposed * (1 - supposed))
        apart = up - down - n * supposed
        if variance <= 1e-12 * n:
            return 0.0 if abs(apart) <= 1e-9 * n else float("inf")
        return apart / sqrt(variance)
