"""Telling the customer by letter, and keeping each in the contact log (H-05)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from models.cases.actions.indexing import index_words
from models.cases.tables import Case, Contact
from models.cases.words import ContactMeans, Direction
from models.db import db
from models.events.actions import Actor
from models.events.tables import Party
from models.outbox.actions import Addressed, queue, queue_many


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


def acknowledge_many(cases: Sequence[Mapping[str, Any]], *, by: Actor, now: datetime) -> int:
    """Queues the acknowledgement of many new cases, given as their columns, to those with a mail address.

    Logs each as a contact. Returns how many.
    """
    reached = [case for case in cases if case["contact_email"]]
    ids = queue_many(
        "acknowledgement",
        [
            Addressed(
                to=case["contact_email"],
                to_name=case["contact_name"],
                language=case["language"],
                about=f"case:{case['number']}",
                dedupe=f"acknowledgement:{case['number']}",
                facts={"text": "", "round": 1},
            )
            for case in reached
        ],
        now=now,
    )
    contacts = [
        {
            "case_id": case["id"],
            "direction": Direction.OUT,
            "means": ContactMeans.EMAIL,
            "by_id": None if isinstance(by, Party) else by.id,
            "at": now,
            "text": "",
            "template": "acknowledgement",
            "message_id": message_id,
        }
        for case, message_id in zip(reached, ids, strict=True)
    ]
    if contacts:
        db.session.execute(insert(Contact), contacts)
    return len(contacts)


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
