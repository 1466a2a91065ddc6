"""People come, change, leave, and now and then come back."""

import re
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import or_, select

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.actions.guards import Actor, claim, must_administer, must_edit_people
from models.people.actions.history import belong, end_belonging, resume_belonging
from models.people.actions.logins import end_other_sessions
from models.people.actions.roles import grant, must_not_be_last_administrator
from models.people.queries import departments_headed_by
from models.people.roles import Role
from models.people.rules import grantable_roles
from models.people.rules.passwords import hash_password, temporary_password
from models.people.tables import Department, Staff

NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]{1,15}")
LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,39}")


@dataclass(frozen=True)
class Details:
    """What is written about a person: names, contact, department and title."""

    name: str
    name_en: str
    department: Department
    title_zh: str = ""
    title_en: str = ""
    email: str = ""
    phone: str = ""


def add_staff(
    details: Details,
    *,
    number: str,
    login: str,
    joined_on: date,
    roles: Collection[Role] = (),
    by: Actor,
    now: datetime,
) -> tuple[Staff, str]:
    """Takes somebody on; returns the row and a temporary password, which nobody can read afterwards.

    Event `staff.added`; the first posting (A-04). Raises NotAllowed for a role that `by` may not grant;
    Invalid for a number or login that is malformed (`format`) or in use (`taken`), and for a closed
    department (`closed`).
    """
    must_edit_people(by)
    wanted = set(roles) - {Role.STAFF}
    if isinstance(by, Staff) and not wanted <= grantable_roles(by.roles):
        raise NotAllowed("higher_roles")
    number, login = number.strip().upper(), login.strip().lower()
    _must_be_free(number, login)
    if not details.department.open:
        raise Invalid("department", "closed")
    password = temporary_password()
    staff = Staff(
        number=number,
        login=login,
        joined_on=joined_on,
        password_hash=hash_password(password),
        password_changed_at=now,
        password_temporary=True,
        **_columns(details),
    )
    db.session.add(staff)
    db.session.flush()
    grant(staff, wanted)
    belong(staff, on=joined_on)
    record("staff.added", staff, by=by, now=now, department=details.department.code, roles=sorted(wanted))
    return staff, password


def change_staff(
    staff: Staff, details: Details, *, by: Actor, now: datetime, seen: int | None = None
) -> None:
    """Writes down what changed about a person: event `staff.changed` with the names of the columns,
    and `staff.moved` with both departments and a new posting from today on (A-04).

    Raises Stale; NotAllowed for a login that `by` may not change; Invalid (`department`: `closed`, or
    `own_area` for one's own, as it says which cases one sees).
    """
    must_edit_people(by)
    own = isinstance(by, Staff) and by.id == staff.id
    if not own:
        must_administer(by, staff)
    columns = _columns(details)
    changed = sorted(name for name, value in columns.items() if getattr(staff, name) != value)
    if not changed:
        return
    if own and "department" in changed:
        raise Invalid("department", "own_area")
    left = staff.department
    if "department" in changed and not details.department.open:
        raise Invalid("department", "closed")
    claim(staff, seen)
    for name in changed:
        setattr(staff, name, columns[name])
    db.session.flush()
    if "department" in changed:
        belong(staff, on=local_day(now))
        record("staff.moved", staff, by=by, now=now, left=left.code, joined=details.department.code)
    if named := [name for name in changed if name != "department"]:
        record("staff.changed", staff, by=by, now=now, columns=named)


def leave(staff: Staff, on: date, *, by: Actor, now: datetime, seen: int | None = None) -> None:
    """Sets a person's last day; event `staff.leaving`. After it no login is possible; the row and its
    history stay. A last day that has passed ends the running logins at once.

    Raises Stale; NotAllowed for one's own row; WrongState when a day is set; Invalid on `left_on`:
    `before_joining`, `heads_department` (name another head first), `last_administrator`.
    """
    must_administer(by, staff)
    if staff.left_on is not None:
        raise WrongState("leaving", "left")
    if on < staff.joined_on:
        raise Invalid("left_on", "before_joining")
    if departments_headed_by(staff):
        raise Invalid("left_on", "heads_department")
    must_not_be_last_administrator(staff, "left_on", now=now)
    claim(staff, seen)
    staff.left_on = on
    db.session.flush()
    end_belonging(staff)
    record("staff.leaving", staff, by=by, now=now, last_day=on.isoformat())
    if on < local_day(now):
        end_other_sessions(staff, by=by, now=now)


def take_back(staff: Staff, *, by: Actor, now: datetime, seen: int | None = None) -> None:
    """Takes a last day back, before or after it passed; event `staff.taken_back`. Roles are as they were.

    Raises Stale; NotAllowed; WrongState when no last day is set.
    """
    must_administer(by, staff)
    if staff.left_on is None:
        raise WrongState("taking back", "working")
    claim(staff, seen)
    record("staff.taken_back", staff, by=by, now=now, last_day=staff.left_on.isoformat())
    staff.left_on = None
    db.session.flush()
    resume_belonging(staff, on=local_day(now))


def _columns(details: Details) -> dict[str, object]:
    return {field.name: getattr(details, field.name) for field in fields(details)}


def _must_be_free(number: str, login: str) -> None:
    if not NUMBER.fullmatch(number):
        raise Invalid("number", "format")
    if not LOGIN.fullmatch(login):
        raise Invalid("login", "format")
    taken = db.session.execute(
        select(Staff.number, Staff.login).where(or_(Staff.number == number, Staff.login == login))
    ).all()
    if any(row.number == number for row in taken):
        raise Invalid("number", "taken")
    if taken:
        raise Invalid("login", "taken")
