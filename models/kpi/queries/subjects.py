"""Whose figures: the company, a department, a person; and whose somebody may read (Q-02, X-01)."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from models.db import db
from models.kpi.rules.months import Month
from models.kpi.tables import KpiMonth, KpiName
from models.kpi.words import SubjectKind
from models.people.queries import departments_headed_by, every_department
from models.people.tables import Department, Posting, Staff
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


def people_read(staff: Staff, month: Month) -> Collection[int]:
    """The ids of those whose figures of a month somebody may read: their own, and of whoever belonged then to
    a department that they head. A month before somebody moved there is not theirs to judge.

    Who reads every department's figures reads nobody's in person for it: people are their head's to judge.
    """
    headed = _headed(staff)
    if not headed:
        return {staff.id}
    found = select(KpiName.staff_id).join(KpiMonth, KpiMonth.id == KpiName.month_id)
    theirs = found.where(
        KpiMonth.month == month.first, KpiName.staff_id.is_not(None), KpiName.department_id.in_(headed)
    )
    return {staff.id, *(each for each in db.session.scalars(theirs) if each is not None)}


def months_read(staff: Staff, subject: Subject, months: Collection[Month]) -> set[Month]:
    """In which of these months a subject's figures are somebody's to read. Of a person in the department that
    is kept with the figures; where there are none, in that of the last day of the month."""
    if subject.kind is not SubjectKind.PERSON or subject.id == staff.id:
        return set(months) if _reads(staff, subject) else set()
    headed = _headed(staff)
    if not headed:
        return set()
    kept = select(KpiMonth.month, KpiName.department_id).join(KpiMonth, KpiMonth.id == KpiName.month_id)
    rows = kept.where(KpiMonth.month.in_([each.first for each in months]), KpiName.staff_id == subject.id)
    belonged = {Month(first): department for first, department in db.session.execute(rows)}
    postings = db.session.scalars(select(Posting).where(Posting.staff_id == subject.id)).all()
    for month in set(months) - belonged.keys():
        belonged.update((month, line.department_id) for line in postings if line.holds(month.last))
    return {month for month, department in belonged.items() if department in headed}


def readable(staff: Staff, subject: Subject, month: Month) -> bool:
    """Whether somebody may read a subject's figures of a month."""
    return month in months_read(staff, subject, [month])


def _reads(staff: Staff, subject: Subject) -> bool:
    if subject.kind is SubjectKind.COMPANY:
        return reads_all(staff)
    if subject.kind is SubjectKind.PERSON:
        return subject.id == staff.id
    return any(row.id == subject.id for row in departments_read(staff))


def _headed(staff: Staff) -> set[int]:
    """The ids of the departments that somebody heads, and of all below them."""
    headed = {row.id for row in departments_headed_by(staff)}
    rows = list(every_department())
    while below := {row.id for row in rows if row.parent_id in headed} - headed:
        headed |= below
    return headed
