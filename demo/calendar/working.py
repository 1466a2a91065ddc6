"""Working time of the demo: the calendars of the rulebook that comes with the product (H-03)."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import holidays

from models.clock import SHANGHAI, local
from models.rulebook.document import Rules, parse
from models.rulebook.installed import first_document

NEW_YEAR = "Chinese New Year"


@cache
def rules() -> Rules:
    """The first rulebook, which is in force for the whole of the demo's year."""
    return parse(first_document())


@cache
def _china() -> holidays.HolidayBase:
    return holidays.country_holidays("CN", language="en_US")


@cache
def is_working_day(day: date) -> bool:
    """Whether offices work on a day: weekends and public holidays off, make-up days on."""
    return rules().calendar().is_working_day(day)


@cache
def is_festival(day: date) -> bool:
    """Whether a day is a public holiday or a day off beside one."""
    return day in _china()


@cache
def is_spring_festival(day: date) -> bool:
    """Whether a day lies in the quiet fortnight around Chinese New Year."""
    return any(NEW_YEAR in (_china().get(day + timedelta(days=shift)) or "") for shift in range(-7, 8))


def add_days(day: date, count: int) -> date:
    """The working day `count` working days after a day (before it when negative)."""
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        if is_working_day(day):
            left -= 1
    return day


def this_or_next(day: date) -> date:
    """The day itself when it is a working day, else the next that is one."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def this_or_last(day: date) -> date:
    """The day itself when it is a working day, else the last that was one."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def at(day: date, minute: float) -> datetime:
    """The moment at a minute of a day in Shanghai, in UTC, to the second."""
    moment = datetime.combine(day, time(), SHANGHAI).astimezone(UTC) + timedelta(minutes=minute)
    return moment.replace(microsecond=0)


def minute_of_day(moment: datetime) -> float:
    """Minutes since midnight in Shanghai."""
    wall = local(moment)
    return wall.hour * 60 + wall.minute + wall.second / 60


def after(moment: datetime, minutes: float, calendar: str = "office") -> datetime:
    """The moment when so many minutes of a calendar's open time have passed."""
    hours = rules().calendar(calendar)
    ready = hours.next_open(hours.add_minutes(moment, max(1, round(minutes))))
    return max(ready, moment) + timedelta(seconds=moment.second)


def result_due(grade: int | None, start: datetime) -> datetime:
    """By when a case of this grade is to be answered, if nothing pauses it (G-02 to G-04)."""
    return rules().promise(rules().grade(grade).result, start).due_at
