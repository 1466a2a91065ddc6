"""What deserves a reward is found by itself; a person decides (C-04)."""

from datetime import datetime

from jobs.job import Tally, once
from models.conduct.actions import suggest_rewards


def suggest(now: datetime) -> Tally:
    """Each praise and each grave complaint that ended well, once."""
    return once(lambda: suggest_rewards(now=now))
