"""What regulators and mediators have of a case (H-11)."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.cases.tables import Case, OutsideAnswer, OutsideComplaint, OutsidePaper
from models.db import db
from models.files.tables import StoredFile
from models.memory import remembered
from models.people.tables import Staff


def outsides_of(case: Case) -> Sequence[OutsideComplaint]:
    """Every complaint before a body outside with its answers and papers, the oldest first."""
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    rows = (
        select(OutsideComplaint)
        .where(OutsideComplaint.case_id == case.id)
        .options(
            joinedload(OutsideComplaint.by).options(*quiet),
            selectinload(OutsideComplaint.answers).joinedload(OutsideAnswer.by).options(*quiet),
            selectinload(OutsideComplaint.papers).joinedload(OutsidePaper.file),
        )
        .order_by(OutsideComplaint.id)
    )
    return remembered(("outsides", case.id), lambda: db.session.scalars(rows).all())


def outsides_among(cases: Sequence[Case]) -> dict[int, list[OutsideComplaint]]:
    """The open complaints of many cases at once, by case id; for who has to do what."""
    found: dict[int, list[OutsideComplaint]] = {case.id: [] for case in cases}
    wanted = [case.id for case in cases if case.outside_since is not None]
    if wanted:
        rows = select(OutsideComplaint).where(
            OutsideComplaint.case_id.in_(wanted), OutsideComplaint.closed_on.is_(None)
        )
        for row in db.session.scalars(rows.order_by(OutsideComplaint.id)):
            found[row.case_id].append(row)
    return found


def paper_of(case: Case, file_id: int) -> StoredFile | None:
    """The file of a paper of a case before a body outside."""
    found = (
        select(StoredFile)
        .join(OutsidePaper, OutsidePaper.file_id == StoredFile.id)
        .join(OutsideComplaint, OutsideComplaint.id == OutsidePaper.outside_id)
        .where(OutsideComplaint.case_id == case.id, StoredFile.id == file_id)
    )
    return db.session.scalars(found.limit(1)).first()


def before_a_body() -> Select[int]:
    """The ids of the cases that are or were before a regulator or mediator: Legal sees them."""
    return select(OutsideComplaint.case_id)


def owed_by(staff: Staff) -> Select[int]:
    """The ids of the cases whose answer to a body this person sees to, and owes."""
    return select(OutsideComplaint.case_id).where(
        OutsideComplaint.owed.is_(True), OutsideComplaint.by_id == staff.id
    )
