"""Which endings a person may give to a case (H-09, R-04, V-03). Pure."""

from models.cases.tables import Case
from models.cases.words import Closing, Kind, State
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission


def closings_open_to(staff: Staff, case: Case, *, most_rounds: int) -> list[Closing]:
    """The endings that this person may choose now, for the closing form and for its action.

    Once a customer has objected to being called malicious, a head cannot say so again: the leading
    group can (H-09).
    """
    roles = staff.roles
    found: list[Closing] = []
    early = case.state in (State.NEW, State.ASSIGNED, State.HANDLING)
    if staff.may(Permission.CASE_TRIAGE) and case.kind is not Kind.COMPLAINT and early:
        found.append(Closing.ON_THE_SPOT)
    judge = Role.LEADING_GROUP if case.objected_at else Role.DEPARTMENT_HEAD
    if judge in roles and case.kind is Kind.COMPLAINT:
        found.append(Closing.MALICIOUS)
    if Role.LEADING_GROUP in roles and case.round > most_rounds:
        found.append(Closing.LEADING_GROUP)
    return found
