"""What was written of a case after its time was over is gone through again (X-03)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.tables import Case
from models.customers.tables import Customer
from models.db import db
from models.events.actions import SYSTEM, record
from models.library.rules.personal import Known
from models.personal.actions.words import Cleaner, forget_words, index_anew
from models.personal.queries import Held, audit_names, known_of_customer


def go_through_again(case: Case, customer: Customer, *, now: datetime) -> int:
    """Takes out of all words that hang on an expired case what looks like personal data, and what is still
    known of its customer by newer cases; returns in how many texts something was found.

    Nobody knows any more who the customer was where they have no other case: then telephone numbers,
    addresses, accounts and names are known by their looks alone. Sets `gone_through_at`; records
    case.gone_through where something was found. Whoever calls holds both rows and has seen that nothing keeps
    the case, such as a matter that was opened since.
    """
    newer = select(Case).where(Case.customer_id == customer.id, Case.expired_at.is_(None))
    known = known_of_customer(customer, db.session.scalars(newer).all())
    held = Held(None, [case.id])
    cleaner = Cleaner.of(known, gone=Known())
    texts = forget_words(held, audit_names(held), cleaner, by=SYSTEM, now=now, mentions={})
    case.gone_through_at = now
    db.session.flush()
    if texts:
        index_anew([case.id])
        record("case.gone_through", case, by=SYSTEM, now=now, texts=texts)
    return texts
