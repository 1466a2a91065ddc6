"""Telling the customer by letter or SMS, and keeping each in the contact log (H-05, R-02)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from models.cases.actions.indexing import index_words
from models.cases.queries.contacts import can_be_written, usual_means
from models.cases.tables import Case, Contact
from models.cases.words import ContactMeans, Direction
from models.db import db
from models.events.actions import Actor
from models.events.tables import Party
from models.outbox.actions import Addressed, queue, queue_many
from models.outbox.queries import takes_sms
from models.rulebook.queries import rules_at
from models.rulebook.words import Means

ACKNOWLEDGEMENT = "acknowledgement"


def send_letter(
    kind: str,
    case: Case,
    *,
    by: Actor,
    now: datetime,
    text: str = "",
    dedupe: str | None = None,
    means: Means | None = None,
    not_before: datetime | None = None,
    **facts: Any,
) -> Contact | None:
    """Queues a letter of this kind to the customer's mail address and logs it as a contact.

    Who has no mail address gets an SMS, on occasions that have one and where a gateway serves the number;
    `means` chooses another of the two. `text` is the part a person wrote, for the letter and for the log:
    an SMS leads to it by its link. Returns None, and does nothing, for a customer who cannot be written
    to: whoever calls decides what happens instead.
    """
    chosen = means or usual_means(case, kind)
    if chosen is None or not can_be_written(case, kind, chosen):
        return None
    address = case.contact_email if chosen is Means.EMAIL else case.contact_phone
    assert address, "it can be written to"
    message_id = queue(
        kind,
        means=chosen,
        to=address,
        to_name=case.contact_name,
        language=case.language,
        about=case.audit_name,
        now=now,
        facts={"text": text, "round": case.round, **facts},
        dedupe=dedupe,
        not_before=not_before,
    )
    if message_id is None:
        return None
    return _logged(kind, case, ContactMeans(chosen.value), text, by=by, now=now, message_id=message_id)


def acknowledge_many(cases: Sequence[Mapping[str, Any]], *, by: Actor, now: datetime) -> int:
    """Queues the acknowledgement of many new cases, given as their columns, by mail, else by SMS.

    Nobody waits for it at this moment, so it leaves in the hours in which customers are contacted. Logs each
    as a contact. Returns how many.
    """
    reached = [(case, means) for case in cases if (means := _means_of(case)) is not None]
    rules = rules_at(now)
    ids = queue_many(
        ACKNOWLEDGEMENT,
        [
            Addressed(
                to=case["contact_email"] if means is Means.EMAIL else case["contact_phone"],
                to_name=case["contact_name"],
                language=case["language"],
                about=f"case:{case['number']}",
                dedupe=f"{ACKNOWLEDGEMENT}:{case['number']}",
                facts={"text": "", "round": 1},
                means=means,
            )
            for case, means in reached
        ],
        now=now,
        not_before=rules.calendar(rules.contact.calendar).next_open(now),
    )
    contacts = [
        {
            "case_id": case["id"],
            "direction": Direction.OUT,
            "means": ContactMeans(means.value),
            "by_id": None if isinstance(by, Party) else by.id,
            "at": now,
            "text": "",
            "template": ACKNOWLEDGEMENT,
            "message_id": message_id,
        }
        for (case, means), message_id in zip(reached, ids, strict=True)
    ]
    if contacts:
        db.session.execute(insert(Contact), contacts)
    return len(contacts)


def _means_of(case: Mapping[str, Any]) -> Means | None:
    if case["contact_email"]:
        return Means.EMAIL
    return Means.SMS if takes_sms(case["contact_phone"]) else None


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
