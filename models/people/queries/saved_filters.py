"""Reading saved filters: one's own, and those that heads share with the departments one works in."""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import joinedload, lazyload

from models.db import db
from models.people.queries.departments import department_ids_above
from models.people.tables import Department, SavedFilter, Staff


def saved_filters(staff: Staff, area: str) -> Sequence[SavedFilter]:
    """One's own, then those that are shared with one's department or one above it, each by name."""
    departments = [staff.department_id, *department_ids_above(staff.department_id)]
    values = {"area": area, "reader": staff.id, "departments": departments}
    return db.session.scalars(_OWN_AND_SHARED, values).all()


def own_filter(staff: Staff, filter_id: int) -> SavedFilter | None:
    """One of the person's own, by its number."""
    return db.session.scalars(
        select(SavedFilter).where(SavedFilter.id == filter_id, SavedFilter.staff_id == staff.id)
    ).one_or_none()


_OWN = SavedFilter.staff_id == bindparam("reader")
_SHARED = and_(
    SavedFilter.department_id.in_(bindparam("departments", expanding=True)),
    SavedFilter.department_id.in_(select(Department.id).where(Department.head_id == SavedFilter.staff_id)),
)
"""Only while whoever shared it heads that department."""
_OWN_AND_SHARED = (
    select(SavedFilter)
    .where(SavedFilter.area == bindparam("area"), or_(_OWN, _SHARED))
    .options(joinedload(SavedFilter.staff).options(lazyload(Staff.grants), lazyload(Staff.department)))
    .order_by(~_OWN, SavedFilter.name, SavedFilter.id)
)
