"""Summaries that wait for their head's causes and measures (Q-05, M-02)."""

from collections.abc import Sequence

from sqlalchemy import CTE, ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from models.db import db
from models.monthly.tables import MonthlyReport, MonthlySummary
from models.monthly.words import MonthlyState, SummaryState
from models.people.tables import Department, Staff


def counted(staff: Staff) -> ColumnElement[int]:
    """How many wait for somebody. A column, to be asked for beside others."""
    ids = _waiting(staff).with_only_columns(MonthlySummary.id).subquery()
    return select(func.count()).select_from(ids).scalar_subquery()


def waiting_summaries(staff: Staff) -> Sequence[MonthlySummary]:
    """Those that wait for somebody, the first due first. One query."""
    rows = _waiting(staff).options(joinedload(MonthlySummary.department))
    return db.session.scalars(rows.order_by(MonthlySummary.due_at, MonthlySummary.id)).all()


def _waiting(staff: Staff) -> Select[MonthlySummary]:
    """Not handed in, while the company's report can still take it up, and theirs to write."""
    written = _written_by()
    rows = select(MonthlySummary).join(MonthlyReport, MonthlyReport.month == MonthlySummary.month)
    return rows.join(written, written.c.department_id == MonthlySummary.department_id).where(
        MonthlySummary.state == SummaryState.DRAFT,
        MonthlyReport.state == MonthlyState.DRAFT,
        written.c.head_id == staff.id,
    )


def _written_by() -> CTE:
    """Each department with its head, else the nearest above: who writes its summary, as `heads` says."""
    line = select(Department.id.label("department_id"), Department.parent_id, Department.head_id).cte(
        "line", recursive=True
    )
    above = select(line.c.department_id, Department.parent_id, Department.head_id)
    above = above.join(line, line.c.parent_id == Department.id).where(line.c.head_id.is_(None))
    return line.union_all(above)
