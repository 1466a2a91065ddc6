"""Working time: every list and every reminder adds and counts it (H-03)."""

from datetime import UTC, datetime, timedelta

from bench.figure import Figure, seconds
from models.clock import local
from models.rulebook.worktime import WorkCalendar

MORNING, AFTERNOON = (9 * 60, 12 * 60), (13 * 60 + 30, 18 * 60)
OFFICE = WorkCalendar(week=((MORNING, AFTERNOON),) * 5 + ((), ()), make_up=(MORNING, AFTERNOON))
START = datetime(2026, 9, 25, 8, 0, tzinfo=UTC)  # before National Day, so holidays and make-up days are met
MINUTES = 5 * 7 * 60 + 30
STEP = timedelta(minutes=1)


def adds_per_second() -> float:
    """How many due times are computed in a second, five working days ahead."""
    return 1 / seconds(lambda: OFFICE.add_minutes(START, MINUTES), times=2000)


def times_faster_than_walking() -> float:
    """Against walking from minute to minute, asking of each whether it counts."""
    return seconds(lambda: walk(START, MINUTES), times=1, rounds=3) * adds_per_second()


def walk(start: datetime, minutes: int) -> datetime:
    """The plain way to add working minutes."""
    moment = start
    while minutes:
        there = local(moment)
        minute, windows = there.hour * 60 + there.minute, OFFICE.windows(there.date())
        if any(opens <= minute < closes for opens, closes in windows):
            minutes -= 1
        moment += STEP
    return moment


FIGURES = (
    Figure("worktime_adds_per_second", 50_000, adds_per_second, more_is_better=True),
    Figure("worktime_times_faster_than_walking", 100, times_faster_than_walking, more_is_better=True),
)
