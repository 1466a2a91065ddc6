"""Running all work once, in the order in which one job feeds the next: in the demo, by hand."""

from collections.abc import Mapping
from datetime import datetime

from jobs.job import Tally
from jobs.lease import process_name
from jobs.run import run
from jobs.schedule import BY_NAME, WORK

LAST = ("deliver", "deliver-sms", "seal")
MOST_BATCHES = 20


def run_all(now: datetime) -> Mapping[str, int]:
    """Runs every job but the sweeps as if it were `now`; how many items each did.

    Mails go after what writes them. A sweep would forget logins that are in use, as of a later day.
    """
    holder = process_name()
    names = [job.name for job in WORK if job.name not in LAST] + list(LAST)
    return {name: _until_done(name, now, holder).done for name in names}


def _until_done(name: str, now: datetime, holder: str) -> Tally:
    """Batch after batch, as the clock would, until one finds nothing more to do."""
    tally = Tally()
    for _ in range(MOST_BATCHES):
        batch = run(BY_NAME[name], now=now, holder=holder)
        tally += batch
        if not batch.done:
            break
    return tally
