"""Reading saved filters: one's own, and those that heads share with the departments one works in."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, lazyload

from models.db import db
from models.people.queries.departments import department_ids_above
from models.people.tables import Department, SavedFilter, Staff


def saved_filters(staff: Staff, area: str) -> Sequence[SavedFilter]:
    """One's own, then those that are shared with one's department or one above it, each by name."""
    found = (
        select(SavedFilter)
        .where(SavedFilter.area == area, or_(SavedFilter.staff_id == staff.id, _shared_with(staff)))
        .options(joinedload(SavedFilter.staff).options(lazyload(Staff.grants), lazyload(Staff.department)))
        .order_by(SavedFilter.staff_id != staff.id, SavedFilter.name, SavedFilter.id)
    )
    return db.session.scalars(found).all()


def own_filter(staff: Staff, filter_id: int) -> SavedFilter | None:
    """One of the person's own, by its number."""
    return db.session.scalars(
        select(SavedFilter).where(SavedFilter.id == filter_id, SavedFilter.staff_id == staff.id)
    ).one_or_none()


def _shared_with(staff: Staff) -> ColumnElement[bool]:
    """Only while whoever shared it heads that department."""
    mine = {staff.department_id, *department_ids_above(staff.department_id)}
    heads = select(Department.id).where(Department.head_id == SavedFilter.staff_id)
    return and_(SavedFilter.department_id.in_(mine), SavedFilter.department_id.in_(heads))
