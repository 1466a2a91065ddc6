"""Months, weeks and spans of days in SQL, as the clock on a wall in Shanghai has them; on both databases."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Integer, String, case, cast, func, literal_column, type_coerce

from models.db import db
from models.results.words import Course

AHEAD = "+8 hours"
"""Shanghai has no summer time."""
DAYS = (1, 3, 7, 14)
"""Up to so many days, then up to so many more; beyond the last it is longer."""
JUST_UNDER_A_DAY = 1 - 1e-8
"""What rounds days up: SQLite reckons a moment to a thousandth of a second, which is a little more."""


def bucket(moment: Any, course: Course) -> ColumnElement[str]:
    """2026-11 for a month, 2026-11-16 for the week that begins on that Monday."""
    if db.engine.dialect.name == "sqlite":
        made: Any = (
            func.strftime("%Y-%m", moment, AHEAD)
            if course is Course.MONTH
            else func.date(moment, AHEAD, "weekday 0", "-6 days")
        )
    else:
        local = type_coerce(moment, DateTime) + literal_column("interval '8 hours'")
        made = (
            func.to_char(local, "YYYY-MM")
            if course is Course.MONTH
            else func.to_char(func.date_trunc("week", local), "YYYY-MM-DD")
        )
    return type_coerce(made, String)


def whole_days(begin: Any, end: Any) -> ColumnElement[int | None]:
    """The days of a span, one begun for a whole one; one more than the last of DAYS for any longer span.

    None without an end. On SQLite both moments are read once, not once for each of DAYS.
    """
    most = DAYS[-1] + 1
    if db.engine.dialect.name == "sqlite":
        begun = func.julianday(end) - func.julianday(begin) + JUST_UNDER_A_DAY
        return func.min(cast(begun, Integer), most)  # nothing where there is no end
    span = func.extract("epoch", type_coerce(end, DateTime) - type_coerce(begin, DateTime)) / 86400
    return case((end.is_not(None), func.least(cast(func.ceil(span), Integer), most)))


def first_day(found: str) -> date:
    """The first day of a month or week that `bucket` named."""
    return date.fromisoformat(found if len(found) > len("2026-11") else f"{found}-01")
