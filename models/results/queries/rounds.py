"""The first answer of each case beside its last (R-04): what reopening has changed."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import BigInteger, cast, func, select

from models.db import db
from models.people.tables import Staff
from models.results.queries.joined import answered
from models.results.rules.selection import Selection
from models.results.words import SourceKind
from models.revisits.tables import Revisit, RevisitAnswer
from models.revisits.words import RevisitKind
from models.surveys.rules.statistics import FivePoints

SCORES = 10
"""More than any score: an answer's id times this and its score in one number grow with the answers."""


@dataclass(frozen=True)
class FirstAndLast:
    """Of each case with an answer in the period: the first score ever given, and the last one."""

    first: FivePoints
    last: FivePoints
    changed: int
    """The cases whose customer was asked again, or thought better of it, and gave another score."""
    better: int
    worse: int


def first_and_last(viewer: Staff, selection: Selection) -> FirstAndLast | None:
    """For revisits; None for other sources."""
    if selection.source.kind is not SourceKind.REVISIT:
        return None
    cases = answered(viewer, selection, Revisit.case_id)
    at = cast(RevisitAnswer.id, BigInteger) * SCORES + RevisitAnswer.score
    ends = (
        select((func.min(at) % SCORES).label("first"), (func.max(at) % SCORES).label("last"))
        .join(Revisit, Revisit.id == RevisitAnswer.revisit_id)
        .where(Revisit.kind == RevisitKind.FIRST, Revisit.case_id.in_(cases))
        .group_by(Revisit.case_id)
        .subquery()
    )
    rows = db.session.execute(
        select(ends.c.first, ends.c.last, func.count()).group_by(ends.c.first, ends.c.last)
    )
    moved: Counter[tuple[int, int]] = Counter({(one, other): n for one, other, n in rows})
    begin: Counter[int] = Counter()
    end: Counter[int] = Counter()
    for (one, other), n in moved.items():
        begin[one] += n
        end[other] += n
    better = sum(n for (one, other), n in moved.items() if other > one)
    worse = sum(n for (one, other), n in moved.items() if other < one)
    return FirstAndLast(FivePoints.of(begin), FivePoints.of(end), better + worse, better, worse)
