"""Cases that somebody weighs in a matter or a candidate, though they read no cases (A-01, A-04)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.accountability.queries.candidates import sees_candidate
from models.accountability.queries.due_people import standing
from models.accountability.queries.matters import about_case, reads_matters
from models.accountability.tables import MatterCandidate
from models.cases.tables import Case
from models.db import db
from models.people.tables import Staff


def weighed_case(staff: Staff, number: str, day: date) -> Case | None:
    """The case of this number where who asks reads a matter or a candidate about it on a local day, and it
    is not about them; None else. It is for who held the case, not for what its customer said (X-01)."""
    if not reads_matters(staff):
        return None
    rows = select(Case).where(Case.number == number.upper()).options(joinedload(Case.lead_department))
    case = db.session.scalars(rows).first()
    if case is None:
        return None
    if any(standing(each, staff, day).reads for each in about_case(case.id, besides=staff)):
        return case
    found = select(MatterCandidate).where(MatterCandidate.case_id == case.id)
    return case if any(sees_candidate(staff, each, day) for each in db.session.scalars(found)) else None
