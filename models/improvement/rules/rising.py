"""Whether something rose, against its own past and not by mere counts (M-03). Pure.

Of each week the share that something has among all cases is looked at, so that a busy month alone lets
nothing rise. Usual is the median of the past weeks' shares, or their mean where that is more (what is seen in
fewer than half of the weeks has a median of nothing); the spread is their median absolute deviation times
1.4826 (as a standard deviation where the shares are normal: P. J. Rousseeuw and C. Croux, "Alternatives to
the median absolute deviation", JASA 88 (1993) 1273-1283), but never less than chance alone would spread
counts (Poisson).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

RECENT, PAST = 4, 12
"""Weeks that are judged, and weeks before them that say what is usual."""
LEAST_OBSERVED = 5
LEAST_SCORE = 3.0
LEAST_RATIO = 1.5
AS_DEVIATION = 1.4826
LEAST_EXPECTED = 0.5
"""Of what never happened before, half a case is expected."""


@dataclass(frozen=True)
class Rise:
    """So many cases were seen where so many were to be expected, so many spreads above."""

    observed: int
    expected: float
    score: float

    @property
    def rose(self) -> bool:
        """Enough cases, far enough above the usual spread, and half as many again at least."""
        enough = self.observed >= LEAST_OBSERVED and self.observed >= LEAST_RATIO * self.expected
        return enough and self.score >= LEAST_SCORE


def rise(counts: Sequence[int], totals: Sequence[int]) -> Rise:
    """How the last RECENT weeks stand to the PAST before them; both sequences are by week, the oldest first.

    The variance of the sum is that of chance (the expected count) or that of the weeks, whichever is larger.
    """
    past = [count / total for count, total in zip(counts[:-RECENT], totals[:-RECENT], strict=True) if total]
    observed, seen = sum(counts[-RECENT:]), totals[-RECENT:]
    before = sum(totals[:-RECENT])
    usual = max(median(past), sum(counts[:-RECENT]) / before) if past else 0.0
    spread = AS_DEVIATION * median(abs(each - usual) for each in past) if past else 0.0
    expected = max(usual * sum(seen), LEAST_EXPECTED)
    of_weeks = sum((spread * total) ** 2 for total in seen)
    score = (observed - expected) / sqrt(max(expected, of_weeks))
    return Rise(observed, expected, score)
