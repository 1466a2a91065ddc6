"""A customer gets a copy of what is stored about them (X-03, PIPL art. 45)."""

from datetime import datetime

from sqlalchemy import select

from models.customers.tables import Customer, Forgotten
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission
from models.personal.queries import Copy, copy_of

LONGEST = 300


def give_copy(customer: Customer, recognised_by: str, *, by: Staff, now: datetime) -> Copy:
    """Reads all that belongs to a customer, for who hands it to them.

    `recognised_by` says how they showed that they are the customer: a copy in other hands would be a leak.
    Records customer.copy_given with that as its reason, and counts. Raises NotAllowed; Invalid:
    ("recognised_by", "required" or "too_long"), ("case", "forgotten") when nothing tells any more who they
    were, ("case", "expired_case") when the retention periods of all their cases are over.
    """
    if not by.may(Permission.CUSTOMER_COPY):
        raise NotAllowed("customer_copy")
    recognised_by = recognised_by.strip()
    if not recognised_by or len(recognised_by) > LONGEST:
        raise Invalid("recognised_by", "too_long" if recognised_by else "required")
    if db.session.scalar(select(Forgotten.id).where(Forgotten.customer_id == customer.id)) is not None:
        raise Invalid("case", "forgotten")
    copy = copy_of(customer)
    if all(each.case.expired_at is not None for each in copy.cases):
        raise Invalid("case", "expired_case")
    record(
        "customer.copy_given",
        customer,
        by=by,
        now=now,
        reason=recognised_by,
        cases=len(copy.cases),
        letters=len(copy.letters),
        files=copy.files,
    )
    return copy
