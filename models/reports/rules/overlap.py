"""What reports over the same days tell together: whoever subtracts them must not learn what few said. Pure.

A quarter and its months (S-06, S-07): the quarter less the months that are published leaves the rest, and
the same days counted at two moments leave what came in between. Each figure that was ever published is known
for good, those of corrections as well.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from models.reports.document import Figures
from models.reports.rules.period import Period
from models.surveys.rules.statistics import PUBLISHED

Counts = tuple[int, ...]
Of = Callable[[Figures], Counts | None]
"""Finds the counts of one figure in published ones; None where it is hidden or not asked."""


@dataclass(frozen=True)
class Told:
    """All figures that were published of one period, the report's own and its corrections', oldest first."""

    key: str
    versions: tuple[Figures, ...]

    def overlaps(self, key: str) -> bool:
        """Whether it covers some of the days of another period of its quarter."""
        return _is_quarter(self.key) or _is_quarter(key)


def counts_of(code: str) -> Of:
    """The answers to one question by point."""

    def find(figures: Figures) -> Counts | None:
        shown = (line.figure for line in figures.dimensions if line.code == code)
        return next((figure.counts for figure in shown if figure is not None), None)

    return find


def recommending(figures: Figures) -> Counts | None:
    """Those who would recommend us, who would not say, and who would warn of us."""
    found = figures.recommended
    return (found.promoters, found.passives, found.detractors) if found is not None else None


def tells_of_few(key: str, mine: Counts, of: Of, beside: Sequence[Told]) -> bool:
    """Whether these counts of a period, with published ones, leave between 1 and 9 answers to be known.

    A quarter is held against each choice of its months, a month with each choice of the others against the
    quarter, in each version that was published.
    """
    return any(0 < apart(whole, parts) < PUBLISHED for whole, parts in _compared(key, mine, of, beside))


def apart(whole: Counts, parts: Sequence[Counts]) -> int:
    """How many answers differ at least: those that are there alone, or those that are missing."""
    rest = [have - sum(part[place] for part in parts) for place, have in enumerate(whole)]
    return max(sum(each for each in rest if each > 0), -sum(each for each in rest if each < 0))


def _compared(
    key: str, mine: Counts, of: Of, beside: Sequence[Told]
) -> Iterator[tuple[Counts, Sequence[Counts]]]:
    """Each whole that is known, with each choice of known parts of it; one of both is `mine`."""
    known = [(told.key, list(dict.fromkeys(filter(None, map(of, told.versions))))) for told in beside]
    months = [versions for name, versions in known if not _is_quarter(name) and versions]
    quarters = [version for name, versions in known if _is_quarter(name) for version in versions]
    for chosen in _choices(months):
        for parts in product(*chosen):
            if not _is_quarter(key):
                yield from ((whole, (mine, *parts)) for whole in quarters)
            elif parts:
                yield mine, parts


def _choices(months: Sequence[list[Counts]]) -> Iterator[Sequence[list[Counts]]]:
    for size in range(len(months) + 1):
        yield from combinations(months, size)


def _is_quarter(key: str) -> bool:
    period = Period.read(key)
    return period is not None and period.is_quarter
