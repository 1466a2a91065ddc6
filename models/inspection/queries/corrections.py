"""Corrections: those a department is to make, those to check, what is due (Q-01, Q-03)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.cases.queries import departments_of
from models.db import db
from models.files.tables import StoredFile
from models.inspection.queries.sight import sees_all
from models.inspection.tables import Correction, CorrectionFile, CorrectionReport, Inspection, Sheet
from models.inspection.words import CorrectionState
from models.people.tables import Staff
from models.permissions import Permission

QUIET = (lazyload(Staff.grants), lazyload(Staff.department))


def corrections(
    staff: Staff, states: Collection[CorrectionState] = (), *, offset: int = 0, limit: int | None = 50
) -> Sequence[Correction]:
    """The corrections that somebody may see, open ones first, the first due first."""
    rows = _named(select(Correction).where(*_conditions(staff, states)))
    rows = rows.order_by(Correction.ended_at.is_not(None), Correction.due_at, Correction.id)
    return db.session.scalars(rows.offset(offset).limit(limit)).unique().all()


def count_corrections(staff: Staff, states: Collection[CorrectionState] = ()) -> int:
    """How many `corrections` would show in all."""
    counted = select(func.count()).select_from(Correction).where(*_conditions(staff, states))
    return db.session.scalar(counted) or 0


def correction(staff: Staff, correction_id: int) -> Correction | None:
    """One correction with its reports and proofs, for who may see it."""
    return one_correction(correction_id, visible(staff))


def one_correction(correction_id: int, *conditions: ColumnElement[bool]) -> Correction | None:
    """One correction with its reports and proofs; whoever asks has seen to it that they may see it."""
    reports = selectinload(Correction.reports)
    found = _named(select(Correction).where(Correction.id == correction_id, *conditions)).options(
        reports.joinedload(CorrectionReport.by).options(*QUIET),
        reports.joinedload(CorrectionReport.checked_by).options(*QUIET),
        reports.selectinload(CorrectionReport.files).joinedload(CorrectionFile.file),
    )
    return db.session.scalars(found.execution_options(populate_existing=True)).unique().one_or_none()


def file_of(found: Correction, file_id: int) -> StoredFile | None:
    """A proof of a correction by the id of its file."""
    files = (each for report in found.reports for each in report.files)
    return next((each.file for each in files if each.file_id == file_id), None)


def makes(found: Correction, staff: Staff) -> bool:
    """Whether somebody may report a correction: who works on cases of the department, or heads it; never
    who checks it."""
    if staff.id == found.checker_id:
        return False
    return staff.may(Permission.CASE_HANDLE) and found.department_id in departments_of(staff)


def visible(staff: Staff) -> ColumnElement[bool]:
    """SQL for who sees a correction: who reads all inspections, who checks it, and its department."""
    return or_(Correction.checker_id == staff.id, _ours(staff), _all(staff))


def to_make(staff: Staff) -> ColumnElement[bool]:
    """SQL for the corrections that wait for somebody's report."""
    return and_(Correction.state == CorrectionState.ORDERED, _ours(staff), Correction.checker_id != staff.id)


def to_check(staff: Staff) -> ColumnElement[bool]:
    """SQL for the corrections that wait for somebody's check."""
    return and_(Correction.state == CorrectionState.REPORTED, Correction.checker_id == staff.id)


def due_notices(now: datetime, limit: int = 200) -> Sequence[int]:
    """Corrections whose next reminder is to go out now (H-04), the longest waiting first."""
    rows = select(Correction.id).where(Correction.next_notice_at <= now)
    return db.session.scalars(rows.order_by(Correction.next_notice_at).limit(limit)).all()


def _ours(staff: Staff) -> ColumnElement[bool]:
    if not staff.may(Permission.CASE_HANDLE):
        return false()
    return Correction.department_id.in_(departments_of(staff))


def _all(staff: Staff) -> ColumnElement[bool]:
    """Who reads all; but what the first look found is kept from whoever is still to score the case blind."""
    if not sees_all(staff):
        return false()
    blind = exists().where(
        Inspection.correction_id == Correction.id,
        Sheet.inspection_id == Inspection.id,
        Sheet.by_id == staff.id,
        Sheet.done_at.is_(None),
    )
    return ~blind


def _conditions(staff: Staff, states: Collection[CorrectionState]) -> list[ColumnElement[bool]]:
    return [visible(staff), *([Correction.state.in_(states)] if states else [])]


def _named(found: Select[Correction]) -> Select[Correction]:
    return found.options(joinedload(Correction.department), joinedload(Correction.checker).options(*QUIET))
