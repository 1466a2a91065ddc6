"""A month day by day: what my day sums up, counted from the rows, and as the clock keeps it (M-02)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, case, cast, func, literal, select, union_all

from models.cases.tables import Case
from models.db import db
from models.kpi.queries.facts.columns import local_date
from models.kpi.queries.facts.customers import satisfaction
from models.kpi.rules.months import Span
from models.kpi.tables import KpiDay


class Day(NamedTuple):
    """One local day of one department, as `models.kpi.tables.KpiDay` keeps it."""

    day: date
    department_id: int | None
    answered: int
    again: int
    rated: int
    satisfied: int


def days_measured(span: Span, now: datetime) -> list[Day]:
    """Every day of a span, such as a month, on which something was answered, reckoned from the rows
    themselves. One query."""
    rated = satisfaction(span, now).subquery()
    none = literal(0)
    answers = select(
        local_date(Case.answered_at).label("day"),
        Case.lead_department_id.label("department_id"),
        literal(1).label("answered"),
        case((Case.round > 1, 1), else_=0).label("again"),
        none.label("rated"),
        none.label("satisfied"),
    ).where(Case.answered_at >= span.start, Case.answered_at < span.end)
    ratings = select(
        local_date(rated.c.at), rated.c.department_id, none, none, literal(1), rated.c.hit
    ).select_from(rated)
    every = union_all(answers, ratings).subquery()
    sums = [cast(func.sum(every.c[name]), Integer) for name in Day._fields[2:]]
    counted = select(every.c.day, every.c.department_id, *sums).group_by(every.c.day, every.c.department_id)
    return [Day(date.fromisoformat(day), *rest) for day, *rest in db.session.execute(counted)]


def days_kept(month_ids: Collection[int]) -> list[Day]:
    """Every day of some months, by the ids of their rows, as the clock keeps them. One query."""
    columns: list[Any] = [getattr(KpiDay, name) for name in Day._fields]
    found = select(*columns).where(KpiDay.month_id.in_(month_ids))
    return [Day(*row) for row in db.session.execute(found)]
