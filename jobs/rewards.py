"""What deserves a reward is found by itself; penalties and talks follow their matters (C-03, C-04)."""

from datetime import datetime

from jobs.job import Tally, each, once
from models.conduct.actions import matters_to_settle, remind_of_talk, settle_penalties, suggest_rewards
from models.conduct.queries.talks import due_talks


def suggest(now: datetime) -> Tally:
    """Each praise and each grave complaint that ended well, once."""
    return once(lambda: suggest_rewards(now=now))


def settle(now: datetime) -> Tally:
    """Measures of delivered decisions take effect, and those that an appeal struck end."""
    return each(matters_to_settle(), lambda matter_id: settle_penalties(matter_id, now=now), name="penalties")


def remind_of_talks(now: datetime) -> Tally:
    """Tells whose turn it is, once, when the time of a step of a talk with a head is over."""
    return each(due_talks(now), lambda talk_id: remind_of_talk(talk_id, now=now), name="talks")
