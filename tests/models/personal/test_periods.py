"""X-03: when a period of months is over, never a day too soon."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.personal.rules.periods import expires_on, months_before

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("closed", "months", "goes"),
    [
        (date(2023, 11, 23), 36, date(2026, 11, 23)),
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2026, 12, 31), 2, date(2027, 3, 1)),
        (date(2026, 11, 23), 1200, date(2126, 11, 23)),
    ],
)
def test_x03_by_hand(closed: date, months: int, goes: date) -> None:
    assert expires_on(closed, months) == goes


@given(DAYS, st.integers(6, 1200))
def test_x03_the_day_is_the_first_from_which_the_months_reach_back(closed: date, months: int) -> None:
    goes = expires_on(closed, months)
    assert months_before(goes, months) >= closed
    assert months_before(goes - timedelta(days=1), months) < closed
