"""The time of a closed case is over: it keeps what was done and when, and loses who it was about (X-03).

Where that stands is the list by which a customer is forgotten; docs/decisions/0052-retention.md says what is
done otherwise.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select

from models.cases.actions import unlearn
from models.cases.tables import Case, case_sign
from models.customers.actions import blank
from models.customers.rules import city_of
from models.customers.tables import Customer
from models.db import db
from models.events.actions import SYSTEM, record
from models.library.actions import keep_published
from models.library.rules.personal import Known
from models.mailbox.tables import MailboxMessage
from models.personal.actions.count import count_gone
from models.personal.actions.files import forget_files
from models.personal.actions.forget import Gone, ask_no_more, take_back_letters
from models.personal.actions.words import Cleaner, forget_words, index_anew
from models.personal.queries import Held, audit_names, known_of_customer, less


def signs_going(case: Case, customer: Customer, others: Collection[Case]) -> Known:
    """What of a customer nothing tells any more once this case lost it. `others` are their other cases."""
    left = [each for each in others if each.expired_at is None]
    known = known_of_customer(customer, [case])
    return less(known, known_of_customer(customer, left)) if left else known


def expire_case(
    case: Case, customer: Customer, mentions: Mapping[str, Collection[int]], *, now: datetime
) -> Gone:
    """Takes out of one closed case what tells who its customer was, as forgetting them does: contact, files,
    mails as they came, letters that wait, and personal data in all words of it, the audit trail's among them.

    Of the region the city stays, by which months are counted. Published typical cases stay, as they hold no
    personal data; those still being written are withdrawn. With the last case of a customer their row goes,
    and what they sent that became no case. `mentions` are rows that merely mention them, found before.

    Sets `expired_at`, counts the day, records case.expired and what the parts record. Whoever calls holds
    both rows and has seen that the time is over and that nothing keeps the case. Raises
    Invalid("case", "letter_leaves") while a letter is on its way.
    """
    others = db.session.scalars(
        select(Case).where(Case.customer_id == case.customer_id, Case.id != case.id).order_by(Case.id)
    ).all()
    last = all(each.expired_at is not None for each in others)
    known = known_of_customer(customer, [case, *others])
    cleaner = Cleaner.of(known, gone=signs_going(case, customer, others))
    held = _held(case, customer if last else None, known)
    names = audit_names(held)
    take_back_letters(names, now)
    lessons = keep_published(case, cleaner.sure, by=SYSTEM, now=now)
    ask_no_more(held)
    unlearn(case)
    city = city_of(case.region)
    keys = forget_files(held, by=SYSTEM, now=now)
    texts = forget_words(held, names, cleaner, by=SYSTEM, now=now, mentions=mentions)
    if last:
        blank(customer)
    db.session.execute(delete(case_sign).where(case_sign.c.case_id == case.id))
    case.region = city if cleaner.clean(city) == city else ""
    case.expired_at = now
    db.session.flush()
    index_anew([case.id])
    count_gone(now, cases=1, customers=int(last), files=len(keys))
    record("case.expired", case, by=SYSTEM, now=now, texts=texts, files=len(keys), customer_too=last)
    return Gone(1, lessons, texts, len(keys), keys)


def _held(case: Case, customer: Customer | None, known: Known) -> Held:
    """Mails from their address that became no case, but were about this one, go with it, whenever they came.
    With the last case the others go too; not those that came since, about nothing."""
    customer_id = None if customer is None else customer.id
    if not known.emails:
        return Held(customer_id, [case.id])
    theirs = (MailboxMessage.sender.in_(known.emails), MailboxMessage.case_id.is_(None))
    about: ColumnElement[bool] = MailboxMessage.mentions == case.number
    if customer is not None:
        about = or_(about, MailboxMessage.arrived_at <= case.closed_at)
    mails = db.session.scalars(select(MailboxMessage.id).where(*theirs, about)).all()
    return Held(customer_id, [case.id], mails=mails)
