"""Counting a cause's cases before and after an improvement (K-02)."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from models.cases.tables import Case
from models.cases.words import Kind
from models.db import db
from models.improvement.rules.effect import Effect, effect
from models.improvement.tables import ImprovementItem

BEFORE = timedelta(weeks=12)
LONGEST_AFTER = timedelta(weeks=26)
WEEK = timedelta(weeks=1)


def effect_of(item: ImprovementItem, now: datetime) -> Effect | None:
    """The twelve weeks before it was taken up against the weeks since it was done, half a year at most.

    What came in between counts for neither. None without a category or product, or before it is done. Merged
    cases count once. Two counts, each by the index of categories or products.
    """
    if (item.category is None and item.product_id is None) or item.taken_at is None or item.done_at is None:
        return None
    until = min(now, item.done_at + LONGEST_AFTER)
    before = _count(item, item.taken_at - BEFORE, item.taken_at)
    after = _count(item, item.done_at, until)
    return effect(before, BEFORE / WEEK, after, max(until - item.done_at, timedelta()) / WEEK)


def _count(item: ImprovementItem, begin: datetime, end: datetime) -> int:
    found = select(func.count()).where(
        *cause_of(item),
        Case.received_at >= begin,
        Case.received_at < end,
        Case.kind != Kind.PRAISE,
        Case.merged_into_id.is_(None),
    )
    return db.session.scalar(found) or 0


def cause_of(item: ImprovementItem) -> list[ColumnElement[bool]]:
    """The category, product and region by which an item's cases are told; nothing where it names none."""
    found = []
    if item.category is not None:
        found.append(Case.category == item.category)
    if item.product_id is not None:
        found.append(Case.product_id == item.product_id)
    if item.region:
        found.append(Case.region.startswith(item.region, autoescape=True))
    return found
