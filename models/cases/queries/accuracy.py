"""How suggestions fared against people's decisions, counted, and the cases behind a count (T-05)."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Select, and_, func, select

from models.cases.queries.listing import Filters, Page, Sort, page_of
from models.cases.queries.scope import in_scope, visible_to
from models.cases.tables import Case, Lesson
from models.cases.words import Confidence, Kind
from models.db import db
from models.people.tables import Department, Staff
from models.permissions import Permission


class Outcome(NamedTuple):
    """Decided cases of one month that were given one category where another, or the same, was suggested.

    `month` is that of the first decision, `decided` the category as it stands now; `suggested` is None where
    nothing was. Of the `cases`, so many had the suggested `department` and `urgency`; of the `graded`
    complaints among them, so many the suggested `grade`.
    """

    month: str
    decided: str
    suggested: str | None
    confidence: Confidence
    cases: int
    department: int
    urgency: int
    graded: int
    grade: int


def counts_whole_company(staff: Staff) -> bool:
    """Whether this person's figures are those of all cases: who reads all, or sees to the rules."""
    return staff.may(Permission.CASE_READ_ALL) or staff.may(Permission.RULEBOOK_READ)


def outcomes(staff: Staff, months: Sequence[str]) -> list[Outcome]:
    """All counts of some months in one query: over the whole company, or over the person's scope."""
    graded = and_(Case.kind == Kind.COMPLAINT, Case.grade.is_not(None))
    found = (
        select(
            Lesson.month,
            Case.category,
            Lesson.category,
            Lesson.confidence,
            func.count(),
            func.count().filter(Lesson.department == Department.code),
            func.count().filter(Lesson.urgent == Case.urgent),
            func.count().filter(graded),
            func.count().filter(graded, Lesson.grade == Case.grade),
        )
        .select_from(Lesson)
        .join(Case, Case.id == Lesson.case_id)
        .join(Department, Department.id == Case.lead_department_id)
        .where(Lesson.month.in_(months), Case.category.is_not(None))
        .group_by(Lesson.month, Case.category, Lesson.category, Lesson.confidence)
    )
    condition = None if counts_whole_company(staff) else in_scope(staff)
    if condition is not None:
        found = found.where(condition)
    return [Outcome._make(row) for row in db.session.execute(found)]


def cases_behind(
    staff: Staff,
    months: Sequence[str],
    *,
    decided: str,
    suggested: str | None,
    page: int = 1,
    size: int = 50,
) -> Page:
    """Cases in this person's scope that were given one category where another was suggested, newest first."""
    found: Select[Case] = (
        visible_to(staff)
        .join(Lesson, Lesson.case_id == Case.id)
        .where(Lesson.month.in_(months), Case.category == decided)
        .where(Lesson.category.is_(None) if suggested is None else Lesson.category == suggested)
    )
    return page_of(found, Filters(sort=Sort.NEWEST), page=page, size=size)
