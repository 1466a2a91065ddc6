"""The period whose cases a draft is replayed on: whole days in Shanghai. Pure."""

from datetime import date, datetime, time, timedelta

from models.clock import SHANGHAI

LONGEST = timedelta(days=731)
"""From the first to the last day of a period."""


def begin(on: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(on, time(), SHANGHAI)
