"""How delivery is tried again."""

from datetime import timedelta

MAX_ATTEMPTS = 8
CLAIM = timedelta(minutes=5)
"""A claim older than this is a sender that died: the message is tried again, under the same Message-ID."""


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: 1, 2, 4 … minutes, four hours at most."""
    return timedelta(minutes=min(2 ** max(attempts - 1, 0), 240))
