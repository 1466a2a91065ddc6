"""What every change of people checks first: who acts, and whether they saw the latest version."""

from models.db import db
from models.errors import NotAllowed, Stale
from models.events.tables import Party
from models.people.rules import may_administer
from models.people.tables import Department, Staff
from models.permissions import Permission

Actor = Staff | Party


def must_edit_people(by: Actor) -> None:
    """Raises NotAllowed unless `by` is the system or may edit people."""
    if isinstance(by, Staff) and not by.may(Permission.PEOPLE_EDIT):
        raise NotAllowed


def must_administer(by: Actor, person: Staff) -> None:
    """Raises NotAllowed (`own_login`, `higher_roles`) unless `by` may change this person's login."""
    must_edit_people(by)
    if not isinstance(by, Staff):
        return
    if by.id == person.id:
        raise NotAllowed("own_login")
    if not may_administer(by.roles, person.roles):
        raise NotAllowed("higher_roles")


def claim(row: Staff | Department, seen: int | None) -> None:
    """Locks the row and counts its version up. Raises Stale when somebody changed it since `seen` (H-07).

    None stands for a caller that showed nobody an earlier version.
    """
    db.session.refresh(row, attribute_names=["version"], with_for_update={"of": type(row), "key_share": True})
    if seen is not None and seen != row.version:
        raise Stale(seen, row.version)
    row.version += 1
