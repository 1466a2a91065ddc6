"""Who wrote a report, who may approve it, and who writes reports at all."""

from datetime import datetime

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.people.queries import works_on
from models.people.roles import GRANTS
from models.people.tables import RoleGrant, Staff
from models.permissions import Permission
from models.reports.tables import ReportCorrection, ReportEdit, SatisfactionReport

Written = SatisfactionReport | ReportCorrection


def authors_of(row: Written) -> frozenset[int]:
    """The ids of all who wrote or counted any of it; none of them may approve it (S-07).

    Of a report and of each correction apart: who wrote the report may approve a correction of another.
    """
    own = {row.started_by_id, row.submitted_by_id} - {None}
    edited = select(ReportEdit.by_id)
    if isinstance(row, SatisfactionReport):
        edited = edited.where(ReportEdit.report_id == row.id, ReportEdit.correction_id.is_(None))
    else:
        edited = edited.where(ReportEdit.correction_id == row.id)
    return frozenset({*db.session.scalars(edited), *(each for each in own if each is not None)})


def approvers(row: Written, *, now: datetime) -> list[int]:
    """The ids of all who may approve it: they have the permission, work here, and wrote none of it."""
    return sorted(_who(Permission.REPORT_APPROVE, now) - authors_of(row))


def editors(*, now: datetime) -> list[int]:
    """The ids of all who may write reports."""
    return sorted(_who(Permission.REPORT_EDIT, now))


def _who(permission: Permission, now: datetime) -> set[int]:
    roles = [role for role, granted in GRANTS.items() if permission in granted]
    found = (
        select(RoleGrant.staff_id)
        .join(Staff, Staff.id == RoleGrant.staff_id)
        .where(RoleGrant.role.in_(roles), works_on(local_day(now)))
    )
    return set(db.session.scalars(found))
