"""How heavy somebody's load was on a past day, beside that of the department (A-05)."""

from datetime import date, datetime
from statistics import median

from sqlalchemy import func, or_, select

from models.accountability.rules.measures import Load
from models.cases.tables import Case
from models.clock import SHANGHAI
from models.db import db
from models.people.queries import organisation_on
from models.people.roles import GRANTS
from models.people.tables import RoleGrant
from models.permissions import Permission

HANDLING = tuple(role for role, granted in GRANTS.items() if Permission.CASE_HANDLE in granted)


def load_on(person_id: int, day: date) -> Load:
    """How many cases somebody had open at the end of a day, and the median of those of the department who
    handle cases, oneself among them. Cases count for who has them now or had them last."""
    house = organisation_on(day)
    department = house.department_of(person_id)
    handle = select(RoleGrant.staff_id).where(RoleGrant.role.in_(HANDLING)).distinct()
    handling = {person for person in db.session.scalars(handle) if house.department_of(person) == department}
    people = handling | {person_id}
    end = datetime.combine(day, datetime.max.time(), SHANGHAI)
    counted = (
        select(Case.owner_id, func.count(Case.id))
        .where(
            Case.owner_id.in_(people),
            Case.received_at <= end,
            or_(Case.closed_at.is_(None), Case.closed_at > end),
        )
        .group_by(Case.owner_id)
    )
    counts = {person: count for person, count in db.session.execute(counted)}  # noqa: C416
    loads = [counts.get(person, 0) for person in people]
    return Load(counts.get(person_id, 0), float(median(loads)), len(loads))
