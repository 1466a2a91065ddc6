"""The hours of the service desk in words, from the rulebook (V-03, RB-01)."""

from itertools import groupby

from models.rulebook.document import Rules
from models.rulebook.words import Channel
from models.rulebook.worktime import Window
from web.language import _, current_language

MIDNIGHT = 24 * 60
WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def hotline_hours(rules: Rules) -> str:
    """每天 8:00–22:00, or 周一至周五 9:00–12:00、13:30–18:00: the usual week, holidays apart."""
    calendar = rules.calendar(rules.channel(Channel.HOTLINE).calendar)
    runs = [
        (windows, [day for day, _windows in days])
        for windows, days in groupby(enumerate(calendar.week), key=lambda item: item[1])
        if windows
    ]
    if len(runs) == 1 and len(runs[0][1]) == len(WEEKDAYS_EN):
        return _("every day %(hours)s", hours=_hours(runs[0][0]))
    return _("; ").join(f"{_days(days)} {_hours(windows)}" for windows, days in runs)


def _hours(windows: tuple[Window, ...]) -> str:
    if windows == ((0, MIDNIGHT),):
        return _("round the clock")
    return _(", ").join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in windows)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def _days(days: list[int]) -> str:
    first, last = _day(days[0]), _day(days[-1])
    return first if len(days) == 1 else _("%(first)s to %(last)s", first=first, last=last)


def _day(day: int) -> str:
    return WEEKDAYS_EN[day] if current_language() == "en" else f"周{WEEKDAYS_ZH[day]}"
