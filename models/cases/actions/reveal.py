"""Looking at a customer's contact details, which leaves a trace (X-03)."""

from datetime import datetime

from models.cases.tables import Case
from models.errors import NotAllowed
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission


def reveal_contact(case: Case, *, by: Staff, now: datetime) -> None:
    """Lets a person see the customer's telephone and address; records case.revealed.

    Raises NotAllowed for one without the permission.
    """
    if not by.may(Permission.PERSONAL_DATA_REVEAL):
        raise NotAllowed
    record("case.revealed", case, by=by, now=now)
