"""A customer's voice by mail: a case of its own, or more words on a case that is there."""

from datetime import datetime, timedelta

from models.cases.actions import add_words, open_case
from models.cases.intake import Intake
from models.cases.queries import held
from models.cases.rules.suggestion import suggest
from models.cases.tables import Case
from models.cases.words import Channel, ContactMeans, Kind
from models.db import db
from models.errors import Invalid
from models.events.actions import CUSTOMER, Actor
from models.mailbox import queries
from models.mailbox.actions.attachments import keep_attachments
from models.mailbox.actions.office import Office
from models.mailbox.rules.classify import answer_to, may_be_answered
from models.mailbox.rules.parsed import Parsed
from models.mailbox.rules.voice import UNREADABLE, language_of, shown_words, title_from
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate, Reason
from models.outbox.queries import queued_since
from models.rulebook.document import Mailbox
from models.rulebook.queries import rules_at

DAY = timedelta(days=1)


def take_voice(
    message: MailboxMessage, found: Parsed, rules: Mailbox, *, office: Office, now: datetime
) -> None:
    """Adds a message to the case that it belongs to, or makes it a case (`open_for`).

    A case that is closed, or that its sender has not shown to be theirs, is left alone: the new case
    names it, for whoever triages. The acknowledgement is left out where a program may be at the
    other end, and for who had the rulebook's number of automatic answers today.
    """
    thread = queries.thread_of(message, found, ours=office.ours, signer=office.signer)
    if thread.case is not None and thread.case.open:
        _add(message, found, thread.case, rules, office=office, now=now)
        return
    reason = None
    if thread.case is not None:
        message.mentions, reason = thread.case.number, Reason.CLOSED_CASE
    elif thread.mentions:
        message.mentions, reason = thread.mentions, Reason.UNPROVEN
    quiet = not _may_answer(message, found, rules, now=now)
    open_for(message, found, by=CUSTOMER, quiet=quiet, reason=reason, office=office, now=now)


def open_for(
    message: MailboxMessage,
    found: Parsed,
    *,
    by: Actor,
    quiet: bool,
    reason: Reason | None,
    office: Office,
    now: datetime,
) -> Case:
    """Makes a case of a message with its files; the same message again is the same case (V-02, H-01).

    Its kind is a complaint where its words weigh like one; whoever triages decides. What cannot be
    read is a case too, and its original says what it is.
    """
    rules = rules_at(now)
    files = keep_attachments(message, found, office=office, now=now)
    words = shown_words(found, rules.mailbox.words_most) or found.subject or UNREADABLE
    weighed = suggest(f"{found.subject}\n{words}", rules)
    intake = Intake(
        kind=Kind.COMPLAINT if weighed.urgent or (weighed.grade or 0) > 1 else Kind.FEEDBACK,
        channel=Channel.EMAIL,
        problem=words,
        title=title_from(found.subject),
        name=found.sender_name,
        email=answer_to(found) or None,
        language=language_of(f"{found.subject}\n{found.words}"),
        submission=f"mail-{message.id}",
        files=files,
        received_at=message.arrived_at,
        quiet=quiet,
    )
    case = open_case(intake, by=by, now=now)
    message.case_id = case.id
    message.become(Fate.CASE, at=now, reason=reason or _defect(message, found))
    return case


def _add(
    message: MailboxMessage, found: Parsed, case: Case, rules: Mailbox, *, office: Office, now: datetime
) -> None:
    """Adds a message to its case, unless it says nothing or the case had enough for a day."""
    case = held(case)
    words = shown_words(found, rules.words_most)
    if not words and not found.attachments and not found.unreadable:
        message.set_aside(Reason.EMPTY, at=now, mentions=case.number)
        return
    try:
        with db.session.begin_nested():
            files = keep_attachments(message, found, case=case, office=office, now=now)
            text = words if words or files else found.subject or UNREADABLE
            contact = add_words(case, text, files, means=ContactMeans.EMAIL, now=now)
    except Invalid:
        message.set_aside(Reason.TOO_MANY, at=now, mentions=case.number)
        return
    message.case_id, message.contact_id = case.id, contact.id
    message.become(Fate.WORDS, at=now, reason=_defect(message, found))


def _may_answer(message: MailboxMessage, found: Parsed, rules: Mailbox, *, now: datetime) -> bool:
    wanted = may_be_answered(
        found, arrived_at=message.arrived_at, now=now, within_days=rules.answer_within_days
    )
    return wanted and queued_since("acknowledgement", answer_to(found), now - DAY) < rules.answers_a_day


def _defect(message: MailboxMessage, found: Parsed) -> Reason | None:
    """What is wrong with a message that was taken all the same."""
    if message.cut:
        return Reason.TOO_LARGE
    return Reason.UNREADABLE if found.unreadable else None
