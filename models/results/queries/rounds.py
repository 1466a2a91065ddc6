"""The first answer of each case beside its last (R-04): what reopening has changed."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from models.db import db
from models.people.tables import Staff
from models.results.queries.joined import answered
from models.results.rules.selection import Selection
from models.results.words import SourceKind
from models.revisits.tables import Revisit, RevisitAnswer
from models.revisits.words import RevisitKind
from models.surveys.rules.statistics import FivePoints


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
    ends = (
        select(func.min(RevisitAnswer.id).label("first"), func.max(RevisitAnswer.id).label("last"))
        .join(Revisit, Revisit.id == RevisitAnswer.revisit_id)
        .where(Revisit.kind == RevisitKind.FIRST, Revisit.case_id.in_(cases))
        .group_by(Revisit.case_id)
        .subquery()
    )
    first, last = aliased(RevisitAnswer), aliased(RevisitAnswer)
    rows = db.session.execute(
        select(first.score, last.score, func.count())
        .select_from(ends)
        .join(first, first.id == ends.c.first)
        .join(last, last.id == ends.c.last)
        .group_by(first.score, last.score)
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
