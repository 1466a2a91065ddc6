"""Hours, calendars and periods as the document writes them."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, PlainSerializer, model_validator

from models.rulebook.document.part import Count, FrozenMap, Named, Part
from models.rulebook.words import Unit
from models.rulebook.worktime import DayRule, Window, WorkCalendar, check_windows, written_window

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _minute(text: str) -> int:
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and int(minutes) < 60):
        raise ValueError(f"{text!r} is not a time such as 09:00")
    return int(hours) * 60 + int(minutes)


def _windows(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    windows = []
    for text in value:
        opens, dash, closes = text.partition("-") if isinstance(text, str) else ("", "", "")
        if not dash:
            raise ValueError(f"{text!r} is not a window such as 09:00-12:00")
        windows.append((_minute(opens), _minute(closes)))
    check_windows(windows)
    return tuple(windows)


def _written(windows: tuple[Window, ...]) -> list[str]:
    return [written_window(window) for window in windows]


Windows = Annotated[
    tuple[Window, ...], BeforeValidator(_windows), PlainSerializer(_written, return_type=list[str])
]
"""Written as ["09:00-12:00", "13:30-18:00"]; 24:00 is the end of the day."""

Override = DayRule | Windows
"""Written as "off", "working", or windows."""


class Week(Part):
    """The windows of each weekday; an empty list is a closed day."""

    monday: Windows
    tuesday: Windows
    wednesday: Windows
    thursday: Windows
    friday: Windows
    saturday: Windows
    sunday: Windows


class Calendar(Named):
    """When a desk works. `days` override single days and win over `public_days` of the rulebook."""

    week: Week
    make_up_days: Windows
    public_holidays: Literal["closed", "as_usual"]
    days: FrozenMap[date, Override] = {}

    def work_calendar(self, announced: dict[date, DayRule]) -> WorkCalendar:
        """The calendar to reckon with. `announced` are the rulebook's own public days."""
        keeps_holidays = self.public_holidays == "closed"
        overrides: dict[date, DayRule | tuple[Window, ...]] = dict(announced) if keeps_holidays else {}
        overrides.update(self.days)
        return WorkCalendar(
            week=tuple(getattr(self.week, day) for day in WEEKDAYS),
            make_up=self.make_up_days,
            keeps_holidays=keeps_holidays,
            overrides=tuple(sorted(overrides.items(), key=lambda item: item[0])),
        )

    @model_validator(mode="after")
    def _reckonable(self) -> Self:
        self.work_calendar({})
        return self


LONGEST = {Unit.WORKING_DAYS: 750, Unit.WORKING_MINUTES: 400_000, Unit.CALENDAR_DAYS: 1_100}
"""Three years: of much more there is no calendar, and no case could be handled by such rules."""


class Period(Part):
    """A length of time: so many working days, working minutes, minutes of the clock, or calendar days."""

    amount: Count
    unit: Unit

    @model_validator(mode="after")
    def _in_our_times(self) -> Self:
        if self.amount > LONGEST.get(self.unit, self.amount):
            raise ValueError(f"{self.amount} {self.unit.value} is longer than three years")
        return self
