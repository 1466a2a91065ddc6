"""Who is meant by departments and roles, and whose head somebody is (L-01, L-02, L-04)."""

from collections.abc import Collection, Sequence
from datetime import date

from models.people.queries import (
    departments_headed_by,
    every_department,
    parents_of_departments,
    working_staff,
)
from models.people.roles import Role
from models.people.rules import descendants
from models.people.tables import Staff
from models.support.rules import heads_above


def with_those_below(departments: Collection[int]) -> frozenset[int]:
    """Departments and all below them, by id."""
    parents = parents_of_departments()
    return frozenset().union(*(descendants(each, parents) for each in departments))


def people_meant(departments: Collection[int], roles: Collection[str], on: date) -> Sequence[Staff]:
    """Who works here on a day in one of the departments, or below, and plays one of the roles; no department
    or no role named leaves nobody out."""
    named = {Role(role) for role in roles} if roles else set()
    return working_staff(
        on=on,
        departments=with_those_below(departments) if departments else None,
        roles=None if not named or Role.STAFF in named else named,
    )


def headed_by(staff: Staff) -> frozenset[int]:
    """The departments that somebody heads, with those below, by id."""
    if Role.DEPARTMENT_HEAD not in staff.roles:
        return frozenset()
    return with_those_below([each.id for each in departments_headed_by(staff)])


def head_of(person: Staff) -> int | None:
    """The nearest head above a person; None where there is none."""
    departments = {row.id: row for row in every_department()}
    return next(iter(heads_above(person.department_id, departments, person.id)), None)
