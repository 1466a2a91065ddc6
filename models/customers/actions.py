"""Writing customers down."""

from datetime import datetime

from models.customers import queries
from models.customers.tables import Customer
from models.db import db
from models.events.actions import Actor, record


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
