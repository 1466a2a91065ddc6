"""The files of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import joinedload

from models.cases.tables import Case, CaseFile, Contact
from models.db import db
from models.files.tables import StoredFile
from models.people.queries import staff_with_ids
from models.people.tables import Staff


@dataclass(frozen=True)
class Filed:
    """A file as papers list it: `by` is who of the staff added it, or None for the customer.

    `case` is the one it came with: this one, or one that was merged into it.
    """

    file: StoredFile
    case: Case
    by: Staff | None
    at: datetime


def files_of(case: Case) -> Sequence[CaseFile]:
    """The files of a case in the order they came, each with its stored file (V-02).

    Those with a contact came later, with its words.
    """
    return db.session.scalars(_FILES, {"case": case.id}).all()


_FILES = (
    select(CaseFile)
    .where(CaseFile.case_id == bindparam("case"))
    .options(joinedload(CaseFile.file))
    .order_by(CaseFile.id)
)


def file_of(case: Case, file_id: int) -> CaseFile | None:
    """One file of a case, or of one that was merged into it (T-06)."""
    return db.session.scalars(
        select(CaseFile)
        .join(Case, Case.id == CaseFile.case_id)
        .where(CaseFile.file_id == file_id, or_(Case.id == case.id, Case.merged_into_id == case.id))
        .options(joinedload(CaseFile.file))
        .limit(1)
    ).first()


def filed(case: Case) -> list[Filed]:
    """Every file of a case and of those merged into it: what, by whom and when, as they came; two queries."""
    rows = (
        select(CaseFile, Case, Contact.at)
        .join(Case, Case.id == CaseFile.case_id)
        .outerjoin(Contact, Contact.id == CaseFile.contact_id)
        .where(or_(Case.id == case.id, Case.merged_into_id == case.id))
        .options(joinedload(CaseFile.file))
        .order_by(CaseFile.id)
    )
    found = db.session.execute(rows).all()
    people = staff_with_ids({row.file.by_id for row, _of, _at in found if row.file.by_id})
    return [
        Filed(row.file, of, people.get(row.file.by_id or 0), at or of.received_at) for row, of, at in found
    ]
