"""The clock of bodies: reminders of action items (M-01, H-04)."""

from datetime import datetime

from jobs.job import Tally, each
from models.bodies.actions import remind_task
from models.bodies.queries import due_tasks


def remind(now: datetime) -> Tally:
    """Each action item whose reminder is due, before its time and on it."""
    return each(due_tasks(now), lambda found: remind_task(found, now=now), name="body-tasks")
