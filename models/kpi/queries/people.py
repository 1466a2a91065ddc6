"""Figures of everybody in some months, for areas that count groups of people: never to be shown by name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select

from models.db import db
from models.kpi.queries.readings import corrected_figures
from models.kpi.rules.months import Month
from models.kpi.tables import KpiCell, KpiMonth, KpiName
from models.kpi.words import Facet, Figure


@dataclass(frozen=True)
class OfPerson:
    """What a share of one person rests on in one month, as corrected where it was; the department is that
    of the person when the month was reckoned."""

    staff_id: int
    department_id: int | None
    month: Month
    figure: Figure
    n: int
    hits: int


def of_people(months: Sequence[Month], figures: Collection[Figure]) -> list[OfPerson]:
    """Everybody's part in some shares in some months, as they are kept. Two queries."""
    rows = (
        select(
            KpiCell.staff_id, KpiName.department_id, KpiMonth.month, KpiCell.figure, KpiCell.n, KpiCell.hits
        )
        .join(KpiMonth, KpiMonth.id == KpiCell.month_id)
        .outerjoin(KpiName, and_(KpiName.month_id == KpiCell.month_id, KpiName.subject == KpiCell.subject))
        .where(
            KpiMonth.month.in_([month.first for month in months]),
            KpiCell.staff_id.is_not(None),
            KpiCell.facet == Facet.ALL,
            KpiCell.figure.in_(figures),
            KpiCell.hits.is_not(None),
        )
        .order_by(KpiCell.id)
    )
    right_ones = corrected_figures()
    found = []
    for staff_id, department_id, first, figure, n, hits in db.session.execute(rows):
        assert staff_id is not None, "only such rows are asked for"
        assert hits is not None, "only such rows are asked for"
        month = Month(first)
        right = right_ones.get((month, f"person:{staff_id}", figure))
        if right is not None and right.hits is not None:
            n, hits = right.n, right.hits  # what was corrected counts as it is right
        found.append(OfPerson(staff_id, department_id, month, figure, n, hits))
    return found
