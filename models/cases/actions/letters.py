"""Telling the customer by letter, and keeping each in the contact log (H-05)."""

from datetime import datetime
from typing import Any

from models.cases.actions.indexing import index_words
from models.cases.tables import Case, Contact
from models.cases.words import ContactMeans, Direction
from models.db import db
from models.events.actions import Actor
from models.events.tables import Party
from models.outbox.actions import queue


def send_letter(
    kind: str,
    case: Case,
    *,
    by: Actor,
    now: datetime,
    text: str = "",
    dedupe: str | None = None,
    **facts: Any,
) -> Contact | None:
    """Queues a letter of this kind to the customer's mail address and logs it as a contact.

    `text` is the part a person wrote, for the letter and for the log. Returns None, and does
    nothing, for a customer without an address: whoever calls decides what happens instead.
    """
    if not case.contact_email:
        return None
    message_id = queue(
        kind,
        to=case.contact_email,
        to_name=case.contact_name,
        language=case.language,
        about=case.audit_name,
        now=now,
        facts={"text": text, "round": case.round, **facts},
        dedupe=dedupe,
    )
    if message_id is None:
        return None
    return _logged(kind, case, ContactMeans.EMAIL, text, by=by, now=now, message_id=message_id)


def show_on_tracking_page(kind: str, case: Case, text: str, *, by: Actor, now: datetime) -> Contact:
    """Puts our words on the tracking page alone, for a customer without a mail address (H-08)."""
    return _logged(kind, case, ContactMeans.WEB, text, by=by, now=now)


def _logged(
    kind: str,
    case: Case,
    means: ContactMeans,
    text: str,
    *,
    by: Actor,
    now: datetime,
    message_id: int | None = None,
) -> Contact:
    contact = Contact(
        case_id=case.id,
        direction=Direction.OUT,
        means=means,
        by_id=None if isinstance(by, Party) else by.id,
        at=now,
        text=text,
        template=kind,
        message_id=message_id,
    )
    db.session.add(contact)
    db.session.flush()
    index_words(case, contact.text)
    return contact
