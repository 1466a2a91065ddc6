"""One case, with what its screen shows."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from models.cases.queries.scope import visible_to
from models.cases.tables import Case
from models.db import db
from models.people.tables import Staff


def _whole(found: Select[Case]) -> Select[Case]:
    return found.options(
        joinedload(Case.customer),
        joinedload(Case.lead_department),
        joinedload(Case.owner),
        joinedload(Case.registered_by),
    )


def find(staff: Staff | None, number: str) -> Case | None:
    """The case of this number if the person may see it; a stranger gets None, as for no such number."""
    return db.session.scalars(_whole(visible_to(staff)).where(Case.number == number.upper())).unique().first()


def tracked(number: str) -> Case | None:
    """The case of this number for its customer, whose key the caller has checked (H-08)."""
    return db.session.scalars(_whole(select(Case)).where(Case.number == number.upper())).unique().first()
