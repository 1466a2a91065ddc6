"""H-03: how much of a due time is used and left, to the working minute."""

from datetime import datetime, timedelta

import pytest

from models.cases.rules.countdown import countdown
from models.cases.tables import DueTime
from models.cases.words import DueKind, Ending
from models.clock import SHANGHAI
from models.rulebook.document import CLOCK, Rules, parse
from models.rulebook.installed import first_document
from tests.moments import MONDAY

RULES: Rules = parse(first_document())
HOUR = timedelta(hours=1)
MORNING = MONDAY.replace(hour=9)


def due(minutes: int = 450, **changes: object) -> DueTime:
    """A promise of so many working minutes, begun on Monday at nine."""
    calendar = RULES.calendar(RULES.handling_calendar)
    row = DueTime(
        kind=DueKind.RESULT,
        calendar=RULES.handling_calendar,
        minutes=minutes,
        started_at=MORNING,
        due_at=calendar.add_minutes(MORNING, minutes),
        notices=0,
    )
    for name, value in changes.items():
        setattr(row, name, value)
    return row


@pytest.mark.parametrize(
    ("hour", "left", "used", "soon", "late"),
    [
        (9, 450, 0, False, False),
        (12, 270, 40, False, False),
        (13, 270, 40, False, False),
        (16, 120, 73, False, False),
        (17, 60, 87, True, False),
        (18, 0, 100, True, False),
    ],
)
def test_through_a_working_day(hour: int, left: int, used: int, soon: bool, late: bool) -> None:
    """The lunch break counts nothing; from 80 % on it is near."""
    found = countdown(due(), RULES, MONDAY.replace(hour=hour), [])
    assert (found.left, found.used_percent, found.soon, found.late) == (left, used, soon, late)
    assert found.soon_percent == 80


def test_late_is_counted_in_working_time() -> None:
    """Overdue since Monday evening, it is thirty minutes late on Tuesday at half past nine."""
    found = countdown(due(), RULES, MORNING + timedelta(days=1, minutes=30), [])
    assert (found.left, found.late, found.soon) == (-30, True, False)
    assert found.used_percent > 100


def test_a_night_costs_nothing() -> None:
    evening, morning = MONDAY.replace(hour=20), MORNING + timedelta(days=1)
    two_days = due(900)
    assert countdown(two_days, RULES, evening, []).left == 450
    assert countdown(two_days, RULES, morning, []).left == 450


def test_a_clock_that_stands_shows_what_was_left_then() -> None:
    """While the customer has the word nothing runs, and it is neither near nor late."""
    standing = due(paused_since=MORNING + HOUR)
    found = countdown(standing, RULES, MORNING + timedelta(days=3), [])
    assert (found.left, found.paused, found.late, found.soon) == (390, True, False, False)
    assert found.paused_minutes > 450


def test_earlier_pauses_are_told() -> None:
    """A pause that is over moved the due time, and is said."""
    pauses = [(MORNING + HOUR, MORNING + 2 * HOUR)]
    found = countdown(due(), RULES, MORNING + 2 * HOUR, pauses)
    assert found.paused_minutes == 60


def test_what_ended_stays_as_it_ended() -> None:
    """Met two working hours late: late for good, whatever the time."""
    row = due(ended_at=MONDAY.replace(hour=11) + timedelta(days=1), ending=Ending.MET)
    found = countdown(row, RULES, MONDAY + timedelta(days=30), [])
    assert (found.ended, found.late, found.left) == (True, True, -120)
    dropped = due(ended_at=MONDAY + timedelta(days=1), ending=Ending.DROPPED)
    assert not countdown(dropped, RULES, MONDAY + timedelta(days=30), []).late


def test_hours_of_the_wall_clock() -> None:
    """T-03: 24 hours run through the night, and a day of them has 24 hours."""
    row = due(1440, calendar=CLOCK, due_at=MORNING + timedelta(days=1))
    found = countdown(row, RULES, MORNING + 18 * HOUR, [])
    assert (found.left, found.by_the_clock, found.day_minutes, found.used_percent) == (360, True, 1440, 75)


def test_next_years_holidays_are_not_announced() -> None:
    """H-03: a due time in 2027 is provisional, and says so."""
    row = due(due_at=datetime(2027, 1, 5, 18, tzinfo=SHANGHAI))
    assert countdown(row, RULES, MONDAY, []).provisional
    assert not countdown(due(), RULES, MONDAY, []).provisional
