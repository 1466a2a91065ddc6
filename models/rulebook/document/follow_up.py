"""Reminders, waiting for customers, outside bodies, and the revisit (H-03, H-04, H-11, R)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from models.rulebook.document.part import Code, Count, Named, Part
from models.rulebook.document.time import Period
from models.rulebook.words import Audience, Unit


class Reminder(Named):
    """A rung of the ladder (H-04): when so many percent of the time are used (100 is the due time
    itself), or so long after the due time; and who is told."""

    code: Code
    used_percent: Annotated[int, Field(ge=1, le=100)] | None = None
    overdue: Period | None = None
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.used_percent is None) == (self.overdue is None):
            raise ValueError(f"reminder {self.code!r} needs either used_percent or overdue")
        return self


class Waiting(Part):
    """While the customer is asked for more (H-03): when they are asked again, how long at most, and how
    often the clock may be stopped for it in one round.
    """

    ask_again_after: Period
    longest: Period
    most_times: Count = 3


class Regulator(Part):
    """When a customer without an answer may turn to the regulator, in calendar days (H-11)."""

    right_after_days: Count
    warn_days_before: Count


class ScalePoint(Named):
    """An answer of the revisit's scale (R-02); `reopens` sends the case round again (R-04)."""

    value: Annotated[int, Field(ge=1, le=5)]
    code: Code
    reopens: bool


class Revisit(Part):
    """The revisit after a reply (R-02 to R-05).

    The invitation goes out `delay_minutes` after the reply; the revisit is due within `due`.
    Without an answer: one reminder after `remind_after`, a phone call after `phone_after_days`,
    the link ends after `link_days` (calendar days, from the invitation). Who gives the points and
    leaves is heard `half_finished_after` the last tap. A person calls at most
    `phone_attempts` times, `phone_gap_minutes` apart. A dissatisfied customer is called within
    `callback`; the case's priority rises by `priority_rise`; after `most_rounds` rounds the
    leading group decides within `decision` whether it goes on. The lasting effect is asked about
    `lasting_after_days` after a satisfied answer.
    """

    delay_minutes: Annotated[int, Field(ge=0)]
    due: Period
    remind_after: Period
    phone_after_days: Count
    link_days: Count
    half_finished_after: Period = Period(amount=60, unit=Unit.WORKING_MINUTES)
    phone_calendar: Code
    phone_attempts: Count
    phone_gap_minutes: Count
    callback: Period
    decision: Period
    priority_rise: Annotated[int, Field(ge=0, le=3)]
    most_rounds: Count
    unsolved_reopens: bool
    lasting_after_days: Count
    scale: tuple[ScalePoint, ...]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.phone_after_days >= self.link_days:
            raise ValueError("phone_after_days must be fewer than link_days")
        if sorted(point.value for point in self.scale) != [1, 2, 3, 4, 5]:
            raise ValueError("the scale needs each value from 1 to 5 once")
        return self
