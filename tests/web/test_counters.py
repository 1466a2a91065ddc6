"""X-01, S-04: what rate limits count by, in the memory of a process."""

from datetime import timedelta

import pytest
from limits import parse
from limits.strategies import FixedWindowRateLimiter
from time_machine import travel

from tests.moments import MONDAY
from web.counters import FEWEST, Counters

THREE_A_MINUTE = parse("3 per minute")


@pytest.fixture
def limiter() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(Counters("counters://"))


def test_a_window_is_full_and_opens_again(limiter: FixedWindowRateLimiter) -> None:
    """Each key by itself; after its minute it begins anew."""
    with travel(MONDAY, tick=False):
        assert [limiter.hit(THREE_A_MINUTE, "a") for _ in range(4)] == [True, True, True, False]
        assert limiter.hit(THREE_A_MINUTE, "b")
        window = limiter.get_window_stats(THREE_A_MINUTE, "a")
        assert (window.remaining, window.reset_time) == (0, MONDAY.timestamp() + 60)
    with travel(MONDAY + timedelta(seconds=61), tick=False):
        assert limiter.hit(THREE_A_MINUTE, "a")


def test_keys_that_are_over_are_cleared_away() -> None:
    """However many people come in a day, what is kept is what still counts."""
    counters = Counters("counters://")
    with travel(MONDAY, tick=False):
        for number in range(FEWEST // 2):
            counters.incr(f"early {number}", 60)
    with travel(MONDAY + timedelta(hours=1), tick=False):
        for number in range(FEWEST // 2):
            counters.incr(f"late {number}", 60)
        assert counters.get("early 1") == 0
    assert counters.reset() == FEWEST // 2
