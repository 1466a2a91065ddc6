"""Who may see the secret key of a case, to hand it to a customer who has no other way to get it (H-08)."""

from datetime import timedelta

from models.cases.rules.steps import Standing
from models.cases.tables import Case
from models.permissions import Permission

SHOWN_FOR = timedelta(minutes=15)
"""How long whoever asked for a key may look at it: long enough to read it out and to print it."""


def key_is_ours_to_hand_over(case: Case) -> bool:
    """Whether the customer told us in person and left no mail address: otherwise it was sent or shown."""
    return case.open and case.registered_by_id is not None and not case.contact_email


def may_hand_over_key(case: Case, standing: Standing) -> bool:
    """Whether this person talks to the customer: who registered the case, handles it or steers it."""
    staff = standing.staff
    near = standing.in_lead(case) or standing.owns(case) or standing.in_service
    return case.registered_by_id == staff.id or (staff.may(Permission.CASE_HANDLE) and near)
