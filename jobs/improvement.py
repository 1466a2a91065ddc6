"""Looking for what rises, once a week (M-03)."""

from datetime import datetime

from jobs.job import Tally, each
from models.improvement.actions import note_signals


def look(now: datetime) -> Tally:
    """Keeps what rose in the weeks that have ended."""
    return each([now], lambda moment: note_signals(now=moment) > 0, name="improvement-look")
