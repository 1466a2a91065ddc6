"""What becomes of a message: read outside of any transaction, then settled in one (V-04)."""

from datetime import datetime

from models.cases.tables import Case
from models.db import db
from models.events.actions import SYSTEM, record
from models.mailbox import queries
from models.mailbox.actions.machines import take_auto_reply, take_report
from models.mailbox.actions.office import Office
from models.mailbox.actions.voices import take_voice
from models.mailbox.queries.one import MOST_ATTEMPTS
from models.mailbox.rules.classify import Sort, sort_of
from models.mailbox.rules.parse import parse
from models.mailbox.rules.parsed import Parsed
from models.mailbox.rules.voice import shown_words
from models.mailbox.tables import MailboxMessage, MailboxReference
from models.mailbox.words import Fate, Reason
from models.rulebook.queries import rules_at

LONGEST_NAME = 255
ERROR_LENGTH = 500


def read(message: MailboxMessage, *, office: Office) -> Parsed:
    """Reads a kept message, loaded by `queries.find`. Raises FileNotFoundError where its bytes are gone."""
    if message.file is None:
        raise FileNotFoundError(message.audit_name)
    with office.store.open(message.file.key) as content:
        return parse(content.read())


def process(message: MailboxMessage, found: Parsed, *, office: Office, now: datetime) -> MailboxMessage:
    """Makes of a message what it is, once: a second call changes nothing.

    Writes down what was read. A customer's voice becomes a case with its files, or is added to the
    case that it belongs to (`voices`); a bounce makes its letter a failed one, and an answer of a
    program is noted on its case (`machines`); what came twice, from us, in a circle, or from a colleague
    who answers a mail to staff, is put aside with its reason. Records mail.processed.
    """
    if message.fate is not Fate.WAITING:
        return message
    rules = rules_at(now).mailbox
    _write_down(message, found, most=rules.words_most)
    sort = sort_of(found, office.ours, most_hops=rules.most_hops)
    twin = queries.twin_of(message)
    if sort is Sort.OWN or office.ours.local_parts((found.message_id,)):
        message.set_aside(Reason.OWN, at=now)
    elif twin is not None:
        message.set_aside(Reason.DUPLICATE, at=now, mentions=_number(twin.case_id))
    elif sort is Sort.LOOP:
        message.set_aside(Reason.LOOP, at=now)
    elif sort in (Sort.BOUNCE, Sort.RECEIPT):
        take_report(message, found, sort, office=office, now=now)
    elif sort is Sort.AUTO_REPLY:
        take_auto_reply(message, found, office=office, now=now)
    elif queries.answers_mail_to_staff(found, office.ours):
        message.set_aside(Reason.TO_STAFF, at=now)
    elif message.sender and queries.many_from(message.sender, message.arrived_at) >= rules.messages_an_hour:
        message.set_aside(Reason.TOO_MANY, at=now)
    else:
        take_voice(message, found, rules, office=office, now=now)
    record(
        "mail.processed",
        message,
        by=SYSTEM,
        now=now,
        fate=message.fate,
        mail_reason=message.reason,
        case=_number(message.case_id) or None,
    )
    db.session.flush()
    return message


def note_failure(message: MailboxMessage, error: str, *, now: datetime) -> None:
    """Counts a failed attempt at a message; after the last one it waits for a person. Records mail.failed."""
    message.attempts += 1
    message.last_error = error[:ERROR_LENGTH]
    if message.attempts >= MOST_ATTEMPTS:
        message.become(Fate.FAILED, at=now)
        message.last_error = error[:ERROR_LENGTH]
        record("mail.failed", message, by=SYSTEM, now=now)


def _write_down(message: MailboxMessage, found: Parsed, *, most: int) -> None:
    """Keeps what was read, so that lists and threads need not read it again."""
    message.message_id = found.message_id or None
    message.sender, message.sender_name = found.sender, found.sender_name
    message.subject, message.written_at = found.subject, found.written_at
    message.words, message.quoted = shown_words(found, most), found.quoted[:most]
    for place, name in enumerate(found.references):
        reference = MailboxReference(message_id=message.id, place=place, name=name[:LONGEST_NAME])
        db.session.add(reference)
    db.session.flush()


def _number(case_id: int | None) -> str:
    case = db.session.get(Case, case_id) if case_id else None
    return case.number if case else ""
