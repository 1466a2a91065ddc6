"""The clock of accountability: candidates, reminders, times that pass, matters that lapse (A-02, A-03)."""

from datetime import datetime, timedelta

from jobs.job import Tally, each
from models.accountability.actions import lapse, note_candidate, pass_time, remind_step
from models.accountability.queries import due_notices, lapsed, new_candidates, passed

SHORTEST_LAPSE = timedelta(days=1)


def look(now: datetime) -> Tally:
    """Notes as candidates what the rulebook's triggers name, once each."""
    found = new_candidates(now)
    return each(found, lambda draft: note_candidate(draft, now=now) is not None, name="matters-look")


def keep_clocks(now: datetime) -> Tally:
    """Times that have passed are recorded as such, and reminders go out."""
    gone = each(passed(now), lambda matter_id: pass_time(matter_id, now=now), name="matters-passed")
    over = each(
        lapsed(now - SHORTEST_LAPSE), lambda matter_id: lapse(matter_id, now=now), name="matters-lapse"
    )
    told = each(due_notices(now), lambda step_id: remind_step(step_id, now=now), name="matters-remind")
    return gone + over + told
