"""Reminders before, on and after due times, milestones and action items (H-04, H-02)."""

from datetime import datetime

from jobs.job import Tally, each
from models.cases.actions import keep_promises, remind_of_given
from models.cases.queries import due_notices
from models.cases.queries.given import Given, to_remind
from models.cases.tables import ActionItem, Milestone

BATCH = 500


def remind(now: datetime) -> Tally:
    """One rung of the ladder for each due time that has reached it; then what people were given to do."""
    ids = due_notices(now, BATCH)
    done = each(ids, lambda due_id: keep_promises(due_id, now=now), name="due_times")
    return done + _given(Milestone, now) + _given(ActionItem, now)


def _given(table: type[Given], now: datetime) -> Tally:
    ids = to_remind(table, now, BATCH)
    return each(ids, lambda given_id: remind_of_given(table, given_id, now=now), name="due_times")
