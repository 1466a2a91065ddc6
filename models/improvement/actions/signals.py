"""What rose is kept for a week, and those who steer are told (M-03)."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from models.clock import local_day
from models.db import db, insert_once
from models.events.actions import SYSTEM, record
from models.improvement.queries import looked_for
from models.improvement.tables import RisingSignal
from models.outbox.actions import notify_all
from models.people.queries import who_may
from models.permissions import Permission


def note_signals(*, now: datetime) -> int:
    """Looks once for each week that ended with a Sunday, and keeps what rose; returns how many are new.

    Records improvement.looked once a week. Run again, or by two at once, nothing is kept or told twice.
    """
    until = week_end(local_day(now))
    if db.session.scalar(select(RisingSignal.id).where(RisingSignal.until == until).limit(1)) is not None:
        return 0
    new = 0
    for each in looked_for(until):
        new += insert_once(
            RisingSignal,
            until=until,
            kind=each.kind,
            key=each.key,
            region=each.region,
            observed=each.rise.observed,
            expected=round(each.rise.expected, 2),
            score=round(each.rise.score, 2),
            found_at=now,
        )
    if new:
        record("improvement.looked", f"rising:{until}", by=SYSTEM, now=now, rises=new)
        people = [each.id for each in who_may(Permission.IMPROVEMENT_STEER, on=local_day(now))]
        about = f"rising:{until}"
        notify_all(sorted(people), "causes_rising", about=about, now=now, facts={}, dedupe=about)
    return new


def week_end(day: date) -> date:
    """The Monday with which the week of a day began: what came before it is whole weeks."""
    return day - timedelta(days=day.weekday())
