"""How many cases a month brought, of what, and how they ended; each number has one definition here (Q-05).

Received in a month is every case whose first word came in it (`received_at`, Shanghai), whatever became of
it; cases that were merged into another count once, with the other. Ended is every case that was closed in it.
Open at the end is what was received before the end and not closed by then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from models.cases.tables import Case
from models.cases.words import Closing
from models.customers.rules import city_of
from models.db import db
from models.kpi.rules.months import Month
from models.products.queries import every_product

MOST_REGIONS = 10


@dataclass(frozen=True)
class Volume:
    """The cases of one month: how many were received, by what; how those that ended did."""

    received: int
    ended: int
    open_at_end: int
    categories: Mapping[str, int]
    channels: Mapping[str, int]
    grades: Mapping[str, int]
    products: Mapping[str, int]
    regions: Mapping[str, int]
    closings: Mapping[str, int]


def volume_of(month: Month) -> Volume:
    """All counts of a month, reckoned from the rows. Nine queries, and one for the list of products."""
    received = _received(month)
    closed = (Case.closed_at >= month.start, Case.closed_at < month.end, Case.merged_into_id.is_(None))
    return Volume(
        received=_count(*received),
        ended=_count(*closed),
        open_at_end=_count(
            Case.received_at < month.end,
            or_(Case.closed_at.is_(None), Case.closed_at >= month.end),
            Case.merged_into_id.is_(None),
        ),
        categories=_by(Case.category, *received),
        channels=_by(Case.channel, *received),
        grades=_by(Case.grade, *received),
        products=_products(received),
        regions=_regions(received),
        closings={key: n for key, n in _by(Case.closing, *closed).items() if key != Closing.MERGED.value},
    )


def trend(months: Sequence[Month]) -> list[int]:
    """How many cases each of some months brought, in their order. One query."""
    counts = [
        func.count().filter(Case.received_at >= month.start, Case.received_at < month.end) for month in months
    ]
    span = (Case.received_at >= months[0].start, Case.received_at < months[-1].end)
    found = db.session.execute(select(*counts).where(*span, Case.merged_into_id.is_(None))).one()
    return list(found)


def _received(month: Month) -> tuple[ColumnElement[bool], ...]:
    return (
        Case.received_at >= month.start,
        Case.received_at < month.end,
        Case.merged_into_id.is_(None),
    )


def _count(*conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Case).where(*conditions)) or 0


def _by(column: Any, *conditions: ColumnElement[bool]) -> dict[str, int]:
    """How many of each, the most first; what is not said yet is left out."""
    rows = select(column, func.count()).where(*conditions, column.is_not(None)).group_by(column)
    found = {str(getattr(key, "value", key)): n for key, n in db.session.execute(rows)}
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


def _products(conditions: tuple[ColumnElement[bool], ...]) -> dict[str, int]:
    """By the codes of products; cases that name none are left out."""
    codes = {str(each.id): each.code for each in every_product()}
    return {codes[key]: n for key, n in _by(Case.product_id, *conditions).items()} if codes else {}


def _regions(conditions: tuple[ColumnElement[bool], ...]) -> dict[str, int]:
    """By city, the first word of the region."""
    found: dict[str, int] = {}
    for region, n in _by(Case.region, *conditions).items():
        if city := city_of(region):
            found[city] = found.get(city, 0) + n
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0]))[:MOST_REGIONS])
