"""Single parts of a report's document, made from what the results have counted (S-06, S-07)."""

from collections.abc import Sequence
from typing import Any

from models.reports.document import Figures, Point, Rate, Reason, Recommended
from models.reports.installed import named
from models.reports.queries.reports import Past
from models.reports.rules.overlap import Told, recommending, tells_of_few
from models.results.queries import Became
from models.results.rules import MeasureKind
from models.results.rules.measures import Measures, Tallies
from models.surveys.rules.statistics import PUBLISHED, Recommending, shown


def recommended(
    key: str, measures: Measures, tallies: Tallies[Any], beside: Sequence[Told], *, openly: bool
) -> Recommended | None:
    """The Net Promoter Score of the first question of its kind that enough answered.

    None where what few said could be worked out of it and of what was published beside.
    """
    for measure in measures.of_kind(MeasureKind.RECOMMENDING):
        found = Recommending.of(tallies.counted(measure.code))
        if found.score is None or not shown(found.n, PUBLISHED):
            continue
        if tells_of_few(key, (found.promoters, found.passives, found.detractors), recommending, beside):
            return None
        low, high = (None, None) if openly or found.interval is None else found.interval
        return Recommended(
            promoters=found.promoters,
            passives=found.passives,
            detractors=found.detractors,
            score=round(found.score, 4),
            low=None if low is None else round(low, 4),
            high=None if high is None else round(high, 4),
            few=found.low_base,
        )
    return None


def rate(became: Became | None) -> Rate | None:
    """What became of everybody who was to be asked; None where nobody was drawn."""
    if became is None:
        return None
    found = became.dispositions
    reasons = sorted(became.reasons.items(), key=lambda item: (-item[1], item[0].value))
    return Rate(
        complete=found.complete,
        partial=found.partial,
        refused=found.refused,
        not_reached=found.not_reached,
        not_asked=found.not_asked,
        waiting=found.waiting,
        undelivered=found.undelivered,
        ineligible=found.ineligible,
        eligible=found.eligible,
        value=round(found.rr2 or 0.0, 6),
        reasons=tuple(
            Reason(code=reason.value, name=named("silence", reason.value), n=n) for reason, n in reasons if n
        ),
    )


def course(past: Sequence[Past]) -> tuple[Point, ...]:
    """The main figure of each earlier report, the oldest first."""
    return tuple(point for each in past for point in now_of(each.figures, corrected=each.corrected))


def now_of(figures: Figures, *, corrected: bool = False) -> list[Point]:
    """The main figure of one report as a point of a course; none where it is hidden, or of an open survey."""
    main = figures.headline
    if main is None or main.figure is None or figures.open:
        return []
    return [
        Point(
            period=figures.period,
            name=figures.name,
            n=main.figure.n,
            satisfied=main.figure.satisfied,
            few=main.figure.few,
            corrected=corrected,
        )
    ]
