"""When the time of a closed case's personal data is over (X-03). Calendar months in Shanghai. Pure."""

from calendar import monthrange
from datetime import date, timedelta


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def expires_on(closed_on: date, months: int) -> date:
    """The first day on which what was closed on a day has been closed for so many whole months.

    What was closed on the 31st expires on the 1st after a shorter month, never a day too soon.
    """
    year, month = divmod(closed_on.year * 12 + closed_on.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    if closed_on.day <= last:
        return date(year, month + 1, closed_on.day)
    return date(year, month + 1, last) + timedelta(days=1)
