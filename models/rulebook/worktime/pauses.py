"""Pauses: spans in which a promise stands still (H-03)."""

from collections.abc import Iterable, Iterator
from datetime import datetime

Pause = tuple[datetime, datetime | None]
"""From a moment to another, or to now where it still lasts."""


def in_order(start: datetime, pauses: Iterable[Pause], now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """What of the pauses lies after `start`, in order, cut so that no moment is in two of them."""
    ended = start
    for since, until in sorted((since, max(until or now, since)) for since, until in pauses):
        if until > ended:
            yield max(since, ended), until
            ended = until
