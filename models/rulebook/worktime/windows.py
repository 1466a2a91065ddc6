"""Windows: the spans of a day in which work is done."""

from collections.abc import Iterable
from enum import StrEnum

DAY = 24 * 60

Window = tuple[int, int]
"""From one minute of the day (inclusive) to another (exclusive); 1440 is midnight at its end."""


class DayRule(StrEnum):
    """What an override makes of a day without giving it windows of its own."""

    OFF = "off"
    WORKING = "working"


def check_windows(windows: Iterable[Window]) -> None:
    """Raises ValueError unless the windows lie within a day, in order, and do not overlap."""
    ended = 0
    for window in windows:
        opens, closes = window
        if not 0 <= opens < closes <= DAY:
            raise ValueError(f"window {written_window(window)} must open before it closes, within a day")
        if opens < ended:
            raise ValueError(f"window {written_window(window)} overlaps the one before it")
        ended = closes


def written_window(window: Window) -> str:
    """A window as people write it: 09:00-12:00."""
    opens, closes = window
    return f"{opens // 60:02d}:{opens % 60:02d}-{closes // 60:02d}:{closes % 60:02d}"
