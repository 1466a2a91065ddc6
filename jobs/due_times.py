"""Reminders before, on and after due times (H-04)."""

from datetime import datetime

from jobs.job import Tally, each
from models.cases.actions import keep_promises
from models.cases.queries import due_notices

BATCH = 500


def remind(now: datetime) -> Tally:
    """One rung of the ladder for each due time that has reached it."""
    ids = due_notices(now, BATCH)
    return each(ids, lambda due_id: keep_promises(due_id, now=now), name="due_times")
