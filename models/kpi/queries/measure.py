"""Facts counted: how many, how many reached, and exact medians, for every subject and facet in one query."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from models.db import db
from models.kpi.queries.facts import FACTS
from models.kpi.rules.figures import NATURE, Unit
from models.kpi.rules.months import Month
from models.kpi.words import Facet, Figure

PARTS = 1_000_000
"""Expected numbers are whole millionths, so that no sum depends on its order; those of 2,148 facts are more
than an INTEGER of PostgreSQL holds."""
TENTHS = 10
MEDIAN, NINETIETH = 5, 9
"""Which tenth of the way from the shortest to the longest."""


class Cell(NamedTuple):
    """One figure of one subject, laid out by a facet: `hits` of `n`, or the median and 90th percentile.

    Without a department and a person it is the company's. `expected` are the hits that there would be if the
    subject did as well as the whole company in each stratum of category and grade, in millionths. `median`
    and `p90` are tenths of a minute. `value` is a grade, channel or category; empty for all.
    """

    figure: Figure
    department_id: int | None
    staff_id: int | None
    facet: Facet
    value: str
    n: int
    hits: int | None = None
    expected: int | None = None
    median: int | None = None
    p90: int | None = None


class _Layout(NamedTuple):
    by: str | None
    facet: Facet


LAYOUTS = (
    *(_Layout(None, facet) for facet in Facet),
    *(_Layout("department_id", facet) for facet in Facet),
    _Layout("staff_id", Facet.ALL),
)


def measured(figure: Figure, month: Month, now: datetime) -> list[Cell]:
    """Every cell of a figure in a month, reckoned from the rows themselves. One query."""
    found = FACTS[figure](month, now).cte("facts")
    if NATURE[figure].unit is Unit.SHARE:
        found = _with_rates(found)
        parts = [_shares(found, layout) for layout in LAYOUTS]
    else:
        parts = [_times(found, layout) for layout in LAYOUTS]
    return [
        Cell(figure, department, staff, Facet(facet), value or "", n, hits, expected, median, p90)
        for department, staff, facet, value, n, hits, expected, median, p90 in db.session.execute(
            union_all(*parts)
        )
        if n
    ]


def all_measured(month: Month, now: datetime) -> Iterator[Cell]:
    """Every cell of every figure in a month."""
    for figure in Figure:
        yield from measured(figure, month, now)


def _with_rates(found: CTE) -> CTE:
    """Each fact with how often the whole company reaches it in its stratum: category × grade (Q-02)."""
    stratum = [found.c.category, found.c.grade]
    reached = func.sum(found.c.hit).over(partition_by=stratum)
    rate = PARTS * reached // func.count().over(partition_by=stratum)
    return select(found, cast(rate, Integer).label("rate")).cte("rated")


def _keys(found: CTE, layout: _Layout) -> list[ColumnElement[Any]]:
    """The columns that say whose figure it is and by what it is laid out."""
    by = {name: found.c[name] if layout.by == name else null() for name in ("department_id", "staff_id")}
    value = literal("") if layout.facet is Facet.ALL else cast(found.c[layout.facet.value], String)
    return [
        cast(by["department_id"], Integer).label("department_id"),
        cast(by["staff_id"], Integer).label("staff_id"),
        literal(layout.facet.value).label("facet"),
        value.label("value"),
    ]


def _grouped(statement: Select[Any], found: Any, layout: _Layout) -> Select[Any]:
    columns: list[Any] = [found.c[layout.by]] if layout.by else []
    if layout.facet is not Facet.ALL:
        columns.append(found.c[layout.facet.value])
    for column in columns:
        statement = statement.where(column.is_not(None))
    return statement.group_by(*columns) if columns else statement


def _shares(found: CTE, layout: _Layout) -> Select[Any]:
    counted = select(
        *_keys(found, layout),
        func.count().label("n"),
        cast(func.coalesce(func.sum(found.c.hit), 0), Integer).label("hits"),
        cast(func.coalesce(func.sum(found.c.rate), 0), BigInteger).label("expected"),
        cast(null(), Integer).label("median"),
        cast(null(), Integer).label("p90"),
    ).select_from(found)
    return _grouped(counted, found, layout)


def _times(found: CTE, layout: _Layout) -> Select[Any]:
    if db.engine.dialect.name == "postgresql":
        source: Any = found
        ends: list[ColumnElement[Any]] = [
            cast(
                func.round(func.percentile_cont(tenth / TENTHS).within_group(found.c.minutes.asc()) * TENTHS),
                Integer,
            )
            for tenth in (MEDIAN, NINETIETH)
        ]
    else:
        source = _in_order(found, layout)
        ends = [_percentile(source, tenth) for tenth in (MEDIAN, NINETIETH)]
    counted = select(
        *_keys(source, layout),
        func.count().label("n"),
        cast(null(), Integer).label("hits"),
        cast(null(), BigInteger).label("expected"),
        ends[0].label("median"),
        ends[1].label("p90"),
    ).select_from(source)
    return _grouped(counted, source, layout)


def _in_order(found: CTE, layout: _Layout) -> Any:
    """Each fact with its place among those of its group, from 0, and how many they are."""
    group: list[Any] = [found.c[layout.by]] if layout.by else []
    if layout.facet is not Facet.ALL:
        group.append(found.c[layout.facet.value])
    place = func.row_number().over(partition_by=group or None, order_by=found.c.minutes) - 1
    size = func.count().over(partition_by=group or None)
    return select(found, place.label("place"), size.label("size")).subquery()


def _percentile(source: Any, tenth: int) -> ColumnElement[Any]:
    """As percentile_cont: between the two nearest, in proportion; in tenths, so whole numbers do."""
    way = tenth * (source.c.size - 1)
    low, rest = way // TENTHS, way % TENTHS
    weight = case((source.c.place == low, TENTHS - rest), (source.c.place == low + 1, rest), else_=0)
    return cast(func.sum(source.c.minutes * weight), Integer)


def only(cells: Sequence[Cell], **wanted: Any) -> list[Cell]:
    """Those cells whose fields are as wanted."""
    return [cell for cell in cells if all(getattr(cell, name) == value for name, value in wanted.items())]
