"""Reports as rows: in the portal all of them, on the public page what is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload, selectinload, undefer

from models.campaigns.tables import Campaign
from models.db import db
from models.people.tables import Staff
from models.reports.document import Figures
from models.reports.rules.overlap import Told
from models.reports.rules.period import Period
from models.reports.tables import ReportCorrection, ReportEdit, SatisfactionReport
from models.reports.words import OPEN, ReportSource, ReportState

PEOPLE = ("started_by", "submitted_by", "returned_by", "ended_by")
MOST = 200
LIVE = SatisfactionReport.state != ReportState.DISCARDED


@dataclass(frozen=True)
class Past:
    """An earlier report with the figures that hold: those of its last correction, where that has some."""

    figures: Figures
    corrected: bool


@dataclass(frozen=True)
class Listed:
    """A published report as the list shows it, with the figures that hold."""

    report: SatisfactionReport
    figures: Figures
    corrections: int


def find(report_id: int) -> SatisfactionReport | None:
    """A report with its figures, people, editors and corrections."""
    found = _whole().where(SatisfactionReport.id == report_id)
    return db.session.scalars(found.execution_options(populate_existing=True)).unique().one_or_none()


def published(period: str) -> SatisfactionReport | None:
    """The report that stands under an address, with what was corrected since; None until it is published."""
    found = (
        select(SatisfactionReport)
        .where(SatisfactionReport.period == period, SatisfactionReport.state == ReportState.PUBLISHED)
        .options(
            undefer(SatisfactionReport.figures),
            selectinload(
                SatisfactionReport.corrections.and_(ReportCorrection.state == ReportState.PUBLISHED)
            ),
        )
    )
    return db.session.scalars(found).one_or_none()


def published_listing() -> Sequence[Listed]:
    """What is published, the newest period first."""
    rows = db.session.scalars(
        select(SatisfactionReport)
        .where(SatisfactionReport.state == ReportState.PUBLISHED)
        .options(undefer(SatisfactionReport.figures), selectinload(SatisfactionReport.corrections))
        .order_by(SatisfactionReport.last_day.desc(), SatisfactionReport.id.desc())
        .limit(MOST)
    ).all()
    found = []
    for row in rows:
        held = holding(row)
        count = sum(each.state is ReportState.PUBLISHED for each in row.corrections)
        found.append(Listed(row, held.figures, count))
    return found


def listing(state: ReportState | None = None) -> Sequence[SatisfactionReport]:
    """Reports in one state, or all that were not thrown away; the newest period first."""
    found = (
        select(SatisfactionReport)
        .where(LIVE if state is None else SatisfactionReport.state == state)
        .options(
            *_people(SatisfactionReport),
            selectinload(SatisfactionReport.corrections),
        )
        .order_by(SatisfactionReport.last_day.desc(), SatisfactionReport.id.desc())
        .limit(MOST)
    )
    return db.session.scalars(found).unique().all()


def open_correction(report: SatisfactionReport) -> ReportCorrection | None:
    """The correction that is on its way, with its people; there is one at most."""
    found = (
        select(ReportCorrection)
        .where(ReportCorrection.report_id == report.id, ReportCorrection.state.in_(OPEN))
        .options(
            *_people(ReportCorrection),
            selectinload(ReportCorrection.edits).joinedload(ReportEdit.by).options(*_plain()),
        )
    )
    return db.session.scalars(found.execution_options(populate_existing=True)).unique().one_or_none()


def taken(period: str) -> SatisfactionReport | None:
    """The report under an address that was not thrown away."""
    return db.session.scalars(
        select(SatisfactionReport).where(SatisfactionReport.period == period, LIVE)
    ).one_or_none()


def beside(key: str) -> list[Told]:
    """What was published of the revisits of the same quarter: the quarter itself, and its months (S-06)."""
    period = Period.read(key)
    if period is None:
        return []
    quarter = Period.quarter_of(period.first)
    rows = db.session.scalars(
        select(SatisfactionReport)
        .where(
            SatisfactionReport.source == ReportSource.REVISIT,
            SatisfactionReport.state == ReportState.PUBLISHED,
            SatisfactionReport.period != key,
            SatisfactionReport.first_day <= quarter.last,
            SatisfactionReport.last_day >= quarter.first,
        )
        .options(undefer(SatisfactionReport.figures), selectinload(SatisfactionReport.corrections))
        .order_by(SatisfactionReport.id)
        .execution_options(populate_existing=True)
    )
    return [Told(row.period, tuple(told_of(row))) for row in rows]


def earlier(source: ReportSource, key: str, first: date, campaign: Campaign | None) -> list[Past]:
    """Published reports of the same kind before this one, the oldest first.

    Quarters before a quarter, months before a month, campaigns with the same questions before a campaign.
    """
    found = (
        select(SatisfactionReport)
        .where(
            SatisfactionReport.source == source,
            SatisfactionReport.state == ReportState.PUBLISHED,
            SatisfactionReport.period != key,
        )
        .options(undefer(SatisfactionReport.figures), selectinload(SatisfactionReport.corrections))
        .order_by(SatisfactionReport.last_day, SatisfactionReport.id)
    )
    if campaign is None:
        found = found.where(
            SatisfactionReport.last_day < first,
            SatisfactionReport.period.contains("Q")
            if "Q" in key
            else ~SatisfactionReport.period.contains("Q"),
        )
    else:
        found = found.join(Campaign, Campaign.id == SatisfactionReport.campaign_id).where(
            Campaign.questionnaire == campaign.questionnaire,
            Campaign.kind == campaign.kind,
            Campaign.anonymous == campaign.anonymous,
            Campaign.id < campaign.id,
        )
    return [holding(row) for row in db.session.scalars(found)]


def holding(report: SatisfactionReport) -> Past:
    """The figures that hold: the report's own, or those of its last published correction with figures."""
    for correction in reversed(report.corrections):
        if correction.state is ReportState.PUBLISHED and correction.figures is not None:
            return Past(Figures.read(correction.figures), corrected=True)
    return Past(report.content, corrected=False)


def told_of(report: SatisfactionReport) -> list[Figures]:
    """All figures that were published of a report: its own, then those of its corrections."""
    done = (each for each in report.corrections if each.state is ReportState.PUBLISHED)
    return [report.content, *(found for each in done if (found := each.content) is not None)]


def _whole() -> Select[SatisfactionReport]:
    return select(SatisfactionReport).options(
        undefer(SatisfactionReport.figures),
        joinedload(SatisfactionReport.campaign),
        *_people(SatisfactionReport),
        selectinload(SatisfactionReport.edits).joinedload(ReportEdit.by).options(*_plain()),
        selectinload(SatisfactionReport.corrections).options(*_people(ReportCorrection)),
    )


def _people(entity: Any) -> list[Any]:
    return [joinedload(getattr(entity, person)).options(*_plain()) for person in PEOPLE]


def _plain() -> tuple[Any, ...]:
    return lazyload(Staff.grants), lazyload(Staff.department)
