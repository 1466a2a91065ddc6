"""Passwords that a person chooses, and temporary ones that are shown once."""

from datetime import datetime

from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.actions.guards import Actor, must_administer
from models.people.actions.logins import end_other_sessions
from models.people.rules.passwords import (
    hash_password,
    password_fault,
    password_matches,
    temporary_password,
)
from models.people.tables import LoginSession, Staff


def change_password(
    staff: Staff, current: str, chosen: str, *, keep: LoginSession | None, now: datetime
) -> None:
    """Sets a password that the person chose, and ends their other logins; event `password.changed`.

    Raises Invalid: `current` (`password_wrong`), `chosen` (a code of `password_fault`, or `password_same`).
    """
    if not password_matches(staff.password_hash, current):
        raise Invalid("current", "password_wrong")
    fault = password_fault(chosen, names=(staff.login, staff.number, staff.name, *staff.name_en.split()))
    if fault is not None:
        raise Invalid("chosen", fault)
    if password_matches(staff.password_hash, chosen):
        raise Invalid("chosen", "password_same")
    staff.password_hash = hash_password(chosen)
    staff.password_changed_at = now
    staff.password_temporary = False
    db.session.flush()
    record("password.changed", staff, by=staff, now=now)
    end_other_sessions(staff, by=staff, now=now, keep=keep)


def issue_temporary_password(staff: Staff, *, by: Actor, now: datetime) -> str:
    """Sets and returns a random password that must be replaced at the next login.

    Unlocks the login and ends all that run; event `password.issued`. Nobody can read it afterwards.
    Raises NotAllowed for one's own login and for one with roles that `by` may not grant.
    """
    must_administer(by, staff)
    password = temporary_password()
    staff.password_hash = hash_password(password)
    staff.password_changed_at = now
    staff.password_temporary = True
    staff.failed_logins, staff.locked_until = 0, None
    db.session.flush()
    record("password.issued", staff, by=by, now=now)
    end_other_sessions(staff, by=by, now=now)
    return password
