"""Whose turn it is with a compensation (G-06). Pure."""

from collections.abc import Iterable

from models.cases.tables import Case, Compensation
from models.cases.words import CompensationState
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.words import Approver


def on_its_way(compensations: Iterable[Compensation]) -> Compensation | None:
    """The one that is neither paid nor ended; a case has at most one."""
    return next((each for each in compensations if each.open), None)


def to_advise(compensations: Iterable[Compensation], staff: Staff) -> Compensation | None:
    """The one that waits for the opinion of Legal, never that of who proposed it."""
    found = on_its_way(compensations)
    waits = found is not None and found.state is CompensationState.OPINION
    return found if waits and found is not None and found.by_id != staff.id else None


def to_approve(
    compensations: Iterable[Compensation], staff: Staff, case: Case, *, in_lead: bool
) -> Compensation | None:
    """The one that waits for this person by its amount: never for who proposed it or handles the case."""
    found = on_its_way(compensations)
    if found is None or found.state is not CompensationState.APPROVAL:
        return None
    if staff.id in (found.by_id, case.owner_id, case.second_id):
        return None
    match found.approver:
        case Approver.HEAD:
            may = in_lead and Role.DEPARTMENT_HEAD in staff.roles
        case Approver.FINANCE:
            may = Role.FINANCE in staff.roles
        case Approver.LEADING_GROUP:
            may = Role.LEADING_GROUP in staff.roles
    return found if may else None


def to_pay(compensations: Iterable[Compensation], staff: Staff) -> Compensation | None:
    """The one that was approved and is to be paid: never by who approved or proposed it (four eyes)."""
    found = on_its_way(compensations)
    if found is None or found.state is not CompensationState.PAYMENT:
        return None
    return None if staff.id in (found.by_id, found.decided_by_id) else found
