"""The few figures of "my day" (M-02), each over the cases that the person may see."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import func, select, true

from models.cases.queries.scope import visible_to
from models.cases.tables import Case
from models.cases.words import Channel, State
from models.clock import SHANGHAI, local, local_day
from models.db import db
from models.people.tables import Staff


@dataclass(frozen=True)
class Figures:
    """What came in today by channel, what is near its time or late, and how the month went.

    Shares are from 0 to 1, and None over nothing. `reopened` counts those of the cases answered this
    month that are in a later round, the names with `before` the same for the month before. How many were
    in time is a key figure, so its area counts it (Q-02): `models.kpi.queries.timeliness_among`.
    """

    today: dict[Channel, int]
    near: int
    late: int
    answered: int
    reopened: int
    answered_before: int
    reopened_before: int

    @property
    def nothing(self) -> bool:
        """Whether there is no case to speak of in them."""
        return not any((self.received, self.near, self.late, self.answered, self.answered_before))

    @property
    def received(self) -> int:
        return sum(self.today.values())

    @property
    def reopen_rate(self) -> float | None:
        return self.reopened / self.answered if self.answered else None

    @property
    def reopen_rate_before(self) -> float | None:
        return self.reopened_before / self.answered_before if self.answered_before else None


def figures(staff: Staff, now: datetime) -> Figures:
    """All counts in two queries, whatever the number of cases."""
    midnight = datetime.combine(local_day(now), time(), SHANGHAI)
    month = local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    month_before = (month - timedelta(days=1)).replace(day=1)
    today = db.session.execute(
        visible_to(staff)
        .with_only_columns(Case.channel, func.count())
        .where(Case.received_at >= midnight)
        .group_by(Case.channel)
    )
    due = (
        visible_to(staff)
        .with_only_columns(
            func.count().filter(Case.due_at >= now).label("near"),
            func.count().filter(Case.due_at < now).label("late"),
        )
        .where(Case.state != State.CLOSED, Case.due_at < now + timedelta(hours=24))
        .subquery()
    )
    this_month, again = Case.answered_at >= month, Case.round > 1
    answered = (
        visible_to(staff)
        .with_only_columns(
            func.count().filter(this_month).label("answered"),
            func.count().filter(this_month, again).label("reopened"),
            func.count().filter(~this_month).label("answered_before"),
            func.count().filter(~this_month, again).label("reopened_before"),
        )
        .where(Case.answered_at >= month_before)
        .subquery()
    )
    both = select(due.c.near, due.c.late, *answered.c).select_from(due.join(answered, true()))
    by_channel = {channel: count for channel, count in today}  # noqa: C416 (rows are typed, dict(rows) is not)
    return Figures(by_channel, *db.session.execute(both).one())
