"""How much of a due time is used and left (H-03). Pure."""

from dataclasses import dataclass
from datetime import datetime

from models.cases.tables import DueTime
from models.cases.words import DueKind
from models.rulebook.document import CLOCK, Rules


@dataclass(frozen=True)
class Countdown:
    """A due time as it stands now. All lengths are minutes of its own calendar.

    `left` is negative when late. From `soon_percent` on, where the rulebook's first reminder goes
    out, a due time counts as near (H-04). `day_minutes` is how long a day of that calendar is, to
    put long spans into days.
    """

    kind: DueKind
    due_at: datetime
    left: int
    used_percent: int
    soon_percent: int
    day_minutes: int
    by_the_clock: bool
    paused: bool
    paused_minutes: int
    ended: bool
    late: bool
    provisional: bool

    @property
    def soon(self) -> bool:
        return not self.late and not self.paused and self.used_percent >= self.soon_percent


def countdown(
    due: DueTime, rules: Rules, now: datetime, pauses: list[tuple[datetime, datetime]]
) -> Countdown:
    """Works out what is left of a due time, with the pauses that are over; an open one counts till now."""
    calendar = rules.calendar(due.calendar)
    at = due.ended_at or (due.paused_since or now)
    left = calendar.minutes_between(at, due.due_at)
    stood = sum(calendar.minutes_between(since, until) for since, until in pauses)
    if due.paused_since is not None:
        stood += calendar.minutes_between(due.paused_since, max(now, due.paused_since))
    return Countdown(
        kind=due.kind,
        due_at=due.due_at,
        left=left,
        used_percent=max(0, round(100 * (due.minutes - left) / due.minutes)),
        soon_percent=min((rung.used_percent for rung in rules.reminders if rung.used_percent), default=100),
        day_minutes=calendar.longest_day,
        by_the_clock=due.calendar == CLOCK,
        paused=due.paused_since is not None,
        paused_minutes=stood,
        ended=due.ended_at is not None,
        late=due.late(now),
        provisional=rules.is_provisional(due.due_at),
    )
