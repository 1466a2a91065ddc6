"""Working time against a calendar on paper (H-03): every expected value was worked out by hand.

2026 as announced: 15 to 23 February off, worked on Saturdays 14 and 28 February; 25 to 27 September
and 1 to 7 October off, worked on Sunday 20 September and Saturday 10 October. An office day has
450 minutes: 180 before noon and 270 after.
"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from models.rulebook.worktime import DAY, DayRule, WorkCalendar
from tests.models.rulebook.calendars import DAYTIME, NIGHT_AND_DAY, OFFICE, SERVICE_DESK, at

MINUTES = [
    # within a day, and over noon
    (OFFICE, "2026-03-02 10:00", 60, "2026-03-02 11:00"),
    (OFFICE, "2026-03-02 11:30", 60, "2026-03-02 14:00"),
    (OFFICE, "2026-03-02 11:30", 30, "2026-03-02 12:00"),
    (OFFICE, "2026-03-02 12:30", 30, "2026-03-02 14:00"),
    (OFFICE, "2026-03-02 09:00", 450, "2026-03-02 18:00"),
    # nights and midnight
    (OFFICE, "2026-03-02 07:00", 1, "2026-03-02 09:01"),
    (OFFICE, "2026-03-02 00:00", 10, "2026-03-02 09:10"),
    (OFFICE, "2026-03-02 17:30", 60, "2026-03-03 09:30"),
    (OFFICE, "2026-03-02 18:00", 1, "2026-03-03 09:01"),
    (OFFICE, "2026-03-02 23:59", 270, "2026-03-03 15:00"),
    # weekends
    (OFFICE, "2026-03-06 17:30", 60, "2026-03-09 09:30"),
    (OFFICE, "2026-03-07 15:00", 450, "2026-03-09 18:00"),
    (OFFICE, "2026-03-08 23:59", 1, "2026-03-09 09:01"),
    # zero is the start, open or not
    (OFFICE, "2026-03-07 15:00", 0, "2026-03-07 15:00"),
    # Spring Festival
    (OFFICE, "2026-02-13 17:00", 120, "2026-02-14 10:00"),
    (OFFICE, "2026-02-14 17:00", 60, "2026-02-14 18:00"),
    (OFFICE, "2026-02-14 17:00", 120, "2026-02-24 10:00"),
    (OFFICE, "2026-02-19 12:00", 450, "2026-02-24 18:00"),
    (OFFICE, "2026-02-27 17:00", 120, "2026-02-28 10:00"),
    (OFFICE, "2026-02-28 17:30", 60, "2026-03-02 09:30"),
    # Tomb-Sweeping Day (4 to 6 April), Labour Day (1 to 5 May, Saturday 9 May worked)
    (OFFICE, "2026-04-03 17:00", 120, "2026-04-07 10:00"),
    (OFFICE, "2026-04-30 17:00", 120, "2026-05-06 10:00"),
    (OFFICE, "2026-05-08 17:30", 60, "2026-05-09 09:30"),
    # Mid-Autumn and National Day
    (OFFICE, "2026-09-19 10:00", 450, "2026-09-20 18:00"),
    (OFFICE, "2026-09-24 17:00", 120, "2026-09-28 10:00"),
    (OFFICE, "2026-09-30 17:59", 2, "2026-10-08 09:01"),
    (OFFICE, "2026-10-09 16:00", 450, "2026-10-10 16:00"),
    (OFFICE, "2026-10-10 18:00", 1, "2026-10-12 09:01"),
    # into 2027: New Year's Day is a Friday
    (OFFICE, "2026-12-31 17:30", 60, "2027-01-04 09:30"),
    (OFFICE, "2027-01-01 00:00", 1, "2027-01-04 09:01"),
    # a desk that works every day, holidays too
    (SERVICE_DESK, "2026-02-17 21:30", 60, "2026-02-18 08:30"),
    (SERVICE_DESK, "2026-11-21 23:00", 5, "2026-11-22 08:05"),
    (SERVICE_DESK, "2026-12-31 21:00", 120, "2027-01-01 09:00"),
    # a desk that never closes
    (NIGHT_AND_DAY, "2026-11-21 23:50", 20, "2026-11-22 00:10"),
    (NIGHT_AND_DAY, "2026-11-21 23:50", 10, "2026-11-22 00:00"),
    (NIGHT_AND_DAY, "2026-02-16 12:00", 1440, "2026-02-17 12:00"),
    (NIGHT_AND_DAY, "2026-12-31 23:59", 1, "2027-01-01 00:00"),
    (NIGHT_AND_DAY, "2026-01-01 00:00", 3652 * 1440, "2036-01-01 00:00"),  # ten years, two of them leap
]

DAYS = [
    # the day of the start is not counted, whatever its hour
    (OFFICE, "2026-03-02 07:00", 1, "2026-03-03 18:00"),
    (OFFICE, "2026-03-02 10:00", 1, "2026-03-03 18:00"),
    (OFFICE, "2026-03-02 23:59", 1, "2026-03-03 18:00"),
    (OFFICE, "2026-03-03 00:00", 1, "2026-03-04 18:00"),
    (OFFICE, "2026-03-02 10:00", 3, "2026-03-05 18:00"),
    (OFFICE, "2026-03-02 10:00", 0, "2026-03-02 10:00"),
    # weekends
    (OFFICE, "2026-03-06 10:00", 1, "2026-03-09 18:00"),
    (OFFICE, "2026-03-07 10:00", 1, "2026-03-09 18:00"),
    (OFFICE, "2026-03-08 22:00", 3, "2026-03-11 18:00"),
    # Spring Festival
    (OFFICE, "2026-02-13 10:00", 1, "2026-02-14 18:00"),
    (OFFICE, "2026-02-13 10:00", 2, "2026-02-24 18:00"),
    (OFFICE, "2026-02-13 10:00", 5, "2026-02-27 18:00"),
    (OFFICE, "2026-02-13 10:00", 6, "2026-02-28 18:00"),
    (OFFICE, "2026-02-13 10:00", 7, "2026-03-02 18:00"),
    (OFFICE, "2026-02-14 10:00", 3, "2026-02-26 18:00"),
    (OFFICE, "2026-02-18 10:00", 1, "2026-02-24 18:00"),
    # Mid-Autumn and National Day
    (OFFICE, "2026-09-16 10:00", 3, "2026-09-20 18:00"),
    (OFFICE, "2026-09-16 10:00", 4, "2026-09-21 18:00"),
    (OFFICE, "2026-09-24 10:00", 1, "2026-09-28 18:00"),
    (OFFICE, "2026-09-30 10:00", 1, "2026-10-08 18:00"),
    (OFFICE, "2026-09-30 10:00", 3, "2026-10-10 18:00"),
    (OFFICE, "2026-09-30 10:00", 4, "2026-10-12 18:00"),
    # into 2027
    (OFFICE, "2026-12-29 10:00", 3, "2027-01-04 18:00"),
    (OFFICE, "2026-12-31 10:00", 7, "2027-01-12 18:00"),
    # other desks
    (SERVICE_DESK, "2026-11-21 10:00", 1, "2026-11-22 22:00"),
    (SERVICE_DESK, "2026-09-30 23:00", 2, "2026-10-02 22:00"),
    (NIGHT_AND_DAY, "2026-11-21 12:00", 1, "2026-11-22 23:59"),
]


@pytest.mark.parametrize(("calendar", "start", "minutes", "due"), MINUTES)
def test_minutes_of_work(calendar: WorkCalendar, start: str, minutes: int, due: str) -> None:
    """H-03."""
    assert calendar.add_minutes(at(start), minutes) == at(due)
    assert calendar.minutes_between(at(start), at(due)) == minutes


@pytest.mark.parametrize(("calendar", "start", "days", "due"), DAYS)
def test_working_days(calendar: WorkCalendar, start: str, days: int, due: str) -> None:
    """H-03, counted as articles 201 and 203 of the Civil Code count."""
    assert calendar.add_days(at(start), days) == at(due)
    assert calendar.days_between(at(start), at(due)) == days


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-02-14", True),
        ("2026-02-15", False),
        ("2026-02-16", False),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-02-28", True),
        ("2026-03-01", False),
        ("2026-09-20", True),
        ("2026-09-25", False),
        ("2026-10-07", False),
        ("2026-10-08", True),
        ("2026-10-10", True),
        ("2026-10-11", False),
        ("2026-11-21", False),
        ("2027-01-01", False),
    ],
)
def test_days_that_are_worked(day: str, worked: bool) -> None:
    """The public calendar of 2026 with its make-up days."""
    assert OFFICE.is_working_day(date.fromisoformat(day)) is worked
    assert SERVICE_DESK.is_working_day(date.fromisoformat(day)) is True


def test_minutes_against_the_clock_are_negative() -> None:
    """A due time that is past is counted backwards: how late it is in working time."""
    assert OFFICE.minutes_between(at("2026-02-24 10:00"), at("2026-02-14 17:00")) == -120
    assert OFFICE.days_between(at("2026-02-24 10:00"), at("2026-02-13 17:00")) == -2


def test_a_started_minute_is_rounded_up() -> None:
    """Moments between two minutes count as the later one, so due times are whole minutes."""
    late = at("2026-03-02 10:00:30")
    assert OFFICE.add_minutes(late, 0) == at("2026-03-02 10:01")
    assert OFFICE.add_minutes(late, 1) == at("2026-03-02 10:02")
    assert OFFICE.add_minutes(at("2026-03-02 17:59:30"), 1) == at("2026-03-03 09:01")
    assert OFFICE.minutes_between(late, at("2026-03-02 10:02")) == 1
    assert OFFICE.add_days(at("2026-03-02 23:59:30"), 1) == at("2026-03-04 18:00")


def test_opening_time() -> None:
    """Opening time is open, closing time is not; the next opening is found over a holiday."""
    assert OFFICE.is_open(at("2026-03-02 09:00"))
    assert OFFICE.is_open(at("2026-03-02 11:59:59"))
    assert not OFFICE.is_open(at("2026-03-02 12:00"))
    assert not OFFICE.is_open(at("2026-02-17 10:00"))
    assert OFFICE.next_open(at("2026-02-14 18:00")) == at("2026-02-24 09:00")
    assert OFFICE.next_open(at("2026-12-31 18:00")) == at("2027-01-04 09:00")
    assert OFFICE.next_open(at("2026-03-02 12:00")) == at("2026-03-02 13:30")
    assert OFFICE.next_open(at("2026-03-02 10:00:30")) == at("2026-03-02 10:00:30")
    assert SERVICE_DESK.next_open(at("2026-11-21 22:00")) == at("2026-11-22 08:00")
    assert NIGHT_AND_DAY.is_open(at("2026-11-22 00:00"))


def test_overrides_win_over_everything() -> None:
    """RB-01: the rulebook overrides the public calendar day by day."""
    short = ((10 * 60, 12 * 60),)
    calendar = replace(
        OFFICE,
        overrides=(
            (date(2026, 2, 17), short),  # two hours on New Year's Day
            (date(2026, 2, 28), DayRule.OFF),  # a make-up day that this company does not work
            (date(2026, 3, 3), DayRule.OFF),  # a company holiday
            (date(2026, 3, 7), DayRule.WORKING),  # a Saturday
            (date(2027, 1, 1), DayRule.WORKING),  # a public holiday on a Friday
        ),
    )
    assert calendar.add_minutes(at("2026-02-14 17:30"), 60) == at("2026-02-17 10:30")
    assert calendar.add_minutes(at("2026-02-27 17:30"), 60) == at("2026-03-02 09:30")
    assert calendar.add_minutes(at("2026-03-02 17:30"), 60) == at("2026-03-04 09:30")
    assert calendar.add_minutes(at("2026-03-06 17:30"), 60) == at("2026-03-07 09:30")
    assert calendar.add_days(at("2026-02-14 10:00"), 1) == at("2026-02-17 12:00")
    assert calendar.add_days(at("2026-12-31 10:00"), 1) == at("2027-01-01 18:00")


def test_a_make_up_day_has_the_hours_of_make_up_days() -> None:
    """A store that opens late on Saturdays works a make-up Saturday like a weekday."""
    store = WorkCalendar(week=(DAYTIME,) * 5 + (((14 * 60, 20 * 60),), ()), make_up=DAYTIME)
    assert store.next_open(at("2026-02-28 08:00")) == at("2026-02-28 09:00")
    assert store.next_open(at("2026-03-07 08:00")) == at("2026-03-07 14:00")


PAUSES = [
    # from Saturday 14 February 10:00 over the holiday to Tuesday 24 February 11:00: 180 minutes were used
    ("2026-02-13 16:00", 450, [("2026-02-14 10:00", "2026-02-24 11:00")], "2026-02-24 17:00"),
    # the same without a pause
    ("2026-02-13 16:00", 450, [], "2026-02-14 16:00"),
    # wholly within the holiday: nothing changes
    ("2026-02-14 17:00", 120, [("2026-02-16 09:00", "2026-02-20 18:00")], "2026-02-24 10:00"),
    # begun at noon, ended at half past one: nothing changes
    ("2026-03-02 11:00", 120, [("2026-03-02 12:00", "2026-03-02 13:30")], "2026-03-02 14:30"),
    # two in order, and two that overlap, counted once
    (
        "2026-03-02 09:00",
        120,
        [("2026-03-02 09:30", "2026-03-02 10:00"), ("2026-03-02 11:00", "2026-03-02 14:00")],
        "2026-03-02 14:30",
    ),
    (
        "2026-03-02 09:00",
        60,
        [("2026-03-02 09:30", "2026-03-02 10:30"), ("2026-03-02 09:45", "2026-03-02 10:15")],
        "2026-03-02 11:00",
    ),
    # begun before the start: only what follows the start counts
    ("2026-03-02 10:00", 30, [("2026-03-02 08:00", "2026-03-02 10:15")], "2026-03-02 10:45"),
    # begun when the time was over
    ("2026-03-02 09:00", 60, [("2026-03-02 10:00", "2026-03-05 10:00")], "2026-03-02 10:00"),
    # still lasting: reckoned as if it ended now, 11:00
    ("2026-03-02 09:00", 60, [("2026-03-02 09:30", None)], "2026-03-02 11:30"),
    # over the turn of the year: 210 used on Thursday, 240 left on Monday 4 January from 09:00
    ("2026-12-31 13:30", 450, [("2026-12-31 17:00", "2027-01-03 10:00")], "2027-01-04 14:30"),
]


@pytest.mark.parametrize(("start", "minutes", "pauses", "due"), PAUSES)
def test_due_after_pauses(start: str, minutes: int, pauses: list[tuple[str, str | None]], due: str) -> None:
    """H-03: time within a pause does not count."""
    spans: list[tuple[datetime, datetime | None]] = [
        (at(since), at(until) if until else None) for since, until in pauses
    ]
    now = at("2026-03-02 11:00")
    assert OFFICE.due_after_pauses(at(start), minutes, spans, now) == at(due)
    assert OFFICE.due_after_pauses(at(start), minutes, reversed(spans), now) == at(due)


@pytest.mark.parametrize(
    ("week", "message"),
    [
        ((DAYTIME,) * 5, "seven days"),
        (((),) * 7, "at least one window"),
        ((((540, 540),),) * 7, "open before it closes"),
        ((((540, DAY + 1),),) * 7, "open before it closes"),
        ((((540, 720), (700, 800)),) * 7, "window 11:40-13:20 overlaps"),
        ((((800, 900), (540, 600)),) * 7, "overlaps"),
    ],
)
def test_impossible_calendars_are_refused(
    week: tuple[tuple[tuple[int, int], ...], ...], message: str
) -> None:
    """RB-01."""
    with pytest.raises(ValueError, match=message):
        WorkCalendar(week=week, make_up=DAYTIME)


def test_what_cannot_be_reckoned_is_refused() -> None:
    """A naive moment, time running backwards, and years without a public calendar."""
    with pytest.raises(ValueError, match="time zone"):
        OFFICE.add_minutes(datetime(2026, 3, 2, 10), 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match="forward"):
        OFFICE.add_minutes(at("2026-03-02 10:00"), -1)
    with pytest.raises(ValueError, match="forward"):
        OFFICE.add_days(at("2026-03-02 10:00"), -1)
    with pytest.raises(ValueError, match="covers 2001 to 2099"):
        OFFICE.add_minutes(at("2099-12-31 17:00"), 10_000)
    with pytest.raises(ValueError, match="no windows"):
        replace(
            NIGHT_AND_DAY,
            week=((),) + ((DAYTIME),) * 6,
            make_up=(),
            overrides=((date(2026, 3, 2), DayRule.WORKING),),
        )
