"""Telling callers in the morning that customers are to be called today (R-02)."""

from datetime import datetime

from models.clock import local_day
from models.outbox.actions import notify
from models.people.tables import Staff
from models.revisits.queries.calls import count_today


def announce(staff: Staff, *, now: datetime) -> bool:
    """Puts a notice of the day's calls under somebody's bell, once a day; returns whether it did.

    Nothing is said to who has no calls to make.
    """
    calls = count_today(staff, now)
    day = local_day(now).isoformat()
    return bool(calls) and notify(
        staff.id,
        "revisit_calls",
        about=f"calls:{day}",
        now=now,
        facts={"n": calls},
        dedupe=f"revisit_calls:{day}:{staff.id}",
    )
