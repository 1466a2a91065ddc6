"""When somebody is reminded of a milestone or an action item that they were given (H-02, H-04). Pure."""

from datetime import datetime

from models.rulebook.document import Rules


def first_notice(rules: Rules, grade: int | None, since: datetime, due_at: datetime) -> datetime:
    """When so much of the working time from `since` to `due_at` is used as the first rung of the grade's
    ladder says (H-04); `due_at` itself where there is no such rung, or no working time between."""
    hours = rules.calendar()
    minutes = hours.minutes_between(since, due_at)
    used = min((rung.used_percent for rung in rules.ladder(grade) if rung.used_percent), default=100)
    if minutes < 1:
        return due_at
    return min(hours.add_minutes(since, -(-minutes * used // 100)), due_at)
