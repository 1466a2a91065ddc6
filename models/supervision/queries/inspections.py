"""Lists of inspections of departments, and one of them (Q-03)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, extract, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.clock import local_day
from models.db import db
from models.files.tables import StoredFile
from models.inspection.tables import Checklist, Correction
from models.inspection.words import CorrectionState
from models.people.tables import Staff
from models.supervision.queries.sight import visible
from models.supervision.tables import DepartmentFinding, DepartmentInspection, InspectionFile, Inspector
from models.supervision.words import InspectionState

QUIET = (lazyload(Staff.grants), lazyload(Staff.department))


@dataclass(frozen=True)
class InspectionFilter:
    """What a list is narrowed to; `year` is that of the planned day."""

    state: InspectionState | None = None
    department_id: int | None = None
    year: int | None = None


def listing(
    staff: Staff, wanted: InspectionFilter, now: datetime, *, offset: int = 0, limit: int | None = 50
) -> Sequence[DepartmentInspection]:
    """The inspections that somebody sees, the latest planned first. One query."""
    rows = select(DepartmentInspection).where(*_conditions(staff, wanted, now))
    rows = rows.options(
        joinedload(DepartmentInspection.department), joinedload(DepartmentInspection.leader).options(*QUIET)
    )
    order = (DepartmentInspection.planned_on.desc(), DepartmentInspection.id.desc())
    return db.session.scalars(rows.order_by(*order).offset(offset).limit(limit)).all()


def count_listed(staff: Staff, wanted: InspectionFilter, now: datetime) -> int:
    """How many `listing` would show in all."""
    counted = select(func.count()).select_from(DepartmentInspection)
    return db.session.scalar(counted.where(*_conditions(staff, wanted, now))) or 0


@dataclass(frozen=True)
class ToPutRight:
    """How many corrections of an inspection are open, and how many of these the department has overdue."""

    n: int
    late: int


def open_corrections(ids: Collection[int], now: datetime) -> dict[int, ToPutRight]:
    """What is yet to be put right of each of these inspections, by its id; of none where nothing is. One
    query."""
    late = and_(Correction.state == CorrectionState.ORDERED, Correction.due_at <= now)
    rows = (
        select(DepartmentFinding.inspection_id, func.count(), func.sum(case((late, 1), else_=0)))
        .join(Correction, Correction.id == DepartmentFinding.correction_id)
        .where(DepartmentFinding.inspection_id.in_(ids), Correction.state.in_(UNSETTLED))
        .group_by(DepartmentFinding.inspection_id)
    )
    return {key: ToPutRight(n, int(overdue)) for key, n, overdue in db.session.execute(rows)}


UNSETTLED = (CorrectionState.ORDERED, CorrectionState.REPORTED)


def find(staff: Staff, number: str, now: datetime) -> DepartmentInspection | None:
    """One inspection, whole, for who sees it."""
    found = _whole().where(DepartmentInspection.number == number, visible(staff, now))
    return db.session.scalars(found.execution_options(populate_existing=True)).unique().one_or_none()


def file_of(found: DepartmentInspection, file_id: int) -> StoredFile | None:
    """A file of an inspection's findings or answer, by its id."""
    return next((each.file for each in found.files if each.file_id == file_id), None)


def held(inspection: DepartmentInspection) -> DepartmentInspection:
    """The inspection as it is now, kept from all other writers until this transaction ends."""
    db.session.scalar(
        select(DepartmentInspection.id).where(DepartmentInspection.id == inspection.id).with_for_update()
    )
    found = _whole().where(DepartmentInspection.id == inspection.id)
    return db.session.scalars(found.execution_options(populate_existing=True)).unique().one()


def finding_named(staff: Staff, reference: str, now: datetime) -> DepartmentInspection | None:
    """The inspection behind the audit name of a finding, for who sees it; None for any other name."""
    area, _colon, key = reference.partition(":")
    if area != DepartmentFinding.__tablename__:
        return None
    theirs = select(DepartmentFinding.inspection_id).where(DepartmentFinding.id == int(key)).scalar_subquery()
    return db.session.scalars(
        select(DepartmentInspection).where(DepartmentInspection.id == theirs, visible(staff, now))
    ).one_or_none()


def due_reminders(now: datetime, limit: int = 200) -> Sequence[int]:
    """Inspections whose day has come and that nobody began, and those whose time to answer is over, that
    nobody was told of yet."""
    begun = and_(
        DepartmentInspection.state == InspectionState.PLANNED,
        DepartmentInspection.planned_on <= local_day(now),
    )
    late = and_(
        DepartmentInspection.state == InspectionState.ANSWERING, DepartmentInspection.answer_due_at <= now
    )
    rows = select(DepartmentInspection.id).where(DepartmentInspection.reminded_at.is_(None), or_(begun, late))
    return db.session.scalars(rows.order_by(DepartmentInspection.id).limit(limit)).all()


def _conditions(staff: Staff, wanted: InspectionFilter, now: datetime) -> list[ColumnElement[bool]]:
    found = [visible(staff, now)]
    if wanted.state is not None:
        found.append(DepartmentInspection.state == wanted.state)
    if wanted.department_id is not None:
        found.append(DepartmentInspection.department_id == wanted.department_id)
    if wanted.year is not None:
        found.append(extract("year", DepartmentInspection.planned_on) == wanted.year)
    return found


def _whole() -> Select[DepartmentInspection]:
    people = (DepartmentInspection.leader, DepartmentInspection.planned_by, DepartmentInspection.answered_by)
    findings = selectinload(DepartmentInspection.findings)
    return select(DepartmentInspection).options(
        joinedload(DepartmentInspection.department),
        joinedload(DepartmentInspection.checklist).selectinload(Checklist.items),
        *(joinedload(each).options(*QUIET) for each in people),
        selectinload(DepartmentInspection.inspectors).joinedload(Inspector.staff).options(*QUIET),
        findings.joinedload(DepartmentFinding.item),
        findings.joinedload(DepartmentFinding.correction),
        selectinload(DepartmentInspection.files).joinedload(InspectionFile.file),
    )
