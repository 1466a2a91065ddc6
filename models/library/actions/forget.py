"""A customer asked to be forgotten: who they were leaves our rows, and the case library (X-03, L-05).

The words of their cases, letters that left and answers to surveys are kept for their time, without what tells
who they were (`forget_words`). Files are kept as they are, and the screen says so.
"""

from datetime import datetime

from sqlalchemy import select

from models.cases.tables import Case
from models.customers.actions import blank
from models.customers.tables import Customer, Forgotten
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.library.actions.forget_words import forget_words, known_of_customer
from models.library.actions.withdraw import withdraw_of_customer
from models.people.tables import Staff
from models.permissions import Permission
from models.revisits.actions import respect


def forget_customer(customer: Customer, reason: str, *, by: Staff, now: datetime) -> Forgotten:
    """Takes name, telephone, mail address, account and region out of a customer's row and cases, ends their
    secret links and what they are being asked, withdraws and empties typical cases made of their cases, and
    takes what tells who they were out of all words that are kept of them (see `forget_words`).

    Records customer.forgotten with counts. Raises NotAllowed; Invalid: ("reason", "required"), ("case",
    "open_cases") while one of their cases is open, as nobody could tell them its result, ("case",
    "forgotten") when it was done before.
    """
    if not by.may(Permission.CUSTOMER_FORGET):
        raise NotAllowed("forget")
    if not reason.strip():
        raise Invalid("reason", "required")
    db.session.refresh(customer, with_for_update={"of": Customer})
    if db.session.scalar(select(Forgotten.id).where(Forgotten.customer_id == customer.id)) is not None:
        raise Invalid("case", "forgotten")
    cases = db.session.scalars(select(Case).where(Case.customer_id == customer.id).order_by(Case.id)).all()
    if any(case.open for case in cases):
        raise Invalid("case", "open_cases")
    lessons = withdraw_of_customer([customer.id], by=by, now=now)
    respect(customer, by=by, now=now)
    known = known_of_customer(customer, cases)
    for case in cases:
        _blank(case)
    texts = forget_words(customer, cases, known)
    blank(customer)
    done = Forgotten(
        customer_id=customer.id,
        by_id=by.id,
        at=now,
        reason=reason.strip(),
        cases=len(cases),
        lessons=lessons,
    )
    db.session.add(done)
    db.session.flush()
    record("customer.forgotten", customer, by=by, now=now, cases=len(cases), lessons=lessons, texts=texts)
    return done


def _blank(case: Case) -> None:
    case.contact_name, case.account, case.region = "", "", ""
    case.contact_phone = case.contact_email = None
    case.key_version += 1
    db.session.flush()
