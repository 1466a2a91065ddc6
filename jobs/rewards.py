"""What deserves a reward is found by itself; penalties follow their matters (C-03, C-04)."""

from datetime import datetime

from jobs.job import Tally, each, once
from models.conduct.actions import matters_to_settle, settle_penalties, suggest_rewards


def suggest(now: datetime) -> Tally:
    """Each praise and each grave complaint that ended well, once."""
    return once(lambda: suggest_rewards(now=now))


def settle(now: datetime) -> Tally:
    """Measures of delivered decisions take effect, and those that an appeal struck end."""
    return each(matters_to_settle(), lambda matter_id: settle_penalties(matter_id, now=now), name="penalties")
