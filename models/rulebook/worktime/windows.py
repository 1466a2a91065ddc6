"""Windows: the spans of a day in which work is done."""

import re
from collections.abc import Iterable
from enum import StrEnum

from models.errors import Invalid

DAY = 24 * 60

Window = tuple[int, int]
"""From one minute of the day (inclusive) to another (exclusive); 1440 is midnight at its end."""


_WINDOW = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_SIGNS = str.maketrans(
    {
        "：": ":",
        "–": "-",
        "—": "-",
        "－": "-",
        "~": "-",
        "～": "-",
        "至": "-",
        "，": ",",
        "、": ",",
        "；": ";",
    }
)


class DayRule(StrEnum):
    """What an override makes of a day without giving it windows of its own."""

    OFF = "off"
    WORKING = "working"


def windows_in(text: str) -> tuple[Window, ...]:
    """The windows that a person wrote, such as "09:00-12:00, 13:30-18:00"; none for empty text.

    Chinese signs are understood. Raises Invalid("windows", …): window_form, window_order (it closes
    before it opens, or lies outside the day), windows_overlap (they overlap, or are not in order).
    """
    plain = re.sub(r"\s*-\s*", "-", text.translate(_SIGNS))
    found: list[Window] = []
    for part in plain.replace(",", " ").replace(";", " ").split():
        written = _WINDOW.fullmatch(part)
        if written is None:
            raise Invalid("windows", "window_form")
        opening, opens, closing, closes = map(int, written.groups())
        if opens > 59 or closes > 59:
            raise Invalid("windows", "window_form")
        window = (opening * 60 + opens, closing * 60 + closes)
        if not window[0] < window[1] <= DAY:
            raise Invalid("windows", "window_order")
        if found and window[0] < found[-1][1]:
            raise Invalid("windows", "windows_overlap")
        found.append(window)
    return tuple(found)


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
