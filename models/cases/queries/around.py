"""The files of a case."""

from collections.abc import Sequence

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import joinedload

from models.cases.tables import Case, CaseFile
from models.db import db


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
