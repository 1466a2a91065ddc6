"""The public calendar of mainland China: days off, and weekend days that are worked to make up for them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays


@dataclass(frozen=True)
class PublicDays:
    """One year: `off` are public holidays (weekends are not listed), `make_up` are worked weekend days."""

    off: frozenset[date]
    make_up: frozenset[date]


@lru_cache(maxsize=200)
def public_days(year: int) -> PublicDays:
    """The announced days of a year; where none are announced yet, the law's own days and no make-up days.

    The State Council announces a year in November of the year before. What it announces later
    than the installed library goes into the rulebook's `public_days`, which win.
    """
    known = holidays.country_holidays("CN", years=year)
    return PublicDays(
        off=frozenset(day for day in known if day.year == year),
        make_up=frozenset(day for day in known.weekend_workdays if day.year == year),
    )
