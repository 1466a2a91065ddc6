"""What time it is: moments are UTC; people read Asia/Shanghai (X-04)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment as the clock on a wall in Shanghai shows it."""
    return moment.astimezone(SHANGHAI)


def local_day(moment: datetime) -> date:
    """The calendar day on which a moment falls in Shanghai."""
    return local(moment).date()


def end_of_day(moment: datetime) -> datetime:
    """The midnight in Shanghai after a moment: what is due before it is due on that day."""
    return datetime.combine(local_day(moment) + timedelta(days=1), time(), SHANGHAI)


def start_of_day(moment: datetime) -> datetime:
    """The midnight in Shanghai at which a moment's day began: it tells the day and nothing more."""
    return datetime.combine(local_day(moment), time(), SHANGHAI).astimezone(UTC)


def today_only() -> datetime:
    """This moment, as `start_of_day` tells it: for rows that must not show an hour."""
    return start_of_day(now())
