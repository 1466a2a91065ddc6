"""Reading staff: one person, the filtered list, and who may be given work."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import lazyload

from models.db import db
from models.memory import remembered
from models.people.queries.departments import department_ids_below, works_on
from models.people.roles import GRANTS, Role
from models.people.tables import Department, RoleGrant, Staff
from models.permissions import Permission
from models.prepared import prepared


class Employment(StrEnum):
    """Which people a list shows."""

    WORKING = "working"
    LEFT = "left"
    ALL = "all"


@dataclass(frozen=True)
class StaffFilter:
    """What a list of people was narrowed to. `department` includes those below it."""

    words: str = ""
    department: Department | None = None
    role: Role | None = None
    employment: Employment = Employment.WORKING


SORTS = {
    "number": (Staff.number,),
    "name": (Staff.login,),  # the login is the name in pinyin: that is how a list of names is looked through
    "department": (Department.position, Department.id, Staff.number),
    "joined": (Staff.joined_on, Staff.number),
}


def staff_numbered(number: str) -> Staff | None:
    """The person with this staff number."""
    return db.session.scalars(select(Staff).where(Staff.number == number)).one_or_none()


def staff_with_ids(ids: Collection[int]) -> dict[int, Staff]:
    """These people by their ids, in one query; for their names, so their roles are left alone."""
    named = select(Staff).where(Staff.id.in_(set(ids))).options(lazyload(Staff.grants))
    return {row.id: row for row in db.session.scalars(named)}


def staff_called(words: str, limit: int = 200) -> Sequence[int]:
    """The ids of everybody, left or not, whose name, number or login holds these words."""
    conditions = _conditions(StaffFilter(words=words, employment=Employment.ALL), date.min)
    return db.session.scalars(select(Staff.id).where(*conditions).limit(limit)).all()


def staff_list(
    wanted: StaffFilter,
    *,
    on: date,
    sort: str = "number",
    descending: bool = False,
    page: int = 1,
    size: int = 50,
) -> tuple[Sequence[Staff], int]:
    """One page of the people that the filter leaves, and how many it leaves in all."""
    conditions = _conditions(wanted, on)
    total = db.session.scalar(select(func.count()).select_from(Staff).where(*conditions)) or 0
    order = [column.desc() if descending else column.asc() for column in SORTS[sort]]
    rows = (
        select(Staff)
        .join(Department, Staff.department_id == Department.id)
        .where(*conditions)
        .order_by(*order, Staff.id)
        .limit(size)
        .offset((page - 1) * size)
    )
    return db.session.scalars(rows).all(), total


def working_staff(
    *, on: date, departments: Collection[int] | None = None, roles: Collection[Role] | None = None
) -> Sequence[Staff]:
    """Who is employed on a day, perhaps only in some departments (by id) or with one of some roles."""
    return db.session.scalars(_working(on, departments, roles)).all()


def who_may(
    permission: Permission, *, on: date, departments: Collection[int] | None = None
) -> Sequence[Staff]:
    """Who holds a permission on a day, to choose from: names and titles without their roles.

    Asked for once a transaction, as several forms of a screen offer the same people.
    """
    there = None if departments is None else frozenset(departments)
    roles = [role for role, granted in GRANTS.items() if permission in granted]
    name = ("who may", permission, on, there)
    rows = prepared(name, lambda: _working(on, there, roles).options(lazyload(Staff.grants)))
    return remembered(name, lambda: db.session.scalars(rows).all())


def _working(on: date, departments: Collection[int] | None, roles: Collection[Role] | None) -> Select[Staff]:
    rows = select(Staff).where(works_on(on)).order_by(Staff.number)
    if departments is not None:
        rows = rows.where(Staff.department_id.in_(departments))
    if roles is not None:
        rows = rows.where(Staff.grants.any(RoleGrant.role.in_(roles)))
    return rows


def next_number(prefix: str) -> str:
    """A staff number that nobody has: one above the highest of its kind, such as HY-0218.

    `prefix` is the company's, for the first number; later ones go on as the numbers are.
    """
    highest = db.session.scalar(
        select(Staff.number)
        .where(Staff.number.regexp_match(r"^[A-Z]+-[0-9]+$"))
        .order_by(func.length(Staff.number).desc(), Staff.number.desc())
        .limit(1)
    )
    found = re.fullmatch(r"([A-Z]+)-([0-9]+)", highest or "")
    if found is None:
        return f"{prefix}-0001"
    return f"{found[1]}-{int(found[2]) + 1:0{len(found[2])}d}"


def count_with_role(role: Role, *, on: date) -> int:
    """How many people who are employed on a day have a role."""
    held = Staff.grants.any(RoleGrant.role == role)
    return db.session.scalar(select(func.count()).select_from(Staff).where(works_on(on), held)) or 0


def _conditions(wanted: StaffFilter, on: date) -> list[ColumnElement[bool]]:
    found_in = (Staff.name, Staff.name_en, Staff.number, Staff.login)
    conditions: list[ColumnElement[bool]] = [
        or_(*(func.lower(column).contains(word.lower(), autoescape=True) for column in found_in))
        for word in wanted.words.split()
    ]
    if wanted.department is not None:
        conditions.append(Staff.department_id.in_(department_ids_below(wanted.department.id)))
    if wanted.role is not None and wanted.role is not Role.STAFF:
        conditions.append(Staff.grants.any(RoleGrant.role == wanted.role))
    if wanted.employment is Employment.WORKING:
        conditions.append(or_(Staff.left_on.is_(None), Staff.left_on >= on))
    elif wanted.employment is Employment.LEFT:
        conditions.append(Staff.left_on < on)
    return conditions
