"""Figures as they are kept: of a subject, of all departments, over the months. What every screen asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload

from models.db import db
from models.kpi.queries.measure import PARTS
from models.kpi.queries.subjects import COMPANY, Subject
from models.kpi.rules.figures import NATURE, Unit
from models.kpi.rules.months import Month
from models.kpi.tables import KpiCell, KpiCorrection, KpiMonth, KpiName
from models.kpi.words import Facet, Figure, SubjectKind
from models.memory import remembered
from models.people.tables import Staff
from models.surveys.rules.statistics import Share, low_base, share, shown


@dataclass(frozen=True)
class Reading:
    """One figure of one subject in one month. Times are minutes.

    `expected` is the share that the subject's own mix of work would have if it did as well as the whole
    company in each stratum (category × grade); None for times. `corrected` is what stands beside it since a
    correction.
    """

    figure: Figure
    month: Month
    subject: str
    facet: Facet = Facet.ALL
    value: str = ""
    n: int = 0
    hits: int | None = None
    expected: float | None = None
    median: float | None = None
    p90: float | None = None
    corrected: "Reading | None" = None

    @property
    def share(self) -> Share | None:
        """The share with its 95 % Wilson interval; None over nothing, and for times."""
        return None if self.hits is None else share(self.hits, self.n)

    @property
    def measure(self) -> float | None:
        """What is held against a target: a share from 0 to 1, or the median in minutes."""
        if NATURE[self.figure].unit is Unit.MINUTES:
            return self.median
        return self.hits / self.n if self.hits is not None and self.n else None

    @property
    def right(self) -> "Reading":
        """What holds: the correction where there is one, else what was counted."""
        return self.corrected or self

    @property
    def few(self) -> bool:
        """Whether it rests on so little that it is marked (low base)."""
        return low_base(self.n)

    @property
    def shown(self) -> bool:
        """Whether there is enough to be shown at all; of a company and department always."""
        return self.n > 0 and (not self.subject.startswith(SubjectKind.PERSON) or shown(self.n))

    @property
    def verdict(self) -> int:
        """1 where the subject does better than its work would let expect, -1 where worse, 0 where that may be
        chance: the expected share lies in the interval, or the base is low. Nobody is ranked on noise."""
        found = self.share
        if found is None or self.expected is None or self.few:
            return 0
        side = (found.low > self.expected) - (found.high < self.expected)
        return side if NATURE[self.figure].more_is_better else -side


def month_of(month: Month) -> KpiMonth | None:
    """A month as it is kept, with its rulebook and who closed it; None where it was never reckoned."""
    named = joinedload(KpiMonth.closed_by).options(lazyload(Staff.grants), lazyload(Staff.department))
    found = select(KpiMonth).where(KpiMonth.month == month.first)
    return db.session.scalars(found.options(named, joinedload(KpiMonth.rulebook))).one_or_none()


def months_kept() -> Sequence[KpiMonth]:
    """All months with figures, the latest first, each with its rulebook and who closed it. One query."""
    named = joinedload(KpiMonth.closed_by).options(lazyload(Staff.grants), lazyload(Staff.department))
    found = select(KpiMonth).where(KpiMonth.reckoned_at.is_not(None))
    found = found.options(named, joinedload(KpiMonth.rulebook))
    return db.session.scalars(found.order_by(KpiMonth.month.desc())).all()


def readings(
    month: Month, subject: Subject = COMPANY, facet: Facet = Facet.ALL, value: str = ""
) -> Mapping[Figure, Reading]:
    """Every figure of a subject in a month; those over nothing have n = 0. Two queries."""
    found = _cells().where(
        KpiMonth.month == month.first,
        KpiCell.subject == subject.key,
        KpiCell.facet == facet,
        KpiCell.value == value,
    )
    kept = {reading.figure: reading for reading in _read(found)}
    every = (kept.get(figure, Reading(figure, month, subject.key, facet, value)) for figure in Figure)
    return {each.figure: _with_fix(each) for each in every}


def reading(figure: Figure, month: Month, subject: Subject = COMPANY) -> Reading:
    """One figure of one subject in one month. Two queries."""
    return readings(month, subject)[figure]


def by_facet(figure: Figure, month: Month, subject: Subject, facet: Facet) -> list[Reading]:
    """A figure of a subject laid out by grade, channel or category. One query."""
    found = _cells().where(
        KpiMonth.month == month.first,
        KpiCell.subject == subject.key,
        KpiCell.facet == facet,
        KpiCell.figure == figure,
    )
    return list(_read(found.order_by(KpiCell.value)))


def by_subject(
    month: Month, subjects: Collection[str], *, facet: Facet = Facet.ALL, value: str = ""
) -> Mapping[str, Mapping[Figure, Reading]]:
    """Every figure of many subjects, by their keys, with what was corrected of it; those that have none are
    left out. Two queries, one for a part of the work, which is never corrected."""
    found = _cells().where(
        KpiMonth.month == month.first,
        KpiCell.subject.in_(subjects),
        KpiCell.facet == facet,
        KpiCell.value == value,
    )
    rows: dict[str, dict[Figure, Reading]] = {}
    for each in _read(found):
        rows.setdefault(each.subject, {})[each.figure] = _with_fix(each)
    return rows


def course(
    figure: Figure,
    months: Sequence[Month],
    subject: Subject = COMPANY,
    facet: Facet = Facet.ALL,
    value: str = "",
) -> list[Reading]:
    """A figure over some months, the oldest first, with what was corrected of it; a month without any has
    n = 0. Two queries, one for a part of the work, which is never corrected."""
    found = _cells().where(
        KpiMonth.month.in_([month.first for month in months]),
        KpiCell.subject == subject.key,
        KpiCell.facet == facet,
        KpiCell.value == value,
        KpiCell.figure == figure,
    )
    kept = {each.month: each for each in _read(found)}
    every = (kept.get(month, Reading(figure, month, subject.key, facet, value)) for month in months)
    return [_with_fix(each) for each in every]


def names_of(month: Month) -> Mapping[str, KpiName]:
    """Departments and people of a month as they were called then, by key. One query."""
    found = select(KpiName).join(KpiMonth, KpiMonth.id == KpiName.month_id)
    return {row.subject: row for row in db.session.scalars(found.where(KpiMonth.month == month.first))}


def corrections(month: Month, subjects: Collection[str] | None = None) -> Sequence[KpiCorrection]:
    """What was set right in a closed month, the latest first, with who did."""
    named = joinedload(KpiCorrection.by).options(lazyload(Staff.grants), lazyload(Staff.department))
    found = select(KpiCorrection).join(KpiMonth, KpiMonth.id == KpiCorrection.month_id)
    found = found.where(KpiMonth.month == month.first)
    if subjects is not None:
        found = found.where(KpiCorrection.subject.in_(subjects))
    return db.session.scalars(found.options(named).order_by(KpiCorrection.id.desc())).all()


def fresh_at(month: Month) -> datetime | None:
    """When the figures of a month were reckoned last. One query."""
    return db.session.scalar(select(KpiMonth.reckoned_at).where(KpiMonth.month == month.first))


def _cells() -> Select[Any]:
    columns: list[Any] = [KpiMonth.month, *(getattr(KpiCell, name) for name in _COLUMNS)]
    return select(*columns).join(KpiMonth, KpiMonth.id == KpiCell.month_id)


_COLUMNS = ("subject", "facet", "value", "figure", "n", "hits", "expected", "median", "p90")


def _read(found: Select[Any]) -> list[Reading]:
    return [
        Reading(
            figure,
            Month(first),
            subject,
            facet,
            value,
            n,
            hits,
            None if expected is None else expected / (PARTS * n),
            None if median is None else median / 10,
            None if p90 is None else p90 / 10,
        )
        for first, subject, facet, value, figure, n, hits, expected, median, p90 in db.session.execute(found)
    ]


def _with_fix(kept: Reading) -> Reading:
    """A part of the work is never corrected."""
    if kept.facet is not Facet.ALL:
        return kept
    return replace(kept, corrected=corrected_figures().get((kept.month, kept.subject, kept.figure)))


def _right(kept: Reading, fix: KpiCorrection) -> Reading:
    return replace(
        kept,
        n=fix.n,
        hits=fix.hits,
        expected=None,
        median=None if fix.median is None else fix.median / 10,
        p90=None if fix.p90 is None else fix.p90 / 10,
    )


def departments_in(months: Sequence[Month]) -> list[tuple[int, Reading]]:
    """Every figure of every department in some months, each with the department's id. One query."""
    found = _cells().where(
        KpiMonth.month.in_([month.first for month in months]),
        KpiCell.department_id.is_not(None),
        KpiCell.facet == Facet.ALL,
    )
    return [(int(each.subject.partition(":")[2]), each) for each in _read(found)]


def of_departments(months: Sequence[Month]) -> Mapping[tuple[Month, int, Figure], Reading]:
    """Every figure of every department in some months, as corrected where it was, by month, department's id
    and figure; those over nothing are left out. Two queries."""
    fixes = corrected_figures()
    return {
        (each.month, department_id, each.figure): fixes.get((each.month, each.subject, each.figure), each)
        for department_id, each in departments_in(months)
    }


def corrected_figures() -> Mapping[tuple[Month, str, Figure], Reading]:
    """What is right of the figures that were ever corrected, by month, subject and figure: few, so all are
    read. One query, once a transaction."""
    return remembered("corrected figures", _corrected_figures)


def _corrected_figures() -> Mapping[tuple[Month, str, Figure], Reading]:
    found = (
        select(KpiMonth.month, KpiCorrection)
        .join(KpiMonth, KpiMonth.id == KpiCorrection.month_id)
        .order_by(KpiCorrection.id)
    )
    rows = [(Month(first), row) for first, row in db.session.execute(found)]
    return {
        (month, row.subject, row.figure): _right(Reading(row.figure, month, row.subject), row)
        for month, row in rows
    }
