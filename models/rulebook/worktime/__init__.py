"""Working time: which minutes of which days count, and exact arithmetic on them (H-03). Pure.

Three decisions hold everywhere (reasons in docs/decisions/0002-rulebook-document.md):

- **To the minute.** A moment between two minutes counts as the later one. Every due time is a
  whole minute, so what a screen shows is what holds.
- **Minutes** run from the start, while the calendar is open. A due time that falls on closing
  time is closing time, not the next opening.
- **Days** are counted as the Civil Code counts them (articles 201 and 203): the day of the start
  is not counted, and the n-th working day ends when work ends on it.
"""

from models.rulebook.worktime.calendar import ROUND_THE_CLOCK, WorkCalendar
from models.rulebook.worktime.pauses import Pause
from models.rulebook.worktime.windows import DAY, DayRule, Window, check_windows, windows_in, written_window

__all__ = [
    "DAY",
    "ROUND_THE_CLOCK",
    "DayRule",
    "Pause",
    "Window",
    "WorkCalendar",
    "check_windows",
    "windows_in",
    "written_window",
]
