"""The day in the top bar: its date, its weekday, and whether people work (H-03)."""

from dataclasses import dataclass

from flask_babel import format_date

from models.clock import local_day, now
from models.errors import SetupError
from models.rulebook.queries import rules_at


@dataclass(frozen=True)
class Today:
    """`working` is None where no rulebook says so yet."""

    iso: str
    weekday: str
    working: bool | None


def today() -> Today:
    """The day in Shanghai, as the calendar that cases are handled by sees it."""
    moment = now()
    day = local_day(moment)
    try:
        working: bool | None = rules_at(moment).calendar().is_working_day(day)
    except SetupError:
        working = None
    return Today(day.isoformat(), format_date(day, "EEE", rebase=False), working)
