"""A new edition of the rules took effect: clocks of open cases are reckoned anew, in batches (H-03)."""

from datetime import datetime

from jobs.job import Tally, each, write
from models.amendments import actions
from models.amendments.queries.reckoning import taking_effect, to_reckon

BATCH = 500


def reckon(now: datetime) -> Tally:
    """The next cases whose clocks have not been reckoned for the edition in force; each is so once."""
    amendment = taking_effect(now)
    if amendment is None or amendment.rulebook is None:
        return Tally()
    mine, ids = amendment.id, to_reckon(amendment.rulebook, BATCH)
    if not ids:
        write(lambda: actions.finish_reckoning(mine, now=now))
        return Tally()
    return each(ids, lambda case_id: actions.reckon_next(mine, case_id, now=now), name="reckon")
