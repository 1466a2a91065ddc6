"""What holds of working time for every calendar, moment and pause (H-03)."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.rulebook.worktime import DAY, DayRule, Pause, WorkCalendar
from models.rulebook.worktime.pauses import in_order
from tests.models.rulebook.calendars import NIGHT_AND_DAY, OFFICE, SERVICE_DESK

FIRST, LAST = datetime(2024, 12, 1, tzinfo=UTC), datetime(2028, 2, 1, tzinfo=UTC)


def _windows(*, least: int) -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    """None to three windows of a day, which may touch and may end at midnight."""
    cuts = st.sets(st.integers(0, DAY), min_size=2 * least, max_size=6).map(sorted)
    return cuts.map(lambda at: tuple(zip(at[::2], at[1::2], strict=False)))


DAYS = st.dates(date(2024, 12, 1), date(2028, 2, 1))
CALENDARS = st.sampled_from([OFFICE, SERVICE_DESK, NIGHT_AND_DAY]) | st.builds(
    WorkCalendar,
    week=st.tuples(_windows(least=1), *[_windows(least=0)] * 6),
    make_up=_windows(least=1),
    keeps_holidays=st.booleans(),
    overrides=st.dictionaries(DAYS, st.sampled_from(DayRule) | _windows(least=0), max_size=5).map(
        lambda days: tuple(days.items())
    ),
)
MOMENTS = st.datetimes(
    FIRST.replace(tzinfo=None), LAST.replace(tzinfo=None), timezones=st.just(UTC)
) | st.sampled_from([FIRST + timedelta(hours=8 * n) for n in range(3000)])
MINUTES = st.integers(0, 20_000)
COUNTS = st.integers(0, 60)
SPANS: st.SearchStrategy[list[Pause]] = st.lists(
    st.tuples(MOMENTS, st.integers(0, 20_000)).map(
        lambda drawn: (drawn[0], drawn[0] + timedelta(minutes=drawn[1]))
    ),
    max_size=4,
)

settings.register_profile("rulebook", deadline=None, max_examples=200)
thorough = settings(settings.get_profile("rulebook"))


@thorough
@given(CALENDARS, MOMENTS, MINUTES)
def test_never_before_the_start(calendar: WorkCalendar, start: datetime, minutes: int) -> None:
    due = calendar.add_minutes(start, minutes)
    assert due >= start
    assert due.second == 0
    assert due.microsecond == 0


@thorough
@given(CALENDARS, MOMENTS, MOMENTS, MINUTES, MINUTES)
def test_monotone(calendar: WorkCalendar, one: datetime, other: datetime, few: int, more: int) -> None:
    """A later start or more work never ends sooner; more work ends later."""
    one, other = sorted((one, other))
    few, more = sorted((few, more))
    assert calendar.add_minutes(one, few) <= calendar.add_minutes(other, few)
    assert calendar.add_minutes(one, few) <= calendar.add_minutes(one, more)
    if few < more:
        assert calendar.add_minutes(one, few) < calendar.add_minutes(one, more)


@thorough
@given(CALENDARS, MOMENTS, MINUTES, MINUTES)
def test_adding_in_steps_is_adding_at_once(calendar: WorkCalendar, start: datetime, a: int, b: int) -> None:
    assert calendar.add_minutes(calendar.add_minutes(start, a), b) == calendar.add_minutes(start, a + b)


@thorough
@given(CALENDARS, MOMENTS, MINUTES)
def test_minutes_between_is_the_inverse(calendar: WorkCalendar, start: datetime, minutes: int) -> None:
    due = calendar.add_minutes(start, minutes)
    assert calendar.minutes_between(start, due) == minutes
    assert calendar.minutes_between(due, start) == -minutes


@thorough
@given(CALENDARS, MOMENTS, MOMENTS, MOMENTS)
def test_minutes_add_up(calendar: WorkCalendar, a: datetime, b: datetime, c: datetime) -> None:
    whole = calendar.minutes_between(a, c)
    assert whole == calendar.minutes_between(a, b) + calendar.minutes_between(b, c)


@settings(thorough, max_examples=60)
@given(CALENDARS, MOMENTS, st.integers(0, 3 * DAY))
def test_it_agrees_with_counting_open_minutes(calendar: WorkCalendar, start: datetime, length: int) -> None:
    """The tables give what a person gets who looks at every minute."""
    start = start.replace(second=0, microsecond=0)
    counted = sum(calendar.is_open(start + timedelta(minutes=n)) for n in range(length))
    assert calendar.minutes_between(start, start + timedelta(minutes=length)) == counted


@thorough
@given(CALENDARS, MOMENTS, COUNTS, COUNTS)
def test_days_add_up_and_invert(calendar: WorkCalendar, start: datetime, a: int, b: int) -> None:
    due = calendar.add_days(start, a)
    assert due >= start
    assert calendar.add_days(due, b) == calendar.add_days(start, a + b)
    assert calendar.days_between(start, due) == a


@thorough
@given(CALENDARS, MOMENTS, MOMENTS, COUNTS)
def test_days_are_monotone(calendar: WorkCalendar, one: datetime, other: datetime, days: int) -> None:
    one, other = sorted((one, other))
    assert calendar.add_days(one, days) <= calendar.add_days(other, days)
    assert calendar.add_days(one, days) < calendar.add_days(one, days + 1)


@thorough
@given(CALENDARS, MOMENTS)
def test_the_next_opening_is_open_and_nothing_was_missed(calendar: WorkCalendar, moment: datetime) -> None:
    opening = calendar.next_open(moment)
    assert opening >= moment
    assert calendar.is_open(opening)
    assert opening == moment or calendar.minutes_between(moment, opening) == 0


@thorough
@given(CALENDARS, MOMENTS, MINUTES, SPANS, MOMENTS)
def test_pauses_only_postpone(
    calendar: WorkCalendar, start: datetime, minutes: int, pauses: list[Pause], now: datetime
) -> None:
    due = calendar.due_after_pauses(start, minutes, pauses, now)
    assert due >= calendar.add_minutes(start, minutes)
    if pauses:
        assert due >= calendar.due_after_pauses(start, minutes, pauses[:-1], now)


@thorough
@given(CALENDARS, MOMENTS, MINUTES, SPANS)
def test_what_was_promised_is_used_up_when_it_is_due(
    calendar: WorkCalendar, start: datetime, minutes: int, pauses: list[Pause]
) -> None:
    """Counting the minutes outside the pauses is the inverse of `due_after_pauses`."""
    due = calendar.due_after_pauses(start, minutes, pauses, LAST)
    stood = sum(
        calendar.minutes_between(min(since, due), min(until, due))
        for since, until in in_order(start, pauses, due)
    )
    assert calendar.minutes_between(start, due) - stood == minutes


@thorough
@given(CALENDARS, MOMENTS, MINUTES, MOMENTS, MOMENTS)
def test_a_pause_that_lasts_moves_the_due_time_on(
    calendar: WorkCalendar, start: datetime, minutes: int, since: datetime, now: datetime
) -> None:
    """While it lasts it counts up to now, so the due time never comes closer as time passes."""
    later = now + timedelta(days=1)
    due = calendar.due_after_pauses(start, minutes, [(since, None)], now)
    assert due == calendar.due_after_pauses(start, minutes, [(since, max(now, since))], now)
    assert due <= calendar.due_after_pauses(start, minutes, [(since, None)], later)
