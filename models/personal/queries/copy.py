"""All that is stored about a customer and belongs to them, for a copy (X-03, PIPL art. 45).

What belongs to them is decided in `docs/decisions/0045-a-copy-for-the-customer.md`: who they are, what they
told and sent, what was told and sent to them, what they were asked and answered, what was paid to them. Not
our own work on their case, and nobody else's name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select, union
from sqlalchemy.orm import joinedload, lazyload

from models.campaigns.tables import Campaign, CampaignMember
from models.cases.tables import (
    Case,
    CaseFile,
    Chat,
    ChatLine,
    Compensation,
    Confirmation,
    Contact,
    OutsideComplaint,
    Post,
    Result,
)
from models.cases.words import Direction
from models.customers.tables import Customer
from models.db import db
from models.files.tables import StoredFile
from models.improvement.tables import ImprovementItem, ImprovementVoice
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate
from models.outbox.tables import Delivery, OutboxMessage
from models.people.tables import Staff
from models.personal.queries.held import Held, audit_names, held_of, known_of_customer, under
from models.revisits.tables import ChatRating, Revisit, RevisitCall
from models.surveys.tables import Invitation, Response, ResponseItem


@dataclass(frozen=True)
class Answered:
    """One survey of which it is known that this customer answered it, or was asked to."""

    invitation: Invitation
    response: Response | None
    items: Sequence[ResponseItem]


@dataclass(frozen=True)
class CopiedCase:
    """A case as far as it belongs to its customer. `files` are those they sent, or were shown."""

    case: Case
    contacts: Sequence[Contact]
    chats: Sequence[tuple[Chat, Sequence[ChatLine]]]
    post: Post | None
    results: Sequence[Result]
    confirmations: Sequence[Confirmation]
    payments: Sequence[Compensation]
    outside: Sequence[OutsideComplaint]
    files: Sequence[StoredFile]
    mails: Sequence[MailboxMessage]
    revisits: Sequence[Revisit]
    calls: Sequence[RevisitCall]
    improvements: Sequence[str]


@dataclass(frozen=True)
class Copy:
    """The whole copy, oldest first in every part."""

    customer: Customer
    cases: Sequence[CopiedCase]
    letters: Sequence[OutboxMessage]
    surveys: Sequence[Answered]
    asked: Sequence[tuple[CampaignMember, Campaign]]

    @property
    def files(self) -> int:
        """How many files lie in it, mails as they came among them."""
        return sum(len(each.files) + sum(bool(mail.file) for mail in each.mails) for each in self.cases)


def copy_of(customer: Customer) -> Copy:
    """Reads everything of a customer; some dozen queries, whatever the number of cases."""
    cases = db.session.scalars(_cases(customer)).all()
    held = held_of(customer, cases, known_of_customer(customer, cases))
    parts = _Parts(held.cases)
    return Copy(
        customer,
        [parts.of(case) for case in cases],
        _letters(held),
        _surveys(held),
        _asked(held),
    )


def _cases(customer: Customer) -> Select[Case]:
    found = select(Case).where(Case.customer_id == customer.id).order_by(Case.id)
    return found.options(joinedload(Case.product))


class _Parts:
    """What hangs on some cases, read at once and handed out case by case."""

    def __init__(self, ids: Collection[int]) -> None:
        self.contacts = _by_case(select(Contact).where(Contact.case_id.in_(ids)).order_by(Contact.id))
        self.posts = _by_case(select(Post).where(Post.case_id.in_(ids)).order_by(Post.id))
        told = select(Result).where(Result.case_id.in_(ids), Result.told_at.is_not(None))
        self.results = _by_case(told.options(lazyload("*")).order_by(Result.id))
        self.confirmations = _by_case(
            select(Confirmation).where(Confirmation.case_id.in_(ids)).order_by(Confirmation.id)
        )
        paid = select(Compensation).where(Compensation.case_id.in_(ids), Compensation.paid_at.is_not(None))
        self.payments = _by_case(paid.order_by(Compensation.id))
        self.outside = _by_case(
            select(OutsideComplaint).where(OutsideComplaint.case_id.in_(ids)).order_by(OutsideComplaint.id)
        )
        mails = select(MailboxMessage).where(
            MailboxMessage.case_id.in_(ids), MailboxMessage.fate.in_((Fate.CASE, Fate.WORDS))
        )
        self.mails = _by_case(mails.options(joinedload(MailboxMessage.file)).order_by(MailboxMessage.id))
        self.revisits = _by_case(select(Revisit).where(Revisit.case_id.in_(ids)).order_by(Revisit.id))
        self._read_chats(ids)
        self._read_files(ids)
        self._read_calls(ids)
        self._read_improvements(ids)

    def _read_chats(self, ids: Collection[int]) -> None:
        self.chats = _by_case(select(Chat).where(Chat.case_id.in_(ids)).order_by(Chat.id))
        of_cases = select(Chat.id).where(Chat.case_id.in_(ids))
        self.lines: dict[int, list[ChatLine]] = {}
        lines = select(ChatLine).where(ChatLine.chat_id.in_(of_cases)).order_by(ChatLine.position)
        for line in db.session.scalars(lines):
            self.lines.setdefault(line.chat_id, []).append(line)

    def _read_files(self, ids: Collection[int]) -> None:
        """Those that came with their words, that a customer sent, or that they see on their page."""
        theirs = or_(
            CaseFile.shown,
            CaseFile.contact_id.is_(None),
            Contact.direction == Direction.IN,
            StoredFile.by_id.is_(None),
        )
        rows = (
            select(CaseFile.case_id, StoredFile)
            .join(StoredFile, StoredFile.id == CaseFile.file_id)
            .outerjoin(Contact, Contact.id == CaseFile.contact_id)
            .where(CaseFile.case_id.in_(ids), theirs)
            .order_by(CaseFile.id)
        )
        self.files: dict[int, list[StoredFile]] = {}
        for case_id, file in db.session.execute(rows):
            self.files.setdefault(case_id, []).append(file)

    def _read_calls(self, ids: Collection[int]) -> None:
        rows = (
            select(Revisit.case_id, RevisitCall)
            .join(Revisit, Revisit.id == RevisitCall.revisit_id)
            .where(Revisit.case_id.in_(ids))
            .order_by(RevisitCall.id)
        )
        self.calls: dict[int, list[RevisitCall]] = {}
        for case_id, call in db.session.execute(rows):
            self.calls.setdefault(case_id, []).append(call)

    def _read_improvements(self, ids: Collection[int]) -> None:
        rows = (
            select(ImprovementVoice.case_id, ImprovementItem.told)
            .join(ImprovementItem, ImprovementItem.id == ImprovementVoice.item_id)
            .where(ImprovementVoice.case_id.in_(ids), ImprovementVoice.told_at.is_not(None))
            .order_by(ImprovementVoice.id)
        )
        self.improvements: dict[int, list[str]] = {}
        for case_id, told in db.session.execute(rows):
            self.improvements.setdefault(case_id, []).append(told)

    def of(self, case: Case) -> CopiedCase:
        return CopiedCase(
            case,
            self.contacts.get(case.id, ()),
            [(chat, self.lines.get(chat.id, [])) for chat in self.chats.get(case.id, ())],
            next(iter(self.posts.get(case.id, ())), None),
            self.results.get(case.id, ()),
            self.confirmations.get(case.id, ()),
            self.payments.get(case.id, ()),
            self.outside.get(case.id, ()),
            self.files.get(case.id, ()),
            self.mails.get(case.id, ()),
            self.revisits.get(case.id, ()),
            self.calls.get(case.id, ()),
            self.improvements.get(case.id, ()),
        )


def _by_case(rows: Any) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in db.session.scalars(rows):
        found.setdefault(row.case_id, []).append(row)
    return found


def _letters(held: Held) -> Sequence[OutboxMessage]:
    """What left to the customer; not what colleagues were told of them."""
    colleagues = select(Staff.email).where(Staff.email != "")
    sent = select(OutboxMessage).where(
        OutboxMessage.about.in_(audit_names(held)),
        OutboxMessage.state == Delivery.SENT,
        OutboxMessage.to_address.not_in(colleagues),
    )
    return db.session.scalars(sent.order_by(OutboxMessage.id)).all()


def invitations(held: Held) -> Any:
    """The ids of invitations of which it is known that they went to this customer."""
    chats = select(Chat.id).where(Chat.case_id.in_(held.cases))
    return union(
        select(Revisit.invitation_id).where(Revisit.case_id.in_(held.cases)),
        select(ChatRating.invitation_id).where(ChatRating.chat_id.in_(chats)),
        select(CampaignMember.invitation_id).where(under(CampaignMember.__tablename__, held)),
    )


def _surveys(held: Held) -> Sequence[Answered]:
    """Answers to surveys that were not anonymous: nobody can say whose the others are (S-04)."""
    asked = db.session.scalars(
        select(Invitation).where(Invitation.id.in_(invitations(held))).order_by(Invitation.created_at)
    ).all()
    ids = [each.id for each in asked]
    responses = {
        each.invitation_id: each
        for each in db.session.scalars(select(Response).where(Response.invitation_id.in_(ids)))
    }
    items: dict[int, list[ResponseItem]] = {}
    given = select(ResponseItem).where(
        ResponseItem.response_id.in_([each.id for each in responses.values()]), ~ResponseItem.off_way
    )
    for item in db.session.scalars(given.order_by(ResponseItem.id)):
        items.setdefault(item.response_id, []).append(item)
    return [
        Answered(each, found, items.get(found.id, []) if found else [])
        for each in asked
        for found in [responses.get(each.id)]
    ]


def _asked(held: Held) -> Sequence[tuple[CampaignMember, Campaign]]:
    rows = (
        select(CampaignMember, Campaign)
        .join(Campaign, Campaign.id == CampaignMember.campaign_id)
        .where(under(CampaignMember.__tablename__, held))
        .order_by(CampaignMember.id)
    )
    return [(member, campaign) for member, campaign in db.session.execute(rows)]
