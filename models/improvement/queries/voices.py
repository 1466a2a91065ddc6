"""Customers behind an item, and those of its cause who are not yet (K-02)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models.cases.queries.scope import visible_to
from models.cases.tables import Case
from models.cases.words import Kind
from models.db import db
from models.improvement.queries.effects import BEFORE, cause_of
from models.improvement.tables import ImprovementItem, ImprovementVoice
from models.people.tables import Staff

MOST_VOICES = 200
"""So many customers are added at once: each is written to when it is done."""


def first_voices(item: ImprovementItem, by: Staff, limit: int = 20) -> list[tuple[ImprovementVoice, bool]]:
    """The oldest of the voices behind an item, each with whether `by` may open its case. Two queries."""
    found = select(ImprovementVoice).where(ImprovementVoice.item_id == item.id)
    found = found.options(joinedload(ImprovementVoice.case)).order_by(ImprovementVoice.id).limit(limit)
    voices = db.session.scalars(found).all()
    theirs = visible_to(by).where(Case.id.in_([each.case_id for each in voices]))
    seen = set(db.session.scalars(theirs.with_only_columns(Case.id)))
    return [(each, each.case_id in seen) for each in voices]


def count_voices(item: ImprovementItem, language: str = "") -> int:
    """How many cases are behind an item; with a language, those whose customer speaks it."""
    found = select(func.count()).select_from(ImprovementVoice).where(ImprovementVoice.item_id == item.id)
    if language:
        found = found.join(Case, Case.id == ImprovementVoice.case_id).where(Case.language == language)
    return db.session.scalar(found) or 0


def who_else_raised(item: ImprovementItem, by: Staff, now: datetime) -> Sequence[int]:
    """The latest case of each customer with cases of the item's category, product and region in the twelve
    weeks before now, as far as `by` may see them; nobody who is behind it already. One query; none without a
    cause."""
    cause = cause_of(item)
    if item.category is None and item.product_id is None:
        return []
    behind = (
        select(Case.customer_id)
        .join(ImprovementVoice, ImprovementVoice.case_id == Case.id)
        .where(ImprovementVoice.item_id == item.id)
    )
    latest = func.max(Case.id)
    found = visible_to(by).where(
        *cause,
        Case.received_at >= now - BEFORE,
        Case.received_at < now,
        Case.kind != Kind.PRAISE,
        Case.merged_into_id.is_(None),
        Case.customer_id.not_in(behind),
    )
    each_once = found.with_only_columns(latest).group_by(Case.customer_id).order_by(latest.desc())
    return db.session.scalars(each_once.limit(MOST_VOICES)).all()
