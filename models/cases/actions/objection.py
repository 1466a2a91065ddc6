"""A customer objects to being closed as malicious (H-09)."""

from datetime import datetime

from models.cases.actions.audience import head_of, tell_staff, with_role
from models.cases.actions.customer import heard
from models.cases.actions.reopen import reopen
from models.cases.rules.offers import Offer, require_offer
from models.cases.tables import Case
from models.db import db
from models.errors import Invalid
from models.events.actions import CUSTOMER, record
from models.people.roles import Role


def object_to_closing(case: Case, text: str, *, now: datetime) -> Case:
    """Opens the case again, once; from then on only the leading group can close it as malicious.

    Tells the leading group and the head. Records case.objected, then case.reopened. Raises
    WrongState where there is nothing to object to, Invalid("text", "required").
    """
    require_offer(Offer.OBJECTION, case)
    if not text.strip():
        raise Invalid("text", "required")
    contact = heard(case, text, now)
    case.objected_at = now
    record("case.objected", case, by=CUSTOMER, now=now, contact=contact.id)
    people = {*with_role(Role.LEADING_GROUP, now=now), *head_of(case)}
    tell_staff(people, "case_objected", case, by=CUSTOMER, now=now)
    reopen(case, why="objection", by=CUSTOMER, now=now)
    db.session.flush()
    return case
