"""Words with the customer (H-05), and the internal log."""

from datetime import datetime

from models.cases.actions.indexing import index_words
from models.cases.actions.letters import send_letter
from models.cases.actions.progress import spoken_to
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Contact, Note
from models.cases.words import ContactMeans, Direction
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff


def add_note(case: Case, text: str, *, by: Staff, now: datetime) -> Note:
    """Adds a line to the work log, which customers never see (H-08); records case.noted."""
    require(Step.NOTE, case, standing(case, by))
    note = Note(case_id=case.id, by_id=by.id, at=now, text=_written(text))
    db.session.add(note)
    db.session.flush()
    record("case.noted", case, by=by, now=now, note=note.id)
    return note


def log_contact(
    case: Case,
    *,
    direction: Direction,
    means: ContactMeans,
    text: str,
    seconds: int | None = None,
    by: Staff,
    now: datetime,
) -> Contact:
    """Writes down a call, message or visit. The first one out meets the first response (H-01).

    `seconds` is how long a call took. Records case.contacted.
    """
    require(Step.CONTACT, case, standing(case, by))
    contact = keep_contact(case, direction=direction, means=means, text=text, seconds=seconds, by=by, now=now)
    record("case.contacted", case, by=by, now=now, contact=contact.id, direction=direction, means=means)
    return contact


def keep_contact(
    case: Case,
    *,
    direction: Direction,
    means: ContactMeans,
    text: str,
    seconds: int | None,
    by: Staff,
    now: datetime,
) -> Contact:
    """As `log_contact`, without asking who may and without an event: whoever calls records what it was."""
    contact = Contact(
        case_id=case.id,
        direction=direction,
        means=means,
        by_id=by.id,
        at=now,
        text=_written(text),
        seconds=seconds,
    )
    db.session.add(contact)
    db.session.flush()
    index_words(case, contact.text)
    if direction is Direction.OUT:
        spoken_to(case, now=now)
    return contact


def write_to_customer(case: Case, text: str, *, by: Staff, now: datetime) -> Contact:
    """Sends the customer a letter on progress; meets the first response. Records case.written.

    Raises Invalid("text", "no_address") for a customer who left no mail address.
    """
    require(Step.CONTACT, case, standing(case, by))
    contact = send_letter("progress", case, by=by, now=now, text=_written(text))
    if contact is None:
        raise Invalid("text", "no_address")
    spoken_to(case, now=now)
    record("case.written", case, by=by, now=now, contact=contact.id)
    return contact


def _written(text: str) -> str:
    if not text.strip():
        raise Invalid("text", "required")
    return text.strip()
