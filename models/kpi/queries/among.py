"""A key figure over the cases that somebody may see, for their own day (Q-02, M-02)."""

from datetime import datetime

from sqlalchemy import func, select

from models.cases.queries.scope import in_scope
from models.db import db
from models.kpi.queries.facts.clocks import timeliness
from models.kpi.rules.months import Month
from models.people.tables import Staff


def timeliness_among(staff: Staff, now: datetime) -> tuple[int, int]:
    """及时率 of this month so far among the cases that somebody may see: clocks met, and those met on time.

    The same facts as the figure of the board, so both say the same of the same cases. One query.
    """
    facts, scope = timeliness(Month.of(now), now), in_scope(staff)
    found = (facts if scope is None else facts.where(scope)).subquery()
    counted = select(func.count(), func.coalesce(func.sum(found.c.hit), 0)).select_from(found)
    met, on_time = db.session.execute(counted).one()
    return met, on_time
