"""Who may be asked to a meeting about a case (G-04, T-04)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_, select

from models.cases.tables import Case
from models.db import db
from models.people.queries import every_department, works_on
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff


def likely_attendants(case: Case, on: date, departments: Collection[int] = ()) -> Sequence[Staff]:
    """The lead department and further ones, the heads of all departments and the leading group, by number."""
    heads = {row.head_id for row in every_department() if row.open and row.head_id}
    concerned = {*departments, case.lead_department_id} - {None}
    found = (
        select(Staff)
        .where(works_on(on))
        .where(
            or_(
                Staff.department_id.in_(concerned),
                Staff.id.in_(heads),
                Staff.id == case.owner_id,
                Staff.grants.any(RoleGrant.role == Role.LEADING_GROUP),
            )
        )
        .order_by(Staff.number)
    )
    return db.session.scalars(found).all()


def staff_by_numbers(numbers: Collection[str], on: date) -> Sequence[Staff]:
    """Those with these staff numbers who work here on a day."""
    wanted = {number.upper() for number in numbers}
    return db.session.scalars(select(Staff).where(Staff.number.in_(wanted), works_on(on))).all()
