"""Who has the case: given by a head, or taken by a handler (T-04, H-02)."""

from datetime import datetime

from models.cases.actions.audience import tell_staff
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case
from models.cases.words import State
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission


def assign(case: Case, owner: Staff, *, reason: str = "", by: Staff, now: datetime, seen: int | None) -> Case:
    """Makes a member of the lead department the owner. A change of owner needs a reason.

    A case that waits for its customer goes on waiting. Tells the new owner and the one before; records
    case.assigned. Raises NotAllowed, WrongState, Stale, and Invalid for an owner from elsewhere, one who is
    relieved of new cases (H-10), or a missing reason.
    """
    require(Step.ASSIGNMENT, case, standing(case, by))
    case.expect(seen)
    if not owner.works_on(local_day(now)) or owner.department_id != case.lead_department_id:
        raise Invalid("owner_id", "not_in_department")
    if not owner.may(Permission.CASE_HANDLE):
        raise Invalid("owner_id", "may_not_handle")
    check_relief("owner_id", owner, case.owner_id, now=now)
    if case.owner_id and case.owner_id != owner.id and not reason.strip():
        raise Invalid("reason", "required")
    return _give(case, owner, reason=reason, by=by, now=now)


def take(case: Case, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Makes the handler who asks the owner of a case that has none; records case.assigned. Who is relieved
    of new cases is given none, but may take one (H-10).

    Raises NotAllowed, WrongState, Stale.
    """
    require(Step.OWNERSHIP, case, standing(case, by))
    case.expect(seen)
    return _give(case, by, reason="", by=by, now=now)


def check_relief(field: str, person: Staff, before: int | None, *, now: datetime) -> None:
    """Raises Invalid "relieved" for who is given no cases today, and had not this part before (H-10)."""
    if person.id != before and person.relieved_on(local_day(now)):
        raise Invalid(field, "relieved")


def _give(case: Case, owner: Staff, *, reason: str, by: Staff, now: datetime) -> Case:
    before = case.owner_id
    case.owner_id = owner.id
    if case.second_id == owner.id:
        case.second_id = None
    if case.state is State.ASSIGNED:
        case.enter(State.HANDLING)
    record("case.assigned", case, by=by, now=now, reason=reason, owner=owner.id, owner_before=before)
    tell_staff({owner.id, before or owner.id}, "case_assigned", case, by=by, now=now)
    db.session.flush()
    return case
