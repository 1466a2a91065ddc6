"""Which figures may be published, and how they are written down (S-06, S-07). Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from models.reports.document import Change, Estimate, Figure, Figures, Groups, Line
from models.reports.rules.overlap import Told, apart, counts_of, recommending, tells_of_few
from models.results.rules import one_way
from models.surveys.document import Text
from models.surveys.rules.statistics import (
    PUBLISHED,
    Difference,
    FivePoints,
    Share,
    difference,
    share,
    shown,
)

DIGITS = 6


@dataclass(frozen=True)
class Counted:
    """Answers under a code, and what the code is called."""

    code: str
    name: Text
    points: FivePoints


def figure(points: FivePoints, *, openly: bool = False) -> Figure:
    """All that is told of some answers; without intervals where nobody was drawn. There must be answers."""
    satisfied, dissatisfied, mean = points.satisfied, points.dissatisfied, points.mean
    if satisfied is None or dissatisfied is None or mean is None:
        raise ValueError("nothing was answered")
    return Figure(
        counts=points.counts,
        not_applicable=points.not_applicable,
        n=points.n,
        satisfied=estimate(satisfied, openly=openly),
        dissatisfied=estimate(dissatisfied, openly=openly),
        mean=round(mean, DIGITS),
        deviation=None if points.deviation is None else round(points.deviation, DIGITS),
        few=points.low_base,
    )


def estimate(found: Share, *, openly: bool = False) -> Estimate:
    """A share with its interval, or without."""
    if openly:
        return Estimate(hits=found.hits, value=round(found.value, DIGITS))
    return Estimate(
        hits=found.hits,
        value=round(found.value, DIGITS),
        low=round(found.low, DIGITS),
        high=round(found.high, DIGITS),
    )


def lines(
    counted: Iterable[Counted], key: str = "", beside: Sequence[Told] = (), *, openly: bool = False
) -> tuple[Line, ...]:
    """One line for each dimension that somebody answered; hidden ones keep their name alone.

    A figure is hidden where fewer than 10 answered, and where what fewer than 10 said could be worked out
    of it and of what was published `beside` the period `key`.
    """
    found = []
    for each in counted:
        if not each.points.n and not each.points.not_applicable:
            continue
        few = tells_of_few(key, each.points.counts, counts_of(each.code), beside)
        may = shown(each.points.n, PUBLISHED) and not few
        found.append(
            Line(code=each.code, name=each.name, figure=figure(each.points, openly=openly) if may else None)
        )
    return tuple(found)


def corrected(now: Figures, published: Sequence[Figures]) -> Figures:
    """Figures counted anew as they may stand beside published ones of the same answers, the oldest first.

    Whoever lays both side by side learns what the answers said in which they differ. So a figure in which
    fewer than 10 answers differ from any that was published stays as it was published last, as does one
    that may not be shown any more. Nothing else of a correction is published, nor kept.
    """
    last = {line.code: line for line in published[-1].dimensions}
    found = tuple(
        last[line.code] if line.code in last and _too_near(line, published) else line
        for line in now.dimensions
    )
    return now.model_copy(
        update={"dimensions": found, "groups": (), "whole": None, "recommended": None, "sentences": ()}
    )


def _too_near(line: Line, published: Sequence[Figures]) -> bool:
    if line.figure is None:
        return True
    was = filter(None, map(counts_of(line.code), published))
    return any(0 < apart(line.figure.counts, [each]) < PUBLISHED for each in was)


def conflicts(figures: Figures, beside: Sequence[Told], *, correction: bool = False) -> bool:
    """Whether figures that were counted earlier may not be published beside what was published since.

    Of a correction only the dimensions are published.
    """
    key = figures.period
    if any(
        line.figure is not None and tells_of_few(key, line.figure.counts, counts_of(line.code), beside)
        for line in figures.dimensions
    ):
        return True
    if correction:
        return False
    nps = recommending(figures)
    if nps is not None and tells_of_few(key, nps, recommending, beside):
        return True
    return bool(figures.groups) and any(told.overlaps(key) for told in beside)


def groups(by: str, name: Text, counted: Sequence[Counted], *, openly: bool = False) -> Groups | None:
    """The main figure by one attribute, hidden so that no group of fewer than 10 can be worked out.

    None where there is but one group, or none that may be shown.
    """
    names = {each.code: each.name for each in counted}
    whole = one_way({each.code: each.points for each in counted}, PUBLISHED)
    if len(whole.parts) < 2 or all(part.hidden for part in whole.parts.values()):
        return None
    made = [
        Line(
            code=code,
            name=names[code],
            figure=figure(part.points, openly=openly) if part.points is not None else None,
        )
        for code, part in whole.parts.items()
    ]
    return Groups(by=by, name=name, lines=tuple(made))


def changed(before: Figure, now: Figure, comparisons: int = 1) -> Change:
    """The satisfied share less an earlier one of other answers."""
    found = between(now, before, comparisons)
    return Change(
        was=before.satisfied.value,
        value=round(found.value, DIGITS),
        low=round(found.low, DIGITS),
        high=round(found.high, DIGITS),
        clear=found.clear,
    )


def between(one: Figure, other: Figure, comparisons: int = 1) -> Difference:
    """The satisfied share of one less that of another, with Newcombe's interval.

    Of several comparisons at once each has a wider one, so that all together err in 5 of 100 cases at most
    (Bonferroni; O. J. Dunn, "Multiple comparisons among means", JASA 56 (1961) 52-64).
    """
    return difference(_share(one), _share(other), z=z_of(comparisons))


def z_of(comparisons: int) -> float:
    """The two-sided point of the normal distribution for 95 % over some comparisons."""
    return NormalDist().inv_cdf(1 - 0.025 / max(1, comparisons))


def rest_of(whole: Figure, part: Figure) -> Figure | None:
    """All answers but those of a part; None where nothing is left."""
    five, four, three, two, one = (all_ - mine for all_, mine in zip(whole.counts, part.counts, strict=True))
    points = FivePoints((five, four, three, two, one))
    return figure(points) if min(points.counts) >= 0 and points.n else None


def with_changes(found: tuple[Line, ...], before: Mapping[str, Figure]) -> tuple[Line, ...]:
    """Each line with its change against the report before, where both are shown."""
    comparisons = sum(line.figure is not None and line.code in before for line in found)
    return tuple(
        line.model_copy(update={"change": changed(before[line.code], line.figure, comparisons)})
        if line.figure is not None and line.code in before
        else line
        for line in found
    )


def _share(figure: Figure) -> Share:
    found = share(figure.satisfied.hits, figure.n)
    assert found is not None  # a figure has answers
    return found
