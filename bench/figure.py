"""A figure: what is measured, and what it has to reach."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line of the report: `measure` gives the value, `target` is what just suffices."""

    name: str
    target: float
    measure: Callable[[], float]
    more_is_better: bool = False

    def line(self) -> str:
        """Measure, and say `name value target ok|short`."""
        value = self.measure()
        reached = value >= self.target if self.more_is_better else value <= self.target
        return f"{self.name} {value:.4g} {self.target:g} {'ok' if reached else 'short'}"


def seconds(do: Callable[[], object], *, times: int, rounds: int = 5) -> float:
    """How long one call takes: the median of `rounds`, each the mean of `times` calls."""
    do()
    return median(_round(do, times) for _ in range(rounds))


def _round(do: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        do()
    return (time.perf_counter() - start) / times
