"""A quarter is over: whoever writes satisfaction reports is told once (S-07)."""

from datetime import datetime

from jobs.job import Tally, once
from models.reports import actions


def remind(now: datetime) -> Tally:
    """Each editor of reports, where the last quarter has none."""
    return once(lambda: actions.remind_editors(now=now))
