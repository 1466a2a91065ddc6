"""What payroll is handed over for a month, within what the law allows to deduct (C-01, C-03). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from models.conduct.words import Hold, PayKind


@dataclass(frozen=True)
class Item:
    """What something comes to, as it stands today: fen above nothing for who gets them, below nothing for a
    deduction, nothing where it was taken back. `since` is when it took effect."""

    about: str
    kind: PayKind
    staff_id: int | None
    department_id: int
    fen: int
    since: datetime


@dataclass(frozen=True)
class Line:
    """What one thing brings this month; a correction where an earlier month had it already."""

    item: Item
    fen: int
    correction: bool


@dataclass(frozen=True)
class Held:
    """What of a deduction waits for a later month, in fen above nothing, and why."""

    item: Item
    fen: int
    why: Hold


def handing_over(
    items: Iterable[Item], handed: Mapping[str, int], deductible: Mapping[int, int]
) -> tuple[list[Line], list[Held]]:
    """The lines of a month and what waits: each thing brings what it comes to less what was `handed` over.

    A person's deductions, the oldest first, take at most what is `deductible` by law this month; for whom
    that is not known, nothing. What is given back, and what a department loses, is not limited.
    """
    left = dict(deductible)
    lines, held = [], []
    for item in sorted(items, key=lambda each: (each.since, each.about)):
        before = handed.get(item.about, 0)
        due = item.fen - before
        limited = due < 0 and item.fen < 0 and item.staff_id is not None
        if limited and item.staff_id is not None:
            if item.staff_id not in left:
                held.append(Held(item, -due, Hold.NO_WAGE))
                continue
            taken = min(-due, left[item.staff_id])
            left[item.staff_id] -= taken
            if taken < -due:
                held.append(Held(item, -due - taken, Hold.LEGAL_LIMIT))
            due = -taken
        if due:
            lines.append(Line(item, due, correction=before != 0 and not _continues(item, before)))
    return lines, held


def _continues(item: Item, before: int) -> bool:
    """Whether a line only goes on with a deduction that the law spread over months."""
    return item.fen < 0 and before < 0 and item.fen <= before
