"""Reminders of requests for support (H-04, H-10)."""

from datetime import datetime

from jobs.job import Tally, each
from models.support.actions import remind_request
from models.support.queries import due_notices


def remind(now: datetime) -> Tally:
    """One rung of the ladder for each request that has reached it."""
    return each(due_notices(now), lambda request_id: remind_request(request_id, now=now), name="support")
