"""Writing customers down, and whether they want to be asked."""

from datetime import datetime

from models.customers import queries
from models.customers.tables import Customer
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import Actor, record
from models.people.tables import Staff
from models.permissions import Permission

LONGEST_REASON = 300


def recognise(
    *,
    name: str,
    phone: str | None,
    email: str | None,
    account: str | None,
    region: str,
    language: str,
    by: Actor,
    now: datetime,
) -> Customer:
    """The customer behind a contact: one that we know, its gaps filled in, or a new one.

    What we already know is never overwritten by what a stranger types into a public form.
    """
    customer = queries.known(phone=phone, email=email, account=account)
    if customer is None:
        customer = Customer(
            name=name, phone=phone, email=email, account=account, region=region, language=language
        )
        db.session.add(customer)
        db.session.flush()
        record("customer.added", customer, by=by, now=now)
        return customer
    gaps = {"name": name, "phone": phone, "email": email, "account": account, "region": region}
    filled = sorted(field for field, value in gaps.items() if value and not getattr(customer, field))
    for field in filled:
        setattr(customer, field, gaps[field])
    if filled:
        db.session.flush()
        record("customer.completed", customer, by=by, now=now, fields=filled)
    return customer


def stop_asking(customer: Customer, *, by: Actor, now: datetime) -> bool:
    """Notes that a customer wants no revisit and no survey any more (R-03); what they ask us is answered.

    Returns whether that is new. Records `customer.asking_stopped`.
    """
    if customer.do_not_contact_since is not None:
        return False
    customer.do_not_contact_since = now
    db.session.flush()
    record("customer.asking_stopped", customer, by=by, now=now)
    return True


def ask_again(customer: Customer, *, reason: str, by: Staff, now: datetime) -> None:
    """Lifts that wish, as the customer said otherwise; only customer service may, and says why.

    Records `customer.asking_resumed`. Raises NotAllowed, WrongState where there is no such wish, and
    Invalid("reason", "required" or "too_long").
    """
    if not by.may(Permission.CASE_TRIAGE):
        raise NotAllowed("contact_permission")
    if customer.do_not_contact_since is None:
        raise WrongState("contact_permission", "given")
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise Invalid("reason", "too_long" if reason else "required")
    customer.do_not_contact_since = None
    db.session.flush()
    record("customer.asking_resumed", customer, by=by, now=now, reason=reason)
