"""How many invitations may be queued now, so that a mail server and the hotline can follow (S-03). Pure."""

from datetime import datetime, timedelta
from typing import NamedTuple

MINUTE = timedelta(minutes=1)
MOST_A_MINUTE = 600


class Allowance(NamedTuple):
    """So many may be queued, and the moment that is then kept: what is left of a minute is not lost."""

    size: int
    queued_at: datetime


def allowance(a_minute: int, queued_at: datetime | None, now: datetime) -> Allowance:
    """What the bounded rate allows since the last ones were queued: never more than one minute's at once."""
    if queued_at is None:
        return Allowance(a_minute, now)
    passed = min(now - queued_at, MINUTE)
    count = int(passed * a_minute / MINUTE)
    if count <= 0:
        return Allowance(0, queued_at)
    return Allowance(count, max(queued_at, now - MINUTE) + count * MINUTE / a_minute)
