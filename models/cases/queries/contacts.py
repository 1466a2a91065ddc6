"""How the customer of a case can be written to (R-02); the contact log (H-05), read once a transaction."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import defer, joinedload, lazyload

from models.cases.tables import Case, Contact, JointTalk
from models.db import db
from models.memory import remembered
from models.outbox.queries import takes_sms
from models.outbox.tables import OutboxMessage
from models.people.tables import Staff
from models.rulebook.rules import SMS_KINDS
from models.rulebook.words import Means


def contacts_of(case: Case) -> Sequence[Contact]:
    """Every contact about a case with how its letter went, oldest first; the story is made of them."""
    return remembered(("contacts", case.id), lambda: db.session.scalars(_CONTACTS, {"case": case.id}).all())


def joint_talks_of(case: Case) -> list[JointTalk]:
    """The talks that department and customer service held with the customer together, the oldest first."""
    return [contact.joint_talk for contact in contacts_of(case) if contact.joint_talk is not None]


def can_be_written(case: Case, kind: str, means: Means) -> bool:
    """Whether a message of this kind can reach the customer by a means (R-02)."""
    if means is Means.EMAIL:
        return bool(case.contact_email)
    return kind in SMS_KINDS and takes_sms(case.contact_phone)


def usual_means(case: Case, kind: str) -> Means | None:
    """How the customer is told: by mail, without an address by SMS; None where neither can reach them."""
    return next((means for means in Means if can_be_written(case, kind, means)), None)


_QUIET = (lazyload(Staff.grants), lazyload(Staff.department))
_CONTACTS = (
    select(Contact)
    .where(Contact.case_id == bindparam("case"))
    .options(
        joinedload(Contact.message).options(
            defer(OutboxMessage.subject), defer(OutboxMessage.text), defer(OutboxMessage.html)
        ),
        joinedload(Contact.joint_talk).options(
            joinedload(JointTalk.department_side).options(*_QUIET),
            joinedload(JointTalk.service_side).options(*_QUIET),
        ),
    )
    .order_by(Contact.id)
)
