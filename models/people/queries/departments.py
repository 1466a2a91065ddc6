"""Reading departments: all of them in one query a transaction, as they are few and shown everywhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from models.db import db
from models.memory import remembered
from models.people.rules import ancestors, descendants
from models.people.tables import Department, Staff


@dataclass(frozen=True)
class Branch:
    """A department in the tree: how deep it lies, and who works in it and below it."""

    department: Department
    depth: int
    own_staff: int
    all_staff: int


def every_department() -> Sequence[Department]:
    """All of them, closed ones too, by position; asked for once a transaction."""
    return remembered("departments", lambda: db.session.scalars(_EVERY).all())


_EVERY = select(Department).order_by(Department.position, Department.id)


def departments(*, with_closed: bool = False) -> Sequence[Department]:
    """All departments in tree order, parents before children, brothers by position."""
    return [branch.department for branch in department_tree(with_closed=with_closed)]


def department_tree(*, on: date | None = None, with_closed: bool = False) -> Sequence[Branch]:
    """The tree in reading order, with head counts of those who work on the day `on`. Two queries."""
    rows = [row for row in every_department() if with_closed or row.open]
    staff = _head_counts(on)
    parents = {row.id: row.parent_id for row in rows}
    return [
        Branch(row, depth, staff.get(row.id, 0), sum(staff.get(i, 0) for i in descendants(row.id, parents)))
        for row, depth in _in_order(rows)
    ]


def parents_of_departments() -> dict[int, int | None]:
    """Each department's id with its parent's, for the rules about the tree."""
    return {row.id: row.parent_id for row in every_department()}


def department_ids_below(department_id: int) -> frozenset[int]:
    """A department's id and those of all below it."""
    return descendants(department_id, parents_of_departments())


def department_ids_above(department_id: int) -> frozenset[int]:
    """The ids of all departments above one."""
    return frozenset(ancestors(department_id, parents_of_departments()))


def department_with_code(code: str) -> Department | None:
    """The department with this code, with its head and parent loaded."""
    return db.session.scalars(
        select(Department)
        .where(Department.code == code)
        .options(joinedload(Department.head), joinedload(Department.parent))
    ).one_or_none()


def departments_below(department: Department) -> Sequence[Department]:
    """The departments directly below one, in order."""
    return db.session.scalars(
        select(Department)
        .where(Department.parent_id == department.id, Department.closed_on.is_(None))
        .order_by(Department.position, Department.id)
    ).all()


def departments_headed_by(staff: Staff) -> Sequence[Department]:
    """The open departments whose head a person is."""
    return db.session.scalars(
        select(Department)
        .where(Department.head_id == staff.id, Department.closed_on.is_(None))
        .order_by(Department.position, Department.id)
    ).all()


def works_on(day: date) -> ColumnElement[bool]:
    """SQL for "is employed on that day", as `Staff.works_on` says it."""
    return (Staff.joined_on <= day) & or_(Staff.left_on.is_(None), Staff.left_on >= day)


def _head_counts(on: date | None) -> Mapping[int, int]:
    if on is None:
        return {}
    counted = select(Staff.department_id, func.count()).where(works_on(on)).group_by(Staff.department_id)
    return dict(db.session.execute(counted).all())


def _in_order(rows: Sequence[Department]) -> Iterator[tuple[Department, int]]:
    known = {row.id for row in rows}
    children: dict[int | None, list[Department]] = {}
    for row in rows:
        children.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    waiting = [(row, 0) for row in reversed(children.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting.extend((child, depth + 1) for child in reversed(children.get(row.id, [])))
