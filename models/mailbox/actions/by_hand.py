"""What people do with messages that became no case."""

from datetime import datetime

from models.cases.tables import Case
from models.db import db
from models.errors import NotAllowed, WrongState
from models.events.actions import record
from models.mailbox.actions.office import Office
from models.mailbox.actions.voices import open_for
from models.mailbox.rules.classify import may_be_answered
from models.mailbox.rules.parsed import Parsed
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate, Reason
from models.people.tables import Staff
from models.permissions import Permission

FATE = ["fate", "reason", "case_id", "processed_at", "attempts", "checked_at", "checked_by_id", "expired_at"]
"""What another person, or the clock, may have changed since a message was loaded."""

NO_CASE = frozenset(Fate) - {Fate.WAITING, Fate.CASE, Fate.WORDS}


def make_case(message: MailboxMessage, found: Parsed, *, by: Staff, office: Office, now: datetime) -> Case:
    """Makes a case of a message that became none, with its files. Records mail.made_case.

    It is acknowledged unless a program wrote it. Raises NotAllowed without case.triage, WrongState
    for a message that is on a case already, was not looked into yet, or whose time is over (X-03).
    """
    _require(message, by, "case")
    quiet = not may_be_answered(found, arrived_at=now, now=now, within_days=1)
    message.checked_at = message.checked_by_id = None
    case = open_for(message, found, by=by, quiet=quiet, reason=Reason.BY_HAND, office=office, now=now)
    record("mail.made_case", message, by=by, now=now, case=case.number)
    return case


def check(message: MailboxMessage, *, by: Staff, now: datetime) -> None:
    """Says that a person looked at a message and that nothing needs to be done. Records mail.checked.

    Raises as `make_case`.
    """
    _require(message, by, "check")
    message.checked_at, message.checked_by_id = now, by.id
    record("mail.checked", message, by=by, now=now)


def try_again(message: MailboxMessage, *, by: Staff, now: datetime) -> None:
    """Lets a message that we failed on be looked into again. Records mail.retried; raises as `make_case`."""
    _require(message, by, "attempt")
    if message.fate is not Fate.FAILED:
        raise WrongState("attempt", message.fate.value)
    message.fate, message.processed_at, message.attempts = Fate.WAITING, None, 0
    message.checked_at = message.checked_by_id = None
    record("mail.retried", message, by=by, now=now)


def hand_out(message: MailboxMessage, *, by: Staff, now: datetime) -> None:
    """Lets somebody have a message as it came, with the addresses in it; records mail.handed_out (X-03).

    Whether this person may read the message at all is for the caller. Raises NotAllowed without
    personal_data.reveal.
    """
    if not by.may(Permission.PERSONAL_DATA_REVEAL):
        raise NotAllowed("original")
    record("mail.handed_out", message, by=by, now=now)


def _require(message: MailboxMessage, by: Staff, step: str) -> None:
    """Holds the message as it is now: of two people, and the clock, one is first (H-07)."""
    if not by.may(Permission.CASE_TRIAGE):
        raise NotAllowed(step)
    db.session.refresh(message, FATE, with_for_update={"of": MailboxMessage})
    if message.expired_at is not None:
        raise WrongState(step, "expired")
    if message.fate not in NO_CASE:
        raise WrongState(step, message.fate.value)
