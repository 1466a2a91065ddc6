"""What lies around a case: its files, and the customer's other cases."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.cases.queries.scope import visible_to
from models.cases.tables import Case, CaseFile
from models.db import db
from models.people.tables import Staff


def files_of(case: Case) -> Sequence[CaseFile]:
    """The files of a case in the order they came, each with its stored file (V-02).

    Those with a contact came later, with its words.
    """
    return db.session.scalars(
        select(CaseFile)
        .where(CaseFile.case_id == case.id)
        .options(joinedload(CaseFile.file))
        .order_by(CaseFile.id)
    ).all()


def earlier_cases(case: Case, staff: Staff, limit: int = 5) -> Sequence[Case]:
    """Other cases of the same customer that this person may see, the latest first."""
    return db.session.scalars(
        visible_to(staff)
        .where(Case.customer_id == case.customer_id, Case.id != case.id)
        .order_by(Case.received_at.desc())
        .limit(limit)
    ).all()
