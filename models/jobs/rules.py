"""How long leases hold, and which runs are worth a row."""

from datetime import timedelta

CLOCK = "clock"
"""What the lease of the clock is called."""
LEASE = timedelta(seconds=30)
RENEW = timedelta(seconds=10)
"""A third of the lease: two renewals may fail before another process takes over."""
QUIET = timedelta(minutes=10)
"""How often a job that finds nothing to do, or fails in the same way again, is written down."""
GRACE = timedelta(minutes=2)
"""How much later than it might a job may be written down, before somebody should look."""
KEPT = timedelta(days=14)
ERROR_LENGTH = 500


def says_something_new(error: str, last_error: str, *, since: timedelta) -> bool:
    """Whether a run that did nothing, so long after the last one noted, is worth a row of its own."""
    return error[:ERROR_LENGTH] != last_error or since >= QUIET


def too_silent(every: timedelta, *, since: timedelta) -> bool:
    """Whether a job with that rhythm should have been written down again, so long after the last time."""
    return since > max(every, QUIET) + QUIET + GRACE
