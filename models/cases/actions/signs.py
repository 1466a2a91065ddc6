"""Keeping by which signs recent cases are found again, and forgetting those of older ones (T-06)."""

from datetime import datetime, timedelta

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
    if case.received_at < now - timedelta(days=rules_of(case.rulebook_id).duplicates.days):
        return
    found = kept(signs(told(case.title, case.problem, case.expected)))
    if found:
        db.session.execute(insert(case_sign), [{"sign": sign, "case_id": case.id} for sign in found])


def forget_signs(*, now: datetime) -> int:
    """Removes the signs of some cases that are older than the rulebook's days; returns how many rows.

    Nothing is left to remove once it returns 0.
    """
    oldest = select(func.min(case_sign.c.case_id)).scalar_subquery()
    too_old = now - timedelta(days=rules_at(now).duplicates.days)
    some = select(Case.id).where(Case.id >= oldest, Case.received_at < too_old).order_by(Case.id).limit(BATCH)
    return changed_rows(delete(case_sign).where(case_sign.c.case_id.in_(db.session.scalars(some).all())))
