"""Days and moments as people write them in spreadsheets; never guessed, read as Beijing time."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from models.clock import SHANGHAI, local_day
from models.texts import composed

_DAY = (
    r"(?P<year>\d{4})(?:(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<date>\d{1,2})"
    r"|年(?P<month2>\d{1,2})月(?P<date2>\d{1,2})日?|(?P<month3>\d{2})(?P<date3>\d{2}))"
)
_TIME = r"(?P<hour>\d{1,2})(?::|时|点)(?P<minute>\d{1,2})(?:(?::|分)(?P<second>\d{1,2})(?:\.\d+)?秒?|分)?"
_ZONE = r"(?P<zone>Z|[+-]\d{2}:?\d{2})"
_WRITTEN = re.compile(rf"{_DAY}(?:[T ]*{_TIME}\s*{_ZONE}?)?", re.ASCII)


@dataclass(frozen=True)
class Moment:
    """A moment, aware; `day_only` when nothing but the day was written, and it begins the day in Shanghai."""

    at: datetime
    day_only: bool

    @property
    def day(self) -> date:
        return local_day(self.at)


def moment_of(text: str) -> Moment | None:
    """2025-03-08, 2025/3/8 14:05, 2025.3.8, 2025年3月8日 14时05分, 20250308, ISO with a zone; else None.

    Days that begin with the day or the month are not read: 03/08/2025 means two days.
    """
    found = _WRITTEN.fullmatch(composed(text, "NFKC").strip())
    if found is None:
        return None
    part = found.groupdict()
    month = part["month"] or part["month2"] or part["month3"]
    day = part["date"] or part["date2"] or part["date3"]
    try:
        on = date(int(part["year"]), int(month), int(day))
        if part["hour"] is None:
            return Moment(datetime.combine(on, time(), SHANGHAI), day_only=True)
        at = time(int(part["hour"]), int(part["minute"]), int(part["second"] or 0))
        return Moment(datetime.combine(on, at, _zone(part["zone"])), day_only=False)
    except (ValueError, OverflowError):
        return None


def _zone(written: str | None) -> tzinfo:
    if written is None:
        return SHANGHAI
    if written == "Z":
        return UTC
    digits = written[1:].replace(":", "")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(span if written[0] == "+" else -span)
