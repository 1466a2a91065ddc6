"""Summaries of departments: whose they are, what they promised (Q-05)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from models.db import db
from models.kpi.rules.months import Month
from models.monthly.queries.reports import reads_reports
from models.monthly.tables import MonthlyMeasure, MonthlySummary
from models.monthly.words import Effect
from models.people.queries import every_department
from models.people.tables import Staff
from models.support.rules import heads_above


def heads(department_id: int) -> list[int]:
    """Who writes the summary of a department: its head, else the nearest head above."""
    return heads_above(department_id, {row.id: row for row in every_department()}, 0)[:1]


def summaries(month: Month) -> Sequence[MonthlySummary]:
    """All summaries of a month, by department."""
    found = db.session.scalars(_whole().where(MonthlySummary.month == month.first)).all()
    return sorted(found, key=lambda each: (each.department.position, each.id))


def summaries_since(month: Month) -> Sequence[MonthlySummary]:
    """All summaries of a month and those after it, the latest month first, by department."""
    rows = _whole().where(MonthlySummary.month >= month.first)
    rows = rows.order_by(MonthlySummary.month.desc(), MonthlySummary.department_id)
    return db.session.scalars(rows).all()


def my_summaries(staff: Staff, limit: int = 24) -> list[MonthlySummary]:
    """The summaries that somebody writes, the latest first."""
    mine = [row.id for row in every_department() if heads(row.id) == [staff.id]]
    rows = _whole().where(MonthlySummary.department_id.in_(mine))
    rows = rows.order_by(MonthlySummary.month.desc(), MonthlySummary.id).limit(limit)
    return list(db.session.scalars(rows))


def summary_of(staff: Staff, summary_id: int) -> MonthlySummary | None:
    """One summary, for who writes it and who reads the company's reports."""
    found = db.session.scalars(_whole().where(MonthlySummary.id == summary_id)).one_or_none()
    if found is None or not (reads_reports(staff) or heads(found.department_id) == [staff.id]):
        return None
    return found


def held_summary(summary: MonthlySummary) -> MonthlySummary:
    """The summary as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = _whole().where(MonthlySummary.id == summary.id).with_for_update(of=MonthlySummary)
    return db.session.scalars(rows.execution_options(populate_existing=True)).one()


def promises(month: Month, department_id: int | None = None) -> Sequence[MonthlyMeasure]:
    """What was promised before a month and is open in it: not told of yet, told of in this month, or told to
    take longer. Of one department, or of all."""
    rows = (
        select(MonthlyMeasure)
        .join(MonthlyMeasure.summary)
        .where(
            MonthlySummary.month < month.first,
            or_(
                MonthlyMeasure.effect.is_(None),
                MonthlyMeasure.effect == Effect.NOT_YET,
                MonthlyMeasure.told_in == month.first,
            ),
        )
        .options(contains_eager(MonthlyMeasure.summary).joinedload(MonthlySummary.department))
        .order_by(MonthlySummary.department_id, MonthlyMeasure.id)
    )
    if department_id is not None:
        rows = rows.where(MonthlySummary.department_id == department_id)
    return db.session.scalars(rows).all()


def due_summaries(now: datetime, limit: int = 200) -> Sequence[int]:
    """Summaries whose reminder is to go out now, the longest waiting first."""
    rows = select(MonthlySummary.id).where(MonthlySummary.next_notice_at <= now)
    return db.session.scalars(rows.order_by(MonthlySummary.next_notice_at).limit(limit)).all()


def _whole() -> Select[MonthlySummary]:
    named: list[ORMOption] = [
        joinedload(MonthlySummary.department),
        joinedload(MonthlySummary.handed_in_by).options(lazyload(Staff.grants), lazyload(Staff.department)),
        selectinload(MonthlySummary.measures),
    ]
    return select(MonthlySummary).options(*named)
