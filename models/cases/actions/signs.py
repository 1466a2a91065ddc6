"""Keeping by which signs recent cases are found again, and forgetting those of older ones (T-06)."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from models.cases.rules.duplicates import kept, signs
from models.cases.rules.likeness import told
from models.cases.tables import Case, case_sign
from models.db import changed_rows, db
from models.rulebook.queries import rules_at, rules_of

BATCH = 500
"""So many cases at a time, so that nobody waits long for the lock."""


def keep_signs(case: Case, *, now: datetime) -> None:
    """Writes down the signs of a new case, unless it is too old to be the duplicate of anything."""
    columns = ("id", "title", "problem", "expected", "received_at", "rulebook_id", "closed_at")
    keep_many([{name: getattr(case, name) for name in columns}], now=now)


def keep_many(cases: Iterable[Mapping[str, Any]], *, now: datetime) -> None:
    """As `keep_signs` for many at once, given as the columns of their rows; closed ones are left out."""
    rows = [
        {"sign": sign, "case_id": case["id"]}
        for case in cases
        if case["closed_at"] is None and case["received_at"] >= _oldest(case["rulebook_id"], now)
        for sign in kept(signs(told(case["title"], case["problem"], case["expected"])))
    ]
    if rows:
        db.session.execute(insert(case_sign), rows)


def _oldest(rulebook_id: int, now: datetime) -> datetime:
    return now - timedelta(days=rules_of(rulebook_id).duplicates.days)


def forget_signs(*, now: datetime) -> int:
    """Removes the signs of some cases that are older than the rulebook's days; returns how many rows.

    Nothing is left to remove once it returns 0.
    """
    oldest = select(func.min(case_sign.c.case_id)).scalar_subquery()
    too_old = now - timedelta(days=rules_at(now).duplicates.days)
    some = select(Case.id).where(Case.id >= oldest, Case.received_at < too_old).order_by(Case.id).limit(BATCH)
    return changed_rows(delete(case_sign).where(case_sign.c.case_id.in_(db.session.scalars(some).all())))
