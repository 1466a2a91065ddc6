"""What waits for one person: the to-do list of "my day" (M-02)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from models.cases.queries.listing import shown
from models.cases.queries.scope import departments_of
from models.cases.tables import Case, Result
from models.cases.words import State, Verdict
from models.db import db
from models.people.tables import Staff
from models.permissions import Permission


def waiting_for(staff: Staff) -> Select[Case]:
    """The cases whose next step is this person's, in no order yet; the same rules as `rules/steps.py`."""
    return select(Case).where(or_(false(), *_conditions(staff)))


def to_review(staff: Staff) -> Select[Case]:
    """The results that this person may review (H-06): not the own ones, not of cases of one's own."""
    if not staff.may(Permission.CASE_REVIEW):
        return select(Case).where(false())
    own = exists().where(
        Result.case_id == Case.id, Result.verdict == Verdict.SUBMITTED, Result.by_id == staff.id
    )
    found = select(Case).where(Case.state == State.REVIEW, Case.owner_id != staff.id, ~own)
    if staff.may(Permission.CASE_TRIAGE):
        return found
    return found.where(Case.lead_department_id.in_(departments_of(staff)))


def first_waiting(staff: Staff, limit: int = 12) -> list[Case]:
    """The most pressing of them, with what their rows show."""
    return list(db.session.scalars(shown(waiting_for(staff)).limit(limit)).unique())


def count_waiting(staff: Staff) -> int:
    """How many there are."""
    return db.session.scalar(select(func.count()).select_from(waiting_for(staff).subquery())) or 0


def count_to_review(staff: Staff) -> int:
    """How many results wait for this person's review."""
    return db.session.scalar(select(func.count()).select_from(to_review(staff).subquery())) or 0


def review_queue(staff: Staff, limit: int = 200) -> list[Case]:
    """The review queue, the nearest due time first."""
    return list(db.session.scalars(shown(to_review(staff)).limit(limit)).unique())


def submitted_for(cases: Sequence[Case]) -> dict[int, Result]:
    """The results that wait for review, with who handed them in, for many cases at once; by case id."""
    found = db.session.scalars(
        select(Result)
        .where(Result.case_id.in_([case.id for case in cases]), Result.verdict == Verdict.SUBMITTED)
        .options(joinedload(Result.by).options(lazyload(Staff.grants)))
    )
    return {result.case_id: result for result in found}


def _conditions(staff: Staff) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    departments = departments_of(staff)
    in_lead = Case.lead_department_id.in_(departments)
    in_service = staff.may(Permission.CASE_TRIAGE)
    if in_service:
        found.append(Case.state == State.NEW)
    if staff.may(Permission.CASE_REVIEW):
        found.append(Case.id.in_(to_review(staff).with_only_columns(Case.id)))
    if staff.may(Permission.CASE_HANDLE):
        found.append(and_(Case.state == State.ASSIGNED, in_lead))
        found.append(and_(Case.state == State.HANDLING, Case.owner_id == staff.id))
        found.append(and_(Case.state == State.APPROVED, or_(Case.owner_id == staff.id, in_lead)))
    return found
