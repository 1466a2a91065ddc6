"""Which departments are stores (V-07)."""

from collections.abc import Sequence
from datetime import date

from models.people.queries import every_department, working_staff
from models.people.roles import Role
from models.people.tables import Department


def stores(*, on: date) -> Sequence[Department]:
    """The departments in which store staff work on a day, by position."""
    there = {person.department_id for person in working_staff(on=on, roles=[Role.STORE_STAFF])}
    return [each for each in every_department() if each.id in there and each.open]
