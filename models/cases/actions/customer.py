"""What a customer may do with an own case on the tracking page (H-08)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from models.cases.actions.audience import head_of, owner_or_head, tell_staff
from models.cases.actions.close import end
from models.cases.actions.indexing import index_words
from models.cases.actions.letters import send_letter
from models.cases.actions.pause import go_on
from models.cases.rules.offers import Offer, require_offer
from models.cases.tables import Case, CaseFile, Contact
from models.cases.words import Closing, ContactMeans, Direction, State
from models.db import db
from models.errors import Invalid
from models.events.actions import CUSTOMER, record
from models.events.tables import Event
from models.files.tables import StoredFile
from models.rulebook.queries import rules_of

DAY = timedelta(days=1)


def add_words(
    case: Case,
    text: str,
    files: Sequence[StoredFile],
    *,
    means: ContactMeans = ContactMeans.WEB,
    now: datetime,
) -> Contact:
    """The customer adds words and files; a case that waited for them goes on (H-03).

    Tells the owner. Records case.customer_added. Raises WrongState for a closed case, and
    Invalid("text", "required") for nothing at all or "too_often" beyond the rulebook's number a day.
    """
    require_offer(Offer.WORDS, case)
    if not text.strip() and not files:
        raise Invalid("text", "required")
    limit = rules_of(case.rulebook_id).public_form.additions_a_day
    if _count(case, "case.customer_added", now) >= limit:
        raise Invalid("text", "too_often")
    contact = heard(case, text, now, means)
    for file in files:
        db.session.add(CaseFile(case_id=case.id, file_id=file.id, contact_id=contact.id, shown=True))
    record("case.customer_added", case, by=CUSTOMER, now=now, contact=contact.id, files=len(files))
    if case.state is State.WAITING:
        go_on(case, by=CUSTOMER, now=now)
    tell_staff(owner_or_head(case, now=now), "customer_added", case, by=CUSTOMER, now=now)
    db.session.flush()
    return contact


def press(case: Case, text: str, *, now: datetime) -> Contact:
    """The customer presses for action: owner and head are told. Limited a day by the rulebook.

    Records case.pressed. Raises WrongState when there is nothing to press for (answered, closed,
    waiting for the customer), Invalid("text", "too_often") beyond the limit.
    """
    require_offer(Offer.PRESSING, case)
    if _count(case, "case.pressed", now) >= rules_of(case.rulebook_id).public_form.nudges_a_day:
        raise Invalid("text", "too_often")
    contact = heard(case, text, now)
    record("case.pressed", case, by=CUSTOMER, now=now, contact=contact.id)
    tell_staff({*owner_or_head(case, now=now), *head_of(case)}, "case_pressed", case, by=CUSTOMER, now=now)
    return contact


def withdraw(case: Case, reason: str, *, now: datetime) -> Case:
    """The customer takes the case back. All clocks end; the owner is told; a letter confirms it.

    Records case.withdrawn and case.closed. Raises WrongState for a case
    that was answered or is closed, and Invalid("text", "required") without a reason.
    """
    require_offer(Offer.WITHDRAWAL, case)
    if not reason.strip():
        raise Invalid("text", "required")
    contact = heard(case, reason, now)
    record("case.withdrawn", case, by=CUSTOMER, now=now, contact=contact.id)
    send_letter("withdrawn", case, by=CUSTOMER, now=now, dedupe=f"withdrawn:{case.number}")
    tell_staff(owner_or_head(case, now=now), "case_withdrawn", case, by=CUSTOMER, now=now)
    return end(case, Closing.WITHDRAWN, reason="", by=CUSTOMER, now=now)


def heard(case: Case, text: str, now: datetime, means: ContactMeans = ContactMeans.WEB) -> Contact:
    """What the customer wrote on the tracking page or by mail, in the contact log (H-05, V-04)."""
    contact = Contact(
        case_id=case.id,
        direction=Direction.IN,
        means=means,
        at=now,
        text=text.strip(),
    )
    db.session.add(contact)
    db.session.flush()
    index_words(case, contact.text)
    return contact


def _count(case: Case, kind: str, now: datetime) -> int:
    """How often this happened to the case within the last 24 hours."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Event)
            .where(Event.subject == case.audit_name, Event.kind == kind, Event.at > now - DAY)
        )
        or 0
    )
