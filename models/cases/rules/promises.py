"""When the next reminder of a running due time is to go out (H-04). Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from models.rulebook.document import Promise, Reminder, Rules


class Clocked(Protocol):
    """Whatever has a clock with a ladder of reminders: a due time of a case, a request of staff (H-10)."""

    @property
    def calendar(self) -> str: ...
    @property
    def minutes(self) -> int: ...
    @property
    def started_at(self) -> datetime: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def notices(self) -> int: ...
    @property
    def running(self) -> bool: ...


def promise_of(due: Clocked) -> Promise:
    """The promise that a due time keeps."""
    return Promise(due.calendar, due.minutes, due.due_at)


def next_reminder(rules: Rules, due: Clocked, grade: int | None) -> Reminder | None:
    """The rung of the ladder that comes next: as many are behind as were sent."""
    ladder = rules.ladder(grade)
    return ladder[due.notices] if due.notices < len(ladder) else None


def reminder_moment(
    rules: Rules,
    due: Clocked,
    grade: int | None,
    pauses: Sequence[tuple[datetime, datetime]],
    now: datetime,
) -> datetime | None:
    """When that rung is reached, not counting pauses; None when the clock stands or all were sent."""
    reminder = next_reminder(rules, due, grade)
    if reminder is None or not due.running:
        return None
    return rules.reminder_at(reminder, promise_of(due), due.started_at, list(pauses), now)
