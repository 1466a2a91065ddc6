"""What the clock does for the hotline, without a key: shares, reminders, erasure (W-04, W-05, W-09).

Nothing that concerns a report is counted: who reads the list of runs would see when one came, and who moves
people about could see from it whether they read one.
"""

from datetime import datetime, time, timedelta

from jobs.job import Tally, each, each_apart, once, write
from models.clock import local, local_day
from models.hotline.actions.check import end_keeper, take_back
from models.hotline.actions.erase import erase_keys, erase_rows
from models.hotline.actions.keepers import forget_locked
from models.hotline.queries.changes import changed_shares, ended_keepers
from models.hotline.queries.inbox import due_for_erasure, keepers_to_tell, readers_at_all
from models.hotline.queries.watch import anything_since
from models.outbox.actions import notify_all
from web.downloads import file_store

MORNING = time(8, 30)


def guard(now: datetime) -> Tally:
    """Whoever may hold a key no more loses it; readers around whom somebody new stands lose their shares."""
    ended = each(ended_keepers(now), lambda key: end_keeper(key, now=now), name="hotline-ended")
    changed = each(changed_shares(now), lambda key: take_back(key, now=now), name="hotline-changed")
    return ended + _uncounted(changed)


def tell(now: datetime) -> Tally:
    """Once a day, in the morning: "something waits for you", to each reader for whom something does.

    By the hour nobody can tell when a report came in. Where anything befell anybody yesterday, every reader
    is told: only an unlocked key shows whether it was a reporter (W-08).
    """
    if local(now).time() < MORNING:
        return Tally()

    def one() -> int:
        told = set(keepers_to_tell(now))
        if anything_since(local_day(now) - timedelta(days=1)):
            told |= set(readers_at_all())
        day = local_day(now).isoformat()
        notify_all(sorted(told), "hotline_waits", about="hotline", now=now, dedupe=f"hotline:{day}")
        return len(told)

    return _uncounted(once(one))


def erase(now: datetime) -> Tally:
    """Closed reports whose time is over: the keys in a transaction of their own, then rows, then files."""

    keys = each(due_for_erasure(now), lambda report_id: erase_keys(report_id, now=now), name="hotline-keys")
    store = file_store()

    def rest(report_id: int) -> bool:
        files = write(lambda: erase_rows(report_id))
        for key in files or ():
            store.remove(key)
        return files is not None

    return _uncounted(keys + each_apart(due_for_erasure(now), rest, name="hotline-rows"))


def lock(now: datetime) -> Tally:
    """Forgets keys whose use has ended."""
    return once(lambda: forget_locked(now=now))


def _uncounted(tally: Tally) -> Tally:
    """What failed is told, and of what kind it was, but not on which row."""
    return Tally(failed=tally.failed, error=tally.error.partition(": ")[2])
