"""Notices that staff get by mail: all that is due to one person becomes one message (H-04, T-02)."""

from datetime import datetime

from jobs.job import Tally, each
from models.outbox.actions import gather
from models.outbox.queries import readers_due

BATCH = 200


def notices(now: datetime) -> Tally:
    """One message in the outbox for each person to whom notices are due."""
    people = readers_due(now, BATCH)
    return each(people, lambda staff_id: gather(staff_id, now=now), name="notices")
