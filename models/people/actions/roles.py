"""Granting roles and taking them away (X-01)."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.people.actions.guards import Actor, claim, must_administer
from models.people.queries import count_with_role
from models.people.roles import Role
from models.people.rules import grantable_roles
from models.people.tables import RoleGrant, Staff


def set_roles(
    staff: Staff, roles: Collection[Role], *, by: Actor, now: datetime, seen: int | None = None
) -> None:
    """Makes `roles` the person's roles; event `roles.set` with those granted and taken.

    Plain staff is everybody's and is passed over. Raises Stale; NotAllowed for one's own roles and for a
    role that `by` may not grant; Invalid (`roles`: `last_administrator`) for the last administrator.
    """
    must_administer(by, staff)
    wanted, had = set(roles) - {Role.STAFF}, staff.roles - {Role.STAFF}
    granted, taken = wanted - had, had - wanted
    if isinstance(by, Staff) and not (granted | taken) <= grantable_roles(by.roles):
        raise NotAllowed("higher_roles")
    if not granted and not taken:
        return
    claim(staff, seen)
    if Role.ADMINISTRATOR in taken:
        must_not_be_last_administrator(staff, "roles", now=now)
    grant(staff, granted)
    for row in [row for row in staff.grants if row.role in taken]:
        staff.grants.remove(row)
    db.session.flush()
    record("roles.set", staff, by=by, now=now, granted=sorted(granted), taken=sorted(taken))


def grant(staff: Staff, roles: Collection[Role]) -> None:
    """Adds roles that the person does not have yet. For actions, which guard and record."""
    had = {row.role for row in staff.grants}
    staff.grants.extend(RoleGrant(role=role) for role in sorted(set(roles) - had - {Role.STAFF}))
    db.session.flush()


def must_not_be_last_administrator(staff: Staff, field: str, *, now: datetime) -> None:
    """Raises Invalid on `field` when nobody else could administer the house any more.

    Locks the grants of that role: two administrators who take it from each other at once take turns.
    """
    db.session.execute(
        select(RoleGrant.id)
        .where(RoleGrant.role == Role.ADMINISTRATOR)
        .order_by(RoleGrant.id)
        .with_for_update()
    )
    if Role.ADMINISTRATOR in staff.roles and count_with_role(Role.ADMINISTRATOR, on=local_day(now)) <= 1:
        raise Invalid(field, "last_administrator")
