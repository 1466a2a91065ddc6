"""Whose turn it is: a process claims an import, says that it is still at it, and gives it back.

A claim is one conditional update, and every later write of the process begins with another: of two clocks
one gets it, and one whose claim ran out can no longer write.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, update

from models.db import changed_rows
from models.ids import random_code
from models.imports.rules.limits import CLAIM
from models.imports.tables import Import
from models.imports.words import BUSY

CLAIM_LENGTH = 26


def claim(import_id: int, *, now: datetime) -> str | None:
    """Makes the clock's turn mine and counts the attempt; the token to go on with, or None."""
    token = random_code(CLAIM_LENGTH)
    free = or_(Import.claimed_until.is_(None), Import.claimed_until < now)
    mine = update(Import).where(Import.id == import_id, Import.state.in_(BUSY), free)
    values = {"claim": token, "claimed_until": now + CLAIM, "attempts": Import.attempts + 1, "progress": 0}
    return token if changed_rows(mine.values(**values)) == 1 else None


def hold(import_id: int, token: str, *, progress: int, now: datetime) -> bool:
    """Says that I am still at it, and how many rows are done; False when it is not mine any more."""
    held = update(Import).where(_mine(import_id, token))
    return changed_rows(held.values(claimed_until=now + CLAIM, progress=progress)) == 1


def give_back(import_id: int, token: str) -> bool:
    """Leaves it to the next process, as if it had not been begun: this one ends."""
    left = update(Import).where(_mine(import_id, token))
    return changed_rows(left.values(claim=None, claimed_until=None, attempts=Import.attempts - 1)) == 1


def _mine(import_id: int, token: str) -> ColumnElement[bool]:
    return and_(Import.id == import_id, Import.claim == token, Import.state.in_(BUSY))
