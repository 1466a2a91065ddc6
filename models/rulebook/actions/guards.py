"""Who may write rules and texts (X-01)."""

from models.errors import NotAllowed
from models.people.tables import Staff
from models.permissions import Permission


def require(by: Staff, permission: Permission) -> None:
    """Raises NotAllowed for a person without it."""
    if not by.may(permission):
        raise NotAllowed()
