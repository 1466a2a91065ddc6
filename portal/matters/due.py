"""How much time is left for the step that a matter or candidate waits for (H-03)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.accountability.tables import MatterStep
from models.rulebook.queries import rules_at


@dataclass(frozen=True)
class Left:
    """Working minutes that are left, negative when it is late; `day_minutes` puts long spans into days."""

    minutes: int
    day_minutes: int
    late: bool
    soon: bool


def left(steps: Iterable[MatterStep], at: datetime) -> Left | None:
    """The time left of the step that runs."""
    running = next((each for each in steps if each.running), None)
    if running is None:
        return None
    calendar = rules_at(running.started_at).calendar(running.calendar)
    minutes = calendar.minutes_between(at, running.due_at)
    late = at > running.due_at
    return Left(minutes, calendar.longest_day, late, not late and minutes * 5 <= running.minutes)
