"""Whose figures: the company, a department, a person; and whose somebody may read (Q-02, X-01)."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from models.db import db
from models.kpi.words import SubjectKind
from models.people.queries import departments_headed_by, every_department
from models.people.tables import Department, Staff
from models.permissions import Permission


@dataclass(frozen=True)
class Subject:
    """Whose figures; `id` is 0 for the company."""

    kind: SubjectKind = SubjectKind.COMPANY
    id: int = 0

    @property
    def key(self) -> str:
        """As cells are kept under."""
        return str(self.kind) if self.kind is SubjectKind.COMPANY else f"{self.kind}:{self.id}"


COMPANY = Subject()


def of_department(department: Department | int) -> Subject:
    """A department's figures, itself alone: those below it have their own."""
    return Subject(SubjectKind.DEPARTMENT, department if isinstance(department, int) else department.id)


def of_person(staff: Staff | int) -> Subject:
    """A person's figures."""
    return Subject(SubjectKind.PERSON, staff if isinstance(staff, int) else staff.id)


def key_of(department_id: int | None, staff_id: int | None) -> str:
    """The key of the subject that a cell is about."""
    if staff_id is not None:
        return of_person(staff_id).key
    return COMPANY.key if department_id is None else of_department(department_id).key


def reads_all(staff: Staff) -> bool:
    """Whether somebody reads the figures of the company and of every department."""
    return staff.may(Permission.KPI_READ)


def departments_read(staff: Staff) -> list[Department]:
    """The departments whose figures somebody may read, by position: all, or those that they head and those
    below these. Closed ones keep their history and are among them."""
    if reads_all(staff):
        return list(every_department())
    headed = _headed(staff)
    return [row for row in every_department() if row.id in headed]


def people_read(staff: Staff) -> Collection[int]:
    """The ids of those whose figures somebody may read: their own, and of the departments that they head.

    Who reads every department's figures reads nobody's in person for it: people are their head's to judge.
    """
    headed = _headed(staff)
    if not headed:
        return {staff.id}
    members = select(Staff.id).where(Staff.department_id.in_(headed))
    return {staff.id, *db.session.scalars(members)}


def readable(staff: Staff, subject: Subject) -> bool:
    """Whether somebody may read a subject's figures."""
    if subject.kind is SubjectKind.COMPANY:
        return reads_all(staff)
    if subject.kind is SubjectKind.PERSON:
        return subject.id in people_read(staff)
    return any(row.id == subject.id for row in departments_read(staff))


def _headed(staff: Staff) -> set[int]:
    """The ids of the departments that somebody heads, and of all below them."""
    headed = {row.id for row in departments_headed_by(staff)}
    rows = list(every_department())
    while below := {row.id for row in rows if row.parent_id in headed} - headed:
        headed |= below
    return headed
