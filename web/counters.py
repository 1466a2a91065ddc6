"""Counts for rate limits in the memory of a process.

The storage that comes with `limits` starts a thread at nearly every count, and that thread looks through all
keys. A campaign has as many keys a minute as customers who answer, so here each count looks at its own key,
and the keys that are over are cleared away once in as many counts as there are keys.
"""

from threading import Lock
from time import time
from typing import NamedTuple

from limits.storage import Storage

SCHEME = "counters"
FEWEST = 1_000
"""So many counts at least lie between two clearances."""


class Count(NamedTuple):
    """How often, and until when (seconds since 1970) that is remembered."""

    times: int
    until: float


class Counters(Storage):
    """What fixed windows need of a storage; `expiry` is in seconds."""

    STORAGE_SCHEME = [SCHEME]

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_options: str) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self._counts: dict[str, Count] = {}
        self._lock = Lock()
        self._until_clearance = FEWEST

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """One more, within the window that the first of them began."""
        now = time()
        with self._lock:
            self._until_clearance -= 1
            if not self._until_clearance:
                self._clear_away(now)
            count = self._counts.get(key)
            if count is None or count.until <= now:
                count = Count(0, now + expiry)
            count = self._counts[key] = Count(count.times + amount, count.until)
            return count.times

    def get(self, key: str) -> int:
        count = self._counts.get(key)
        return count.times if count is not None and count.until > time() else 0

    def get_expiry(self, key: str) -> float:
        count = self._counts.get(key)
        return count.until if count is not None else time()

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        with self._lock:
            found = len(self._counts)
            self._counts.clear()
        return found

    def clear(self, key: str) -> None:
        with self._lock:
            self._counts.pop(key, None)

    def _clear_away(self, now: float) -> None:
        self._counts = {key: count for key, count in self._counts.items() if count.until > now}
        self._until_clearance = max(FEWEST, len(self._counts))
