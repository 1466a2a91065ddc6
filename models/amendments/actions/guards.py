"""Who may do something with an amendment, and who is told."""

from collections.abc import Iterable
from datetime import datetime

from models.amendments.tables import Amendment
from models.amendments.words import AmendmentState
from models.errors import NotAllowed, WrongState
from models.outbox.actions import notify
from models.people.tables import Staff
from models.permissions import Permission


def require(by: Staff, permission: Permission) -> None:
    """Raises NotAllowed for a person without it."""
    if not by.may(permission):
        raise NotAllowed()


def editing(amendment: Amendment, by: Staff) -> None:
    """Raises NotAllowed for who may not edit rules, WrongState unless the draft is open for editing."""
    require(by, Permission.RULEBOOK_EDIT)
    if amendment.state is not AmendmentState.EDITING:
        raise WrongState("editing", amendment.state.value)


def tell(people: Iterable[int], kind: str, amendment: Amendment, *, now: datetime) -> None:
    """Shows each of these people a notice about the amendment."""
    for person in people:
        notify(person, kind, about=amendment.audit_name, now=now)
