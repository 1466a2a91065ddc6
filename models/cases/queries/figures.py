"""The few figures of "my day" (M-02), each over the cases that the person may see."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import String, case, cast, func, select, true, union_all

from models.cases.queries.scope import in_scope, visible_to
from models.cases.tables import Case
from models.cases.words import Channel, State
from models.clock import SHANGHAI, local, local_day
from models.db import db
from models.people.tables import Staff

NEAR, LATE = "near", "late"


@dataclass(frozen=True)
class Figures:
    """What came in today by channel, and what is near its time or late. How the month went is in
    `models.kpi.queries.lately`."""

    today: dict[Channel, int]
    near: int
    late: int

    @property
    def nothing(self) -> bool:
        """Whether there is no case to speak of in them."""
        return not any((self.received, self.near, self.late))

    @property
    def received(self) -> int:
        """How many came in today."""
        return sum(self.today.values())


class Answered(NamedTuple):
    """How many cases were answered this month, how many of these are in a later round; the same for the month
    before."""

    answered: int
    reopened: int
    answered_before: int
    reopened_before: int


def figures(staff: Staff, now: datetime) -> Figures:
    """All counts in one query, whatever the number of cases."""
    midnight = datetime.combine(local_day(now), time(), SHANGHAI)
    mine, scope = select(Case), in_scope(staff)
    if scope is not None:
        mine = mine.where(scope.is_(true()))  # else SQLite looks for all that may be seen, and then for today
    received = (
        mine.with_only_columns(cast(Case.channel, String).label("what"), func.count().label("n"))
        .where(Case.received_at >= midnight)
        .group_by(Case.channel)
    )
    standing = case((Case.due_at < now, LATE), else_=NEAR)
    due = (
        mine.with_only_columns(standing, func.count())
        .where(Case.state != State.CLOSED, Case.due_at < now + timedelta(hours=24))
        .group_by(standing)
    )
    counts = {what: n for what, n in db.session.execute(union_all(received, due))}  # noqa: C416 (typed rows)
    near, late = counts.pop(NEAR, 0), counts.pop(LATE, 0)
    return Figures({Channel(what): n for what, n in counts.items()}, near, late)


def answered(staff: Staff, now: datetime) -> Answered:
    """How often the answers of this month and the last had to be given again. One query."""
    month = local(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    month_before = (month - timedelta(days=1)).replace(day=1)
    this_month, again = Case.answered_at >= month, Case.round > 1
    counted = visible_to(staff).with_only_columns(
        func.count().filter(this_month),
        func.count().filter(this_month, again),
        func.count().filter(~this_month),
        func.count().filter(~this_month, again),
    )
    return Answered(*db.session.execute(counted.where(Case.answered_at >= month_before)).one())
