"""Whoever writes reports is told, once, that a quarter is over and has none (S-07)."""

from datetime import datetime

from models.outbox.actions import notify
from models.reports.queries.offers import missing_quarter
from models.reports.queries.people import editors


def remind_editors(*, now: datetime) -> int:
    """Shows a notice to each editor of reports where the last quarter has no report; returns how many.

    Once for each quarter and person, however often it runs.
    """
    period = missing_quarter(now)
    if period is None:
        return 0
    return sum(
        notify(
            person,
            "satisfaction_wanted",
            about=f"reports:{period.key}",
            now=now,
            facts={"period": period.key},
            dedupe=f"satisfaction_wanted:{period.key}:{person}",
        )
        for person in editors(now=now)
    )
