"""How much time is left to answer a request for support (H-03, H-10)."""

from dataclasses import dataclass
from datetime import datetime

from models.cases.rules.promises import promise_of
from models.rulebook.queries import rules_at
from models.support.tables import SupportRequest


@dataclass(frozen=True)
class Left:
    """Working minutes that are left, negative when it is late; `day_minutes` puts long spans into days."""

    minutes: int
    day_minutes: int
    late: bool
    soon: bool


@dataclass(frozen=True)
class Row:
    """A request in a list; `left` while it waits."""

    request: SupportRequest
    left: Left | None


def row(request: SupportRequest, at: datetime) -> Row:
    """A request with the time that is left."""
    if not request.open:
        return Row(request, None)
    rules = rules_at(request.at)
    calendar = rules.calendar(promise_of(request).calendar)
    left = calendar.minutes_between(at, request.due_at)
    late = at > request.due_at
    used = 100 * (request.minutes - left) / request.minutes
    soon = min((rung.used_percent for rung in rules.reminders if rung.used_percent), default=100)
    return Row(request, Left(left, calendar.longest_day, late, not late and used >= soon))
