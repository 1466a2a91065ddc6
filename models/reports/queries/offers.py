"""What a new report may be about: periods and campaigns that are over and have none yet."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import exists, func, or_, select

from models.campaigns.tables import Campaign
from models.campaigns.words import OVER
from models.clock import local_day
from models.db import db
from models.reports.queries.reports import LIVE, taken
from models.reports.rules.period import Period
from models.reports.tables import SatisfactionReport
from models.surveys.tables import Response

QUARTERS, MONTHS, CAMPAIGNS = 6, 12, 50


class Offers(NamedTuple):
    """The newest first."""

    quarters: Sequence[Period]
    months: Sequence[Period]
    campaigns: Sequence[Campaign]


def offers(now: datetime) -> Offers:
    """Quarters, months and campaigns that are over and have no report, since the first answer came."""
    first = db.session.scalar(select(func.min(Response.started_at)))
    since = local_day(first) if first is not None else local_day(now)
    used = set(db.session.scalars(select(SatisfactionReport.period).where(LIVE)))
    today = local_day(now)
    quarters = _back(Period.quarter_of(today).before(), QUARTERS, since, used)
    months = _back(Period.month_of(today).before(), MONTHS, since, used)
    reported = exists().where(SatisfactionReport.campaign_id == Campaign.id, LIVE)
    sealed = or_(~Campaign.anonymous, Campaign.sealed_at.is_not(None))
    campaigns = db.session.scalars(
        select(Campaign)
        .where(Campaign.state.in_(OVER), sealed, ~reported)
        .order_by(Campaign.closes_at.desc(), Campaign.id.desc())
        .limit(CAMPAIGNS)
    ).all()
    return Offers(quarters, months, campaigns)


def _back(period: Period, most: int, since: date, used: set[str]) -> list[Period]:
    found = []
    for _ in range(most):
        if period.last < since:
            break
        if period.key not in used:
            found.append(period)
        period = period.before()
    return found


def missing_quarter(now: datetime) -> Period | None:
    """The quarter that ended last, where customers answered in it and it has no report."""
    period = Period.quarter_of(local_day(now)).before()
    first = db.session.scalar(select(func.min(Response.started_at)))
    if first is None or local_day(first) > period.last or taken(period.key) is not None:
        return None
    return period
