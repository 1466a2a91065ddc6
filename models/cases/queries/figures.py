"""The few figures of "my day" (M-02), each over the cases that the person may see."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import func, select

from models.cases.queries.scope import visible_to
from models.cases.tables import Case, DueTime
from models.cases.words import Channel, DueKind, Ending, State
from models.clock import SHANGHAI, local, local_day
from models.db import db
from models.people.tables import Staff


@dataclass(frozen=True)
class Figures:
    """What came in today by channel, what is near its time or late, and how the month went.

    Shares are from 0 to 1, and None over nothing. `timeliness` counts result clocks that ended
    this month, each on time or not (Q-02); `reopened` counts those of the cases answered this month
    that are in a later round, the names with `before` the same for the month before.
    """

    today: dict[Channel, int]
    near: int
    late: int
    met: int
    on_time: int
    answered: int
    reopened: int
    answered_before: int
    reopened_before: int

    @property
    def nothing(self) -> bool:
        """Whether there is no case to speak of in them."""
        return not any((self.received, self.near, self.late, self.met, self.answered, self.answered_before))

    @property
    def received(self) -> int:
        return sum(self.today.values())

    @property
    def timeliness(self) -> float | None:
        return self.on_time / self.met if self.met else None

    @property
    def reopen_rate(self) -> float | None:
        return self.reopened / self.answered if self.answered else None

    @property
    def reopen_rate_before(self) -> float | None:
        return self.reopened_before / self.answered_before if self.answered_before else None


def figures(staff: Staff, now: datetime) -> Figures:
    """All counts in four queries, whatever the number of cases."""
    mine = visible_to(staff).with_only_columns(Case.id)
    midnight = datetime.combine(local_day(now), time(), SHANGHAI)
    month = local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    month_before = (month - timedelta(days=1)).replace(day=1)
    today = db.session.execute(
        visible_to(staff)
        .with_only_columns(Case.channel, func.count())
        .where(Case.received_at >= midnight)
        .group_by(Case.channel)
    )
    late, near = db.session.execute(
        visible_to(staff)
        .with_only_columns(func.count().filter(Case.due_at < now), func.count().filter(Case.due_at >= now))
        .where(Case.state != State.CLOSED, Case.due_at < now + timedelta(hours=24))
    ).one()
    met, on_time = db.session.execute(
        select(func.count(), func.count().filter(DueTime.ended_at <= DueTime.due_at)).where(
            DueTime.kind == DueKind.RESULT,
            DueTime.ending == Ending.MET,
            DueTime.ended_at >= month,
            DueTime.case_id.in_(mine),
        )
    ).one()
    this_month, again = Case.answered_at >= month, Case.round > 1
    answered = db.session.execute(
        visible_to(staff)
        .with_only_columns(
            func.count().filter(this_month),
            func.count().filter(this_month, again),
            func.count().filter(~this_month),
            func.count().filter(~this_month, again),
        )
        .where(Case.answered_at >= month_before)
    ).one()
    by_channel = {channel: count for channel, count in today}  # noqa: C416 (rows are typed, dict(rows) is not)
    return Figures(by_channel, near, late, met, on_time, *answered)
