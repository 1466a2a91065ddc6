"""Months, weeks and spans of days in SQL, as the clock on a wall in Shanghai has them; on both databases."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, DateTime, String, case, func, literal_column, type_coerce

from models.db import db
from models.results.words import Course

AHEAD = "+8 hours"
"""Shanghai has no summer time."""
DAYS = (1, 3, 7, 14)
"""Up to so many days, then up to so many more; beyond the last it is longer."""


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


def span_of_days(begin: Any, end: Any) -> ColumnElement[int | None]:
    """The place of a span among DAYS, counting from 0; len(DAYS) beyond the last, None without an end."""
    if db.engine.dialect.name == "sqlite":
        days: Any = func.julianday(end) - func.julianday(begin)
    else:
        days = func.extract("epoch", type_coerce(end, DateTime) - type_coerce(begin, DateTime)) / 86400
    steps = [(days <= most, place) for place, most in enumerate(DAYS)]
    return case((end.is_(None), None), *steps, else_=len(DAYS))


def first_day(found: str) -> date:
    """The first day of a month or week that `bucket` named."""
    return date.fromisoformat(found if len(found) > len("2026-11") else f"{found}-01")
