"""What runs by itself in training: reminders of sessions (L-02)."""

from datetime import datetime, timedelta

from jobs.job import Tally, each
from models.rulebook.queries import rules_at
from models.training.actions import remind_of_session
from models.training.queries.sessions import to_remind


def remind(now: datetime) -> Tally:
    """Each session that begins soon, once."""
    before = timedelta(hours=rules_at(now).training.remind_hours)
    due = to_remind(now, before)
    return each(due, lambda session_id: remind_of_session(session_id, now=now), name="training-remind")
