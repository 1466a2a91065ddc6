"""A report begins: its figures are counted, and frozen as they are counted (S-07)."""

from datetime import datetime

from models.campaigns.tables import Campaign
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff
from models.reports.actions.guards import editing, note, require_editor
from models.reports.document import Figures
from models.reports.queries.counting import count, count_campaign, count_period
from models.reports.queries.reports import find, taken
from models.reports.rules.period import Period
from models.reports.tables import SatisfactionReport
from models.results import queries as results


def draft(key: str, *, counted: Figures | None = None, by: Staff, now: datetime) -> SatisfactionReport:
    """Drafts the report of a quarter, a month (2026Q4, 2026-11) or a campaign (C2026-0007).

    `counted` are its figures where they were counted before, by `count_key`: counting takes long, and on
    SQLite nobody else writes meanwhile.

    Returns the one that there is, if there is one. Records report.drafted. Raises NotAllowed, and
    Invalid("period", …): `unknown`, or `not_over` while answers may still come.
    """
    require_editor(by)
    there = taken(key)
    if there is not None:
        return there
    period, campaign = Period.read(key), None
    if period is not None:
        if not period.over(local_day(now)):
            raise Invalid("period", "not_over")
        figures = counted or count_period(period, by=by, now=now)
    else:
        campaign = _campaign(key)
        figures = counted or count_campaign(campaign, by=by, now=now)
    if figures.period != key:
        raise ValueError(f"figures of {figures.period} are not those of {key}")
    report = SatisfactionReport(
        period=key,
        source=figures.source,
        campaign_id=campaign.id if campaign is not None else None,
        first_day=figures.first_day,
        last_day=figures.last_day,
        title_zh=figures.name.zh,
        title_en=figures.name.en,
        figures=_stored(figures),
        counted_at=now,
        started_by_id=by.id,
    )
    db.session.add(report)
    db.session.flush()
    note(report, by=by, now=now)
    record("report.drafted", report, by=by, now=now, period=key)
    found = find(report.id)
    assert found is not None
    return found


def recount(
    report: SatisfactionReport,
    *,
    counted: Figures | None = None,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> SatisfactionReport:
    """Counts all figures of a draft anew; what was written stays. Records report.recounted.

    `counted` as for `draft`, by `count`. Raises NotAllowed, WrongState once it was submitted, Stale.
    """
    editing(report, by, seen)
    report.figures, report.counted_at = _stored(counted or count(report, by=by, now=now)), now
    db.session.flush()
    note(report, by=by, now=now)
    record("report.recounted", report, by=by, now=now, period=report.period)
    return report


def _campaign(key: str) -> Campaign:
    campaign = results.campaign(key)
    if campaign is None:
        raise Invalid("period", "unknown")
    if not campaign.over or (campaign.anonymous and campaign.sealed_at is None):
        raise Invalid("period", "not_over")
    return campaign


def _stored(figures: Figures) -> dict[str, object]:
    return figures.model_dump(mode="json")
