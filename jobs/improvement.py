"""Looking for what rises, once a week (M-03), and reminding of improvements whose day has come (K-02)."""

from datetime import datetime

from jobs.job import Tally, each
from models.clock import local_day
from models.db import db
from models.improvement.actions import note_signals, remind_of_item
from models.improvement.queries import due
from models.improvement.tables import ImprovementItem


def look(now: datetime) -> Tally:
    """Keeps what rose in the weeks that have ended."""
    return each([now], lambda moment: note_signals(now=moment) > 0, name="improvement-look")


def remind(now: datetime) -> Tally:
    """Tells each owner on the day and after it, once each."""
    return each(
        [item.id for item in due(local_day(now))],
        lambda number: remind_of_item(db.session.get_one(ImprovementItem, number), now=now),
        name="improvement-remind",
    )
