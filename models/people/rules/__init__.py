"""Rules about people: what roles grant (X-01), who stands above whom, passwords and second factors."""

from models.people.roles import GRANTS, Role, permissions_of
from models.people.rules.authority import grantable_roles, may_administer
from models.people.rules.departments import ancestors, descendants, would_be_circle
from models.people.rules.organisation import Organisation
from models.people.rules.passwords import hash_password, password_fault

__all__ = [
    "GRANTS",
    "Organisation",
    "Role",
    "ancestors",
    "descendants",
    "grantable_roles",
    "hash_password",
    "may_administer",
    "password_fault",
    "permissions_of",
    "would_be_circle",
]
