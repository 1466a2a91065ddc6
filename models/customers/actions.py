"""Writing customers down, and whether they want to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update

from models.customers import queries
from models.customers.tables import Customer, end_of
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import CUSTOMER, Actor, record, record_many
from models.people.tables import Staff
from models.permissions import Permission

LONGEST_REASON = 300
REACHED_BY = ("phone", "email", "account")
"""What a customer is known again by, the surest first."""


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
            name=name,
            phone=phone,
            email=email,
            account=account,
            region=region,
            language=language,
            created_at=now,
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


def reach_by(
    customer: Customer, *, phone: str | None, email: str | None, by: Actor, now: datetime
) -> Customer:
    """Who a customer is, now that they told us how to reach them: one we know by that, else the same one
    with the gaps filled in.

    Records customer.completed where something was filled in.
    """
    known = queries.known(phone=phone, email=email, account=None)
    if known is not None:
        return known
    gaps = {"phone": phone, "email": email}
    filled = sorted(field for field, value in gaps.items() if value and not getattr(customer, field))
    for field in filled:
        setattr(customer, field, gaps[field])
    if filled:
        db.session.flush()
        record("customer.completed", customer, by=by, now=now, fields=filled)
    return customer


@dataclass(frozen=True)
class Contact:
    """How a customer can be reached, as it stands in a record. `phone` is E.164, `email` in lower case."""

    name: str = ""
    phone: str | None = None
    email: str | None = None
    account: str | None = None
    region: str = ""
    language: str = "zh"


def recognise_many(contacts: Sequence[Contact], *, by: Actor, now: datetime) -> list[int]:
    """As `recognise` for each contact in turn, in a fixed number of statements; returns the customers' ids.

    Whoever calls hands in some hundreds at once.
    """
    known = queries.known_by(contacts)
    filled: dict[int, set[str]] = {}
    new: list[dict[str, Any]] = []
    found: list[dict[str, Any]] = []
    for contact in contacts:
        told = {name: getattr(contact, name) for name in ("name", "region", *REACHED_BY)}
        ways = [(name, told[name]) for name in REACHED_BY if told[name]]
        customer = next((known[way] for way in ways if way in known), None)
        if customer is None:
            customer = told | {
                "language": contact.language,
                "phone_end": end_of(contact.phone),
                "created_at": now,
            }
            new.append(customer)
        else:
            gaps = {name for name, value in told.items() if value and not customer[name]}
            customer.update({name: told[name] for name in gaps})
            if gaps and "id" in customer:
                filled.setdefault(customer["id"], set()).update(gaps)
        for way in ways:
            known.setdefault(way, customer)
        found.append(customer)
    _add(new, by=by, now=now)
    _complete(filled, {customer["id"]: customer for customer in found}, by=by, now=now)
    return [customer["id"] for customer in found]


def _add(new: list[dict[str, Any]], *, by: Actor, now: datetime) -> None:
    """Inserts them, and gives each its id."""
    if not new:
        return
    ids = db.session.scalars(insert(Customer).returning(Customer.id, sort_by_parameter_order=True), new).all()
    for customer, customer_id in zip(new, ids, strict=True):
        customer["id"] = customer_id
    record_many("customer.added", [(f"customer:{each}", {}) for each in ids], by=by, now=now)


def _complete(
    filled: dict[int, set[str]], customers: dict[int, dict[str, Any]], *, by: Actor, now: datetime
) -> None:
    alike: dict[frozenset[str], list[dict[str, Any]]] = {}
    for customer_id, names in filled.items():
        values = {name: customers[customer_id][name] for name in ("id", *names)}
        if "phone" in names:
            values["phone_end"] = end_of(values["phone"])
        alike.setdefault(frozenset(names), []).append(values)
    for rows in alike.values():
        db.session.execute(update(Customer), rows)
    record_many(
        "customer.completed",
        [(f"customer:{each}", {"fields": sorted(names)}) for each, names in filled.items()],
        by=by,
        now=now,
    )


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


def withdraw_wish(customer: Customer, *, now: datetime) -> bool:
    """Lifts that wish as the customer says so themselves (R-02); returns whether there was one.

    Records `customer.asking_resumed`.
    """
    if customer.do_not_contact_since is None:
        return False
    customer.do_not_contact_since = None
    db.session.flush()
    record("customer.asking_resumed", customer, by=CUSTOMER, now=now)
    return True


def blank(customer: Customer) -> None:
    """Takes out of a customer's row all that tells who it is (X-03); they are asked nothing any more.

    What hangs on the row is for whoever calls (`models/library/actions/forget.py`).
    """
    customer.name, customer.region = "", ""
    customer.phone = customer.email = customer.account = None
    db.session.flush()


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
