"""A customer's wish not to be asked again: respected everywhere, lifted by customer service (R-03)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.tables import Case
from models.customers.actions import ask_again, stop_asking
from models.customers.tables import Customer
from models.db import db
from models.events.actions import CUSTOMER, Actor, record
from models.people.tables import Staff
from models.revisits.actions.answer import take_unfinished
from models.revisits.actions.course import end_in_silence
from models.revisits.tables import ASKED_STATES, Revisit
from models.revisits.words import Silence
from models.surveys.actions import reopen
from models.surveys.tables import Invitation


def respect(customer: Customer, *, by: Actor, now: datetime) -> None:
    """Notes that a customer does not want to be asked again, and ends what is being asked.

    Every revisit of this customer that is out or on the phone list ends at once, whichever case it is
    about; planned ones end when they would begin. What was answered half-way counts (S-05). Records what
    `stop_asking`, `take_unfinished` and `end_in_silence` record.
    """
    stop_asking(customer, by=by, now=now)
    asked = db.session.scalars(
        select(Revisit)
        .join(Case, Case.id == Revisit.case_id)
        .where(Case.customer_id == customer.id, Revisit.state.in_(ASKED_STATES))
        .order_by(Revisit.id)
        .with_for_update(of=Revisit)
    ).all()
    for revisit in asked:
        if not take_unfinished(revisit, now=now):
            about = db.session.get_one(Case, revisit.case_id)
            end_in_silence(revisit, about, Silence.DO_NOT_CONTACT, now=now)


def take_back(revisit: Revisit, *, now: datetime) -> None:
    """Opens the link of a revisit again from which a customer took the wish back (R-02).

    It stays ended, as does its case; an answer to it counts all the same. Records
    `revisit.asking_resumed`.
    """
    case = db.session.get_one(Case, revisit.case_id)
    if revisit.silence is Silence.DO_NOT_CONTACT and revisit.invitation_id is not None:
        reopen(db.session.get_one(Invitation, revisit.invitation_id))
    record("revisit.asking_resumed", case, by=CUSTOMER, now=now)


def lift(case: Case, *, reason: str, by: Staff, now: datetime) -> None:
    """Lets the customer of a case be asked again. What was ended stays ended.

    Records `revisit.asking_resumed` on the case, with the reason. Raises what `ask_again` raises.
    """
    ask_again(db.session.get_one(Customer, case.customer_id), reason=reason, by=by, now=now)
    record("revisit.asking_resumed", case, by=by, now=now, reason=reason.strip())
