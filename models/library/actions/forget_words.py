"""The words that we keep of a forgotten customer lose what tells who they were (X-03)."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm.attributes import flag_modified

from models.campaigns.tables import CampaignMember
from models.cases.actions.indexing import index_case, index_words
from models.cases.tables import (
    ActionItem,
    Assistance,
    Case,
    Chat,
    Compensation,
    Confirmation,
    Contact,
    Extension,
    FurtherPost,
    Link,
    Meeting,
    Merge,
    Note,
    OpinionAlert,
    OutsideComplaint,
    Plan,
    Post,
    Result,
    SpecialReport,
    Study,
    case_gram,
)
from models.customers.tables import Customer
from models.db import db
from models.library.rules.personal import Known, find_personal, without
from models.mailbox.tables import MailboxMessage
from models.outbox.tables import Delivery, OutboxMessage
from models.people.tables import Staff
from models.revisits.tables import ChatRating, Revisit
from models.support.tables import SupportRequest
from models.surveys.tables import Invitation, Response, ResponseItem

OF_CASE: Sequence[tuple[type[Any], tuple[str, ...]]] = (
    (ActionItem, ("text", "remark")),
    (Assistance, ("task", "dropped_because")),
    (Chat, ("transcript",)),
    (Compensation, ("cause", "reason", "opinion", "decision")),
    (Confirmation, ("comment",)),
    (Contact, ("text",)),
    (Extension, ("reason", "words", "decision")),
    (Link, ("reason", "ended_because")),
    (MailboxMessage, ("subject", "words", "quoted")),
    (Meeting, ("decisions", "question", "task")),
    (Merge, ("reason", "separated_because")),
    (Note, ("text",)),
    (OpinionAlert, ("reason", "outcome")),
    (OutsideComplaint, ("remark", "closing_remark")),
    (Plan, ("text",)),
    (Result, ("cause", "done", "reply", "review_reason")),
    (SpecialReport, ("cause", "effect", "measures", "responsibility", "prevention", "review")),
    (Study, ("name", "background")),
    (SupportRequest, ("text", "answer")),
)
"""Where words about a case stand, by its id."""
OWN = ("title", "problem", "happened_when", "happened_where", "expected", "closing_reason")
NAMED: Sequence[tuple[type[Any], tuple[str, ...]]] = (
    (FurtherPost, ("author",)),
    (MailboxMessage, ("sender", "sender_name")),
    (Post, ("author",)),
)
"""Where the customer is named outright: emptied."""
UNSENT = (Delivery.WAITING, Delivery.SENDING)


def known_of_customer(customer: Customer, cases: Collection[Case]) -> Known:
    """All that we hold of a customer, from their row and what each case was given. To be asked before it is
    blanked."""
    return Known(
        names={each for each in (customer.name, *(case.contact_name for case in cases)) if each},
        phones={each for each in (customer.phone, *(case.contact_phone for case in cases)) if each},
        accounts={each for each in (customer.account, *(case.account for case in cases)) if each},
        emails={each for each in (customer.email, *(case.contact_email for case in cases)) if each},
    )


def forget_words(customer: Customer, cases: Sequence[Case], known: Known) -> int:
    """Takes what tells who the customer was out of the words of their cases, of letters that left, of mails
    that came, and of answers to surveys, and empties where they are named; returns in how many texts.

    A word for its kind stands where something was. Colleagues' names stay. The cases are found by the words
    that are left. Files, and the raw mails among them, are not read.
    """
    kept = set(db.session.scalars(select(Staff.name))) - set(known.names)
    ids = [case.id for case in cases]
    changed = sum(_clean(case, OWN, known, kept) for case in cases)
    for table, columns in OF_CASE:
        for row in db.session.scalars(select(table).where(table.case_id.in_(ids))):
            changed += _clean(row, columns, known, kept)
    for table, columns in NAMED:
        for row in db.session.scalars(select(table).where(table.case_id.in_(ids))):
            for name in columns:
                setattr(row, name, "")
    for row in db.session.scalars(_answers(customer, ids)):
        changed += _clean(row, ("words",), known, kept)
    for letter in db.session.scalars(_letters(cases)):
        changed += _clean(letter, ("subject", "text", "html"), known, kept)
        letter.facts = _inside(letter.facts, known, kept)
        flag_modified(letter, "facts")
        letter.to_address, letter.to_name = "", ""
    members = select(CampaignMember).where(
        or_(CampaignMember.customer_id == customer.id, CampaignMember.case_id.in_(ids))
    )
    for member in db.session.scalars(members):
        member.to_name = ""
    db.session.flush()
    _index_anew(cases)
    return changed


def _clean(row: Any, columns: Sequence[str], known: Known, kept: Collection[str]) -> int:
    changed = 0
    for name in columns:
        said = getattr(row, name)
        left = _without(said, known, kept) if said else said
        if left != said:
            most = type(row).__table__.columns[name].type.length
            setattr(row, name, left[:most] if most else left)
            changed += 1
    return changed


def _without(text: str, known: Known, kept: Collection[str]) -> str:
    return without(text, find_personal(text, known, kept=kept))


def _inside(value: Any, known: Known, kept: Collection[str]) -> Any:
    """The same facts with every text in them cleaned."""
    if isinstance(value, str):
        return _without(value, known, kept)
    if isinstance(value, list):
        return [_inside(each, known, kept) for each in value]
    if isinstance(value, dict):
        return {key: _inside(each, known, kept) for key, each in value.items()}
    return value


def _answers(customer: Customer, ids: Sequence[int]) -> Any:
    """Free text that the customer gave in surveys of which it is known that they are theirs."""
    asked = select(Invitation.id).where(
        or_(
            Invitation.id.in_(select(Revisit.invitation_id).where(Revisit.case_id.in_(ids))),
            Invitation.id.in_(
                select(ChatRating.invitation_id)
                .join(Chat, Chat.id == ChatRating.chat_id)
                .where(Chat.case_id.in_(ids))
            ),
            Invitation.id.in_(
                select(CampaignMember.invitation_id).where(
                    or_(CampaignMember.customer_id == customer.id, CampaignMember.case_id.in_(ids))
                )
            ),
        )
    )
    rows = select(ResponseItem).join(Response, Response.id == ResponseItem.response_id)
    return rows.where(Response.invitation_id.in_(asked), ResponseItem.words.is_not(None))


def _letters(cases: Collection[Case]) -> Any:
    """Letters about the cases that do not wait any more."""
    about = [case.audit_name for case in cases]
    return select(OutboxMessage).where(OutboxMessage.about.in_(about), OutboxMessage.state.not_in(UNSENT))


def _index_anew(cases: Sequence[Case]) -> None:
    """The cases are found by what is left of their words."""
    ids = [case.id for case in cases]
    db.session.execute(delete(case_gram).where(case_gram.c.case_id.in_(ids)))
    for case in cases:
        index_case(case)
        said = select(Contact.text).where(Contact.case_id == case.id)
        heard = select(Confirmation.comment).where(Confirmation.case_id == case.id)
        index_words(case, *db.session.scalars(said), *db.session.scalars(heard))
