"""Where a message belongs: to which case, and whether its sender has shown that it may go there (V-04)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from models.cases.queries import carried_on_by, tracked
from models.cases.rules.belonging import leads_on
from models.cases.tables import Case
from models.db import db
from models.ids import Signer
from models.mailbox.rules.classify import Ours
from models.mailbox.rules.parsed import Parsed
from models.mailbox.rules.tags import PURPOSE, numbers_in, signed_tags
from models.mailbox.tables import MailboxMessage, MailboxReference
from models.mailbox.words import Fate
from models.outbox.queries import named
from models.outbox.rules import NOTICES
from models.outbox.tables import OutboxMessage

ATTACHED = (Fate.CASE, Fate.WORDS)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Thread:
    """`case` is where a message belongs; `mentions` one that it names without having shown that it may."""

    case: Case | None = None
    mentions: str = ""


def thread_of(message: MailboxMessage, found: Parsed, *, ours: Ours, signer: Signer) -> Thread:
    """Where a message belongs, by what proves most.

    1. It was sent to the signed address of one of our letters.
    2. It answers a letter of ours: only who has one knows its Message-ID.
    3. It names a case, or answers a mail in it, and its sender is that case's customer.

    A case that is only named by a stranger is `mentions`: a number is no secret. What belongs to a case
    that was merged belongs to the one that carries it on, where that is surely the same customer's (T-06).
    """
    thread = _thread_of(message, found, ours=ours, signer=signer)
    into = carried_on_by(thread.case) if thread.case else None
    if thread.case is not None and into is not None and leads_on(thread.case, into):
        return Thread(into)
    return thread


def _thread_of(message: MailboxMessage, found: Parsed, *, ours: Ours, signer: Signer) -> Thread:
    for tag in signed_tags(found.recipients):
        case = tracked(tag.number)
        if case is not None and signer.proves(PURPOSE, case.track_subject, tag.proof):
            return Thread(case)
    for letter in letters_answered(found, ours):
        case = _case_of(letter.about)
        if case is not None:
            return Thread(case)
    mentions = ""
    for case in _candidates(message, found):
        if found.sender and speaks_for(found.sender, case):
            return Thread(case)
        mentions = mentions or case.number
    return Thread(mentions=mentions)


def letters_answered(found: Parsed, ours: Ours) -> Sequence[OutboxMessage]:
    """The letters of ours that a message answers, by its References."""
    names = ours.local_parts(found.references)
    return named(names) if names else []


def answers_mail_to_staff(found: Parsed, ours: Ours) -> bool:
    """Whether a message answers a mail that staff alone got, which nobody else can name (H-04)."""
    return any(letter.kind == NOTICES for letter in letters_answered(found, ours))


def speaks_for(sender: str, case: Case) -> bool:
    """Whether an address is the customer's of a case, or wrote to it before and was let in."""
    if sender == case.contact_email:
        return True
    wrote = select(MailboxMessage.id).where(
        MailboxMessage.case_id == case.id, MailboxMessage.sender == sender, MailboxMessage.fate.in_(ATTACHED)
    )
    return db.session.scalar(wrote.limit(1)) is not None


def twin_of(message: MailboxMessage) -> MailboxMessage | None:
    """The same mail that came before on another way: Message-ID, sender, subject and date are the same.

    Some programs give all their mails one Message-ID, so that alone does not make two the same; without
    a date the words decide.
    """
    if not message.message_id:
        return None
    return db.session.scalars(
        select(MailboxMessage)
        .where(
            MailboxMessage.message_id == message.message_id,
            MailboxMessage.sender == message.sender,
            MailboxMessage.subject == message.subject,
            MailboxMessage.written_at == message.written_at
            if message.written_at
            else MailboxMessage.words == message.words,
            MailboxMessage.id != message.id,
            MailboxMessage.fate.not_in((Fate.WAITING, Fate.FAILED)),
        )
        .order_by(MailboxMessage.id)
        .limit(1)
    ).first()


def many_from(sender: str, before: datetime) -> int:
    """How many messages of a sender arrived within the hour before a moment and were let in."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(MailboxMessage)
            .where(
                MailboxMessage.sender == sender,
                MailboxMessage.arrived_at > before - HOUR,
                MailboxMessage.arrived_at <= before,
                MailboxMessage.fate.in_(ATTACHED),
            )
        )
        or 0
    )


def _candidates(message: MailboxMessage, found: Parsed) -> Iterable[Case]:
    """Cases that a message names, then those of mails that it answers, or that answer it and were faster."""
    for number in numbers_in(found.subject):
        case = tracked(number)
        if case is not None:
            yield case
    earlier = select(MailboxMessage.case_id).where(MailboxMessage.message_id.in_(found.references))
    later = (
        select(MailboxMessage.case_id)
        .join(MailboxReference, MailboxReference.message_id == MailboxMessage.id)
        .where(MailboxReference.name == message.message_id)
    )
    for wanted in (earlier, later) if message.message_id else (earlier,):
        attached = wanted.where(MailboxMessage.fate.in_(ATTACHED), MailboxMessage.id != message.id)
        for case_id in db.session.scalars(attached.order_by(MailboxMessage.id.desc()).limit(5)).all():
            yield db.session.get_one(Case, case_id)


def _case_of(about: str) -> Case | None:
    area, _colon, number = about.partition(":")
    return tracked(number) if area == "case" else None
