"""A customer asked to be forgotten: who they were, what they sent and what tells who they are goes (X-03).

Where that stands is one list, `models/personal/rules/places.py`; this module goes through it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from models.campaigns.tables import CampaignMember
from models.campaigns.words import MemberSilence, MemberState
from models.cases.actions import unlearn
from models.cases.tables import Case, case_sign
from models.customers.actions import blank
from models.customers.tables import Customer, Forgotten
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.library.actions import withdraw_of_customer
from models.outbox.tables import Delivery, OutboxMessage
from models.people.tables import Staff
from models.permissions import Permission
from models.personal.actions.files import forget_files
from models.personal.actions.words import Cleaner, forget_words, index_anew
from models.personal.queries import (
    Held,
    audit_names,
    held_cases,
    held_of,
    known_of_customer,
    under,
    were_lifted_by,
)
from models.revisits.actions import respect

TO_ASK = (MemberState.WAITING, MemberState.QUEUED, MemberState.TO_CALL)


@dataclass(frozen=True)
class Gone:
    """What went. `keys` are where the bytes of files lie: to be removed from the store after the commit."""

    cases: int
    lessons: int
    texts: int
    files: int
    keys: Sequence[str]


def forget_customer(customer: Customer, reason: str, *, by: Staff, now: datetime) -> Gone:
    """Takes name, telephone, mail address, account and region out of a customer's row and cases, ends their
    secret links and what they are being asked, withdraws and empties typical cases made of their cases,
    takes back letters that wait for them, removes the files of their cases and the mails as they came, and
    takes what tells who they were out of all words that are kept of them, the audit trail's among them.

    Records customer.forgotten with counts, and what the parts record. Raises NotAllowed; Invalid:
    ("reason", "required"), ("case", "open_cases") while one of their cases is open, as nobody could tell
    them its result, ("case", "open_outside") while one is before a regulator or mediator, who may ask for
    it, ("case", "held_case") while one is held, ("case", "hold_lifted_by_you") for who lifted such a hold, as
    nobody undoes alone what was kept for a lawsuit, ("case", "letter_leaves") while a letter is on its way to
    them, ("case", "forgotten") when it was done before.
    """
    if not by.may(Permission.CUSTOMER_FORGET):
        raise NotAllowed("forget")
    if not reason.strip():
        raise Invalid("reason", "required")
    db.session.refresh(customer, with_for_update={"of": Customer})
    if db.session.scalar(select(Forgotten.id).where(Forgotten.customer_id == customer.id)) is not None:
        raise Invalid("case", "forgotten")
    theirs = select(Case).where(Case.customer_id == customer.id).order_by(Case.id).with_for_update(of=Case)
    cases = db.session.scalars(theirs.execution_options(populate_existing=True)).all()
    if any(case.open for case in cases):
        raise Invalid("case", "open_cases")
    if any(case.outside_since is not None for case in cases):
        raise Invalid("case", "open_outside")
    if held_cases([case.id for case in cases], now):
        raise Invalid("case", "held_case")
    if were_lifted_by(by, [case.id for case in cases]):
        raise Invalid("case", "hold_lifted_by_you")
    known = known_of_customer(customer, cases)
    held = held_of(customer, cases, known)
    names = audit_names(held)
    take_back_letters(names, now)
    lessons = withdraw_of_customer([customer.id], by=by, now=now)
    respect(customer, by=by, now=now)
    ask_no_more(held)
    for case in cases:
        unlearn(case)
        case.key_version += 1
    keys = forget_files(held, by=by, now=now)
    cleaner = Cleaner.of(known)
    texts = forget_words(held, names, cleaner, by=by, now=now)
    blank(customer)
    db.session.execute(delete(case_sign).where(case_sign.c.case_id.in_(held.cases)))
    index_anew(held.cases)
    db.session.add(
        Forgotten(
            customer_id=customer.id,
            by_id=by.id,
            at=now,
            reason=cleaner.clean(reason.strip()),
            cases=len(cases),
            lessons=lessons,
        )
    )
    db.session.flush()
    gone = Gone(len(cases), lessons, texts, len(keys), keys)
    record(
        "customer.forgotten",
        customer,
        by=by,
        now=now,
        cases=gone.cases,
        lessons=lessons,
        texts=texts,
        files=gone.files,
    )
    return gone


def take_back_letters(names: Collection[str], now: datetime) -> None:
    """Letters to the customer that wait are never sent. Colleagues are told what they were to be told.

    Raises Invalid("case", "letter_leaves") while one is on its way.
    """
    theirs = (
        OutboxMessage.about.in_(names),
        OutboxMessage.to_address.not_in(select(Staff.email).where(Staff.email != "")),
    )
    leaves = select(OutboxMessage.id).where(
        *theirs, OutboxMessage.state == Delivery.SENDING, OutboxMessage.claimed_until > now
    )
    if db.session.scalar(leaves.limit(1)) is not None:
        raise Invalid("case", "letter_leaves")
    waiting = update(OutboxMessage).where(
        *theirs, OutboxMessage.state.in_((Delivery.WAITING, Delivery.SENDING))
    )
    db.session.execute(
        waiting.values(state=Delivery.CANCELLED, claimed_until=None).execution_options(
            synchronize_session=False
        )
    )


def ask_no_more(held: Held) -> None:
    """Surveys that have not asked them yet do not."""
    members = update(CampaignMember).where(
        under(CampaignMember.__tablename__, held), CampaignMember.state.in_(TO_ASK)
    )
    db.session.execute(
        members.values(
            state=MemberState.SILENT,
            silence=MemberSilence.DO_NOT_CONTACT,
            next_call_at=None,
            caller_id=None,
            claimed_at=None,
            claimed_until=None,
        ).execution_options(synchronize_session=False)
    )
