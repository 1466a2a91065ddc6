"""Departments open, change, get a head, and close."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from models.clock import local_day
from models.db import db
from models.errors import Invalid, WrongState
from models.events.actions import record
from models.people.actions.guards import Actor, claim, must_administer, must_edit_people
from models.people.actions.history import end_placing, lead, place
from models.people.actions.roles import grant
from models.people.queries import (
    department_ids_above,
    department_with_code,
    departments_below,
    departments_headed_by,
    parents_of_departments,
    works_on,
)
from models.people.roles import Role
from models.people.rules import would_be_circle
from models.people.tables import Department, Staff

CODE = re.compile(r"[A-Z][A-Z0-9-]{1,31}")


@dataclass(frozen=True)
class DepartmentDetails:
    """What is written about a department."""

    name_zh: str
    name_en: str
    parent: Department | None = None
    phone: str = ""
    position: int = 0


def add_department(details: DepartmentDetails, *, code: str, by: Actor, now: datetime) -> Department:
    """Opens a department; event `department.added`.

    Raises NotAllowed; Invalid on `code` (`format`, `taken`) or `parent` (`closed`).
    """
    must_edit_people(by)
    code = code.strip().upper()
    if not CODE.fullmatch(code):
        raise Invalid("code", "format")
    if department_with_code(code) is not None:
        raise Invalid("code", "taken")
    if details.parent is not None and not details.parent.open:
        raise Invalid("parent", "closed")
    department = Department(code=code)
    _write(department, details)
    db.session.add(department)
    db.session.flush()
    place(department, on=local_day(now))
    parent = details.parent.code if details.parent else None
    record("department.added", department, by=by, now=now, parent=parent)
    return department


def change_department(
    department: Department,
    details: DepartmentDetails,
    *,
    by: Actor,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Renames or moves a department; event `department.changed` with old and new parent.

    Raises Stale; NotAllowed; Invalid on `parent` (`circle` for itself or one below it, `closed`,
    `own_area` where one would head it afterwards and sees none of its cases now).
    """
    must_edit_people(by)
    parent = details.parent
    if would_be_circle(department.id, parent.id if parent else None, parents_of_departments()):
        raise Invalid("parent", "circle")
    if parent is not None and not parent.open:
        raise Invalid("parent", "closed")
    if parent is not None and _heads(by, parent) and not _heads(by, department):
        raise Invalid("parent", "own_area")
    claim(department, seen)
    before = department.parent.code if department.parent else None
    _write(department, details)
    db.session.flush()
    place(department, on=local_day(now))
    after = parent.code if parent else None
    record("department.changed", department, by=by, now=now, old_parent=before, new_parent=after)


def set_head(
    department: Department, head: Staff | None, *, by: Actor, now: datetime, seen: int | None = None
) -> None:
    """Names a department's head, or leaves it without; event `department.head` with both numbers.

    The new head gets the role of department heads; the former one loses it unless they head another.
    Raises Stale; NotAllowed for naming oneself (`own_login`) or somebody whose roles `by` may not change
    (`higher_roles`); Invalid (`head`: `left`) for somebody who does not work here; WrongState for a closed
    department.
    """
    must_edit_people(by)
    if head is not None:
        must_administer(by, head)
    if not department.open:
        raise WrongState("naming a head", "closed")
    if head is not None and not head.works_on(local_day(now)):
        raise Invalid("head", "left")
    claim(department, seen)
    former = _replace_head(department, head, now=now)
    record(
        "department.head",
        department,
        by=by,
        now=now,
        old=former.number if former else None,
        new=head.number if head else None,
    )


def close_department(department: Department, *, by: Actor, now: datetime, seen: int | None = None) -> None:
    """Closes a department from today on; event `department.closed`. Its history stays, its head does not:
    whoever heads no other loses the role of department heads.

    Raises Stale; NotAllowed; WrongState when it is closed; Invalid on `department` (`has_staff`,
    `has_departments`) while people or open departments belong to it.
    """
    must_edit_people(by)
    if not department.open:
        raise WrongState("closing", "closed")
    today = local_day(now)
    if departments_below(department):
        raise Invalid("department", "has_departments")
    staff = select(func.count()).select_from(Staff)
    if db.session.scalar(staff.where(Staff.department_id == department.id, works_on(today))):
        raise Invalid("department", "has_staff")
    claim(department, seen)
    department.closed_on = today
    _replace_head(department, None, now=now)
    end_placing(department)
    record("department.closed", department, by=by, now=now)


def _replace_head(department: Department, head: Staff | None, *, now: datetime) -> Staff | None:
    """Puts one head in another's place, with the role of department heads; returns the former one."""
    former = department.head
    department.head = head
    db.session.flush()
    lead(department, on=local_day(now))
    if head is not None:
        grant(head, {Role.DEPARTMENT_HEAD})
    if former is not None and former is not head and not departments_headed_by(former):
        former.grants[:] = [row for row in former.grants if row.role is not Role.DEPARTMENT_HEAD]
        db.session.flush()
    return former


def _heads(by: Actor, department: Department) -> bool:
    """Whether a person heads a department or one above it, and so sees its cases."""
    if not isinstance(by, Staff):
        return False
    headed = {row.id for row in departments_headed_by(by)}
    return bool(headed & {department.id, *department_ids_above(department.id)})


def _write(department: Department, details: DepartmentDetails) -> None:
    department.name_zh = details.name_zh
    department.name_en = details.name_en
    department.parent = details.parent
    department.phone = details.phone
    department.position = details.position
