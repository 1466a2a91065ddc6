"""Who may change whose login and roles, so that nobody climbs by way of another person's login (X-01)."""

from collections.abc import Collection

from models.people.roles import Role, permissions_of
from models.permissions import Permission

# Only an administrator makes an administrator, and only one may name who looks over their shoulder.
RESERVED = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


def grantable_roles(by: Collection[Role]) -> frozenset[Role]:
    """The roles that a person with the roles `by` may grant to others or take from them."""
    if Permission.PEOPLE_EDIT not in permissions_of(by):
        return frozenset()
    return frozenset(Role) - {Role.STAFF} - (frozenset() if Role.ADMINISTRATOR in by else RESERVED)


def may_administer(by: Collection[Role], other: Collection[Role]) -> bool:
    """Whether a person with the roles `by` may change the login of one with `other`: reset, leave, edit.

    Whoever resets a login could use it, so it takes the right to grant every role that it carries.
    """
    return Permission.PEOPLE_EDIT in permissions_of(by) and set(other) - {Role.STAFF} <= grantable_roles(by)
