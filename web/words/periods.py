"""How long a period of the rulebook is, as people say it: 4 小时（工作时间）, 5 个工作日 (RB-01)."""

from models.rulebook.words import Unit
from web.language import _
from web.words.registry import word

HOUR = 60


def period(amount: int, unit: Unit | str) -> str:
    """`amount` in `unit`; whole hours are not told in minutes."""
    unit = Unit(unit)
    if unit in (Unit.WORKING_MINUTES, Unit.CLOCK_MINUTES) and amount and amount % HOUR == 0:
        hours = amount // HOUR
        if unit is Unit.WORKING_MINUTES:
            return _("%(n)s h of working time", n=hours)
        return _("%(n)s h by the clock", n=hours)
    return f"{amount} {word(unit)}"
