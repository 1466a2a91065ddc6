"""Whom a line of the payroll is for, as they are called on the day it is handed over (C-01, C-03)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from models.conduct.rules.payroll import Item
from models.people.queries import every_department, staff_with_ids
from models.people.tables import Department, Staff


@dataclass(frozen=True)
class Named:
    """Who somebody was: their number or code, and their name in both languages."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class Payee:
    """The person or department that is paid or loses, and the department it is booked on."""

    holder: Named
    department: Named

    @property
    def document(self) -> dict[str, Any]:
        """How it is kept with what was handed over."""
        return asdict(self)


def payee_of(kept: Mapping[str, Any]) -> Payee:
    """A payee as it was kept."""
    return Payee(Named(**kept["holder"]), Named(**kept["department"]))


def payees(items: Sequence[Item]) -> dict[str, Payee]:
    """Whom each of these is for as of now, by what it is about. Two queries."""
    people = staff_with_ids({item.staff_id for item in items if item.staff_id is not None})
    departments = {row.id: row for row in every_department()}
    found = {}
    for item in items:
        department = _department(departments[item.department_id])
        holder = department if item.staff_id is None else _person(people[item.staff_id])
        found[item.about] = Payee(holder, department)
    return found


def _person(row: Staff) -> Named:
    return Named(row.number, row.name, row.name_en)


def _department(row: Department) -> Named:
    return Named(row.code, row.name_zh, row.name_en)
