"""Mail that programs wrote: reports on our letters, and automatic answers."""

from datetime import datetime

from models.cases.actions.audience import owner_or_head, tell_staff
from models.cases.queries import tracked
from models.cases.tables import Case
from models.events.actions import SYSTEM, record
from models.mailbox import queries
from models.mailbox.actions.office import Office
from models.mailbox.rules.classify import Sort, report_of
from models.mailbox.rules.parsed import Parsed
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate
from models.outbox.actions import return_to_sender
from models.outbox.queries import named
from models.outbox.tables import OutboxMessage
from models.privacy import masked_addresses

UNDELIVERABLE = "returned as undeliverable"


def take_report(message: MailboxMessage, found: Parsed, sort: Sort, *, office: Office, now: datetime) -> None:
    """Files a report. A letter that came back for good is a failed one, and the case's owner hears of it.

    Which letter it was is known by its Message-ID alone, which nobody can guess: a made-up report
    harms no letter. Records message.bounced and case.mail_bounced.
    """
    message.become(Fate.BOUNCE if sort is Sort.BOUNCE else Fate.RECEIPT, at=now)
    names = office.ours.local_parts(found.inner_names + found.references)
    letter = next(iter(named(names)), None) if names else None
    if letter is None:
        return
    case = _case_of(letter)
    message.case_id = case.id if case and case.expired_at is None else None
    if sort is not Sort.BOUNCE:
        return
    message.outbox_id = letter.id
    report = report_of(found, office.ours)
    said = masked_addresses(report.said) if report else ""
    returned = return_to_sender(letter, error=f"{UNDELIVERABLE}: {said}".rstrip(": "), now=now)
    if returned and case is not None:
        record("case.mail_bounced", case, by=SYSTEM, now=now, mail=message.id, letter=letter.kind)
        tell_staff(owner_or_head(case, now=now), "mail_bounced", case, by=SYSTEM, now=now)


def take_auto_reply(message: MailboxMessage, found: Parsed, *, office: Office, now: datetime) -> None:
    """Notes an automatic answer on the case that it belongs to. It stops no clock, and tells nobody.

    One whose data went takes none: who answered is whose it was (X-03). Records case.auto_replied.
    """
    message.become(Fate.AUTO_REPLY, at=now)
    thread = queries.thread_of(message, found, ours=office.ours, signer=office.signer)
    message.mentions = thread.mentions
    if thread.case is not None and thread.case.expired_at is None:
        message.case_id = thread.case.id
        record("case.auto_replied", thread.case, by=SYSTEM, now=now, mail=message.id)


def _case_of(letter: OutboxMessage) -> Case | None:
    area, _colon, number = letter.about.partition(":")
    return tracked(number) if area == "case" else None
