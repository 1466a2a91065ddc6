"""How far first and blind second scores agree, item by item (Q-01)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from models.db import db
from models.inspection.rules.agreement import Agreement, agreement
from models.inspection.tables import ChecklistItem, Inspection, Score, Sheet
from models.inspection.words import SheetPart


@dataclass(frozen=True)
class Agreed:
    """The agreement on each item of a checklist, on all marks together, and on passing or failing."""

    items: list[tuple[ChecklistItem, Agreement]]
    marks: Agreement
    results: Agreement


def agreed(checklist_id: int, since: datetime | None = None) -> Agreed:
    """Of the inspections by a version of a checklist that two people scored without seeing each other's,
    perhaps only those scored from a moment on. Two queries."""
    first, second = aliased(Sheet), aliased(Sheet)
    pairs = (
        select(first.id.label("mine"), second.id.label("theirs"), first.passed, second.passed)
        .join(Inspection, Inspection.id == first.inspection_id)
        .join(second, second.inspection_id == first.inspection_id)
        .where(
            Inspection.checklist_id == checklist_id,
            first.part == SheetPart.FIRST,
            second.part == SheetPart.SECOND,
            first.done_at.is_not(None),
            second.done_at.is_not(None),
        )
    )
    if since is not None:
        pairs = pairs.where(Inspection.scored_at >= since)
    rows = db.session.execute(pairs).all()
    one, other = aliased(Score), aliased(Score)
    chosen = pairs.subquery()
    marks = (
        select(ChecklistItem, one.mark, other.mark)
        .select_from(chosen)
        .join(one, one.sheet_id == chosen.c.mine)
        .join(other, (other.sheet_id == chosen.c.theirs) & (other.item_id == one.item_id))
        .join(ChecklistItem, ChecklistItem.id == one.item_id)
        .order_by(ChecklistItem.position)
    )
    by_item: dict[ChecklistItem, list[tuple[str, str]]] = defaultdict(list)
    for item, mine, theirs in db.session.execute(marks):
        by_item[item].append((mine, theirs))
    every = [pair for found in by_item.values() for pair in found]
    return Agreed(
        items=[(item, agreement(found)) for item, found in by_item.items()],
        marks=agreement(every),
        results=agreement([(bool(mine), bool(theirs)) for _a, _b, mine, theirs in rows]),
    )
