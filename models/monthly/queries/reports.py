"""The company's monthly reports: which are there, which month is to be drafted (Q-05)."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, lazyload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from models.db import db
from models.events.queries import history
from models.kpi.rules.months import Month
from models.kpi.tables import KpiMonth
from models.kpi.words import MonthState
from models.monthly.tables import DECIDED, MonthlyCorrection, MonthlyIssue, MonthlyReport
from models.people.tables import Staff
from models.permissions import Permission


def reads_reports(staff: Staff) -> bool:
    """Whether somebody reads the company's monthly reports, and all summaries."""
    return bool({Permission.KPI_READ, Permission.REPORT_APPROVE, Permission.REPORT_EDIT} & staff.permissions)


def authors(report: MonthlyReport) -> frozenset[int]:
    """Everybody who ever wrote in a report, not only who handed it in: none of them is its second person."""
    wrote = ("monthly.written", "monthly.submitted")
    found = {each.staff_id for each in history(report.audit_name) if each.kind in wrote}
    return frozenset(each for each in {*found, report.author_id} if each is not None)


def to_draft() -> list[Month]:
    """The last frozen month, where nobody drafted its report; older ones are past."""
    last = db.session.scalar(select(func.max(KpiMonth.month)).where(KpiMonth.state == MonthState.CLOSED))
    if last is None:
        return []
    there = db.session.scalar(select(MonthlyReport.id).where(MonthlyReport.month == last))
    return [] if there else [Month(last)]


def to_print() -> list[int]:
    """Approved reports that lack a printing: one for the report, one for each correction."""
    printed = (
        select(func.count()).where(MonthlyIssue.report_id == MonthlyReport.id).correlate(MonthlyReport)
    ).scalar_subquery()
    corrected = (
        select(func.count()).where(MonthlyCorrection.report_id == MonthlyReport.id).correlate(MonthlyReport)
    ).scalar_subquery()
    rows = select(MonthlyReport.id).where(MonthlyReport.state.in_(DECIDED), printed < corrected + 1)
    return list(db.session.scalars(rows.order_by(MonthlyReport.id)))


def reports(limit: int = 60) -> Sequence[MonthlyReport]:
    """All reports, the latest first, with their printings."""
    return db.session.scalars(_whole().order_by(MonthlyReport.month.desc()).limit(limit)).all()


def report_of(month: Month) -> MonthlyReport | None:
    """The report of a month."""
    return db.session.scalars(_whole().where(MonthlyReport.month == month.first)).one_or_none()


def held(report: MonthlyReport) -> MonthlyReport:
    """The report as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = _whole().where(MonthlyReport.id == report.id).with_for_update(of=MonthlyReport)
    return db.session.scalars(rows.execution_options(populate_existing=True)).one()


def _whole() -> Select[MonthlyReport]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    named: list[ORMOption] = [
        joinedload(MonthlyReport.author).options(*quiet),
        joinedload(MonthlyReport.approver).options(*quiet),
        selectinload(MonthlyReport.issues).joinedload(MonthlyIssue.file),
        selectinload(MonthlyReport.corrections).joinedload(MonthlyCorrection.by).options(*quiet),
    ]
    return select(MonthlyReport).options(*named)
