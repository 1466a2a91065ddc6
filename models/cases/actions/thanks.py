"""Praise is thanked for, and is closed with it (V-06)."""

from datetime import datetime

from models.cases.actions import due_times
from models.cases.actions.close import end
from models.cases.actions.indexing import index_words
from models.cases.actions.letters import send_letter
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Contact
from models.cases.words import Closing, ContactMeans, Direction, DueKind
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff

MEANS = (
    ContactMeans.DIRECT_MESSAGE,
    ContactMeans.PUBLIC_POST,
    ContactMeans.PHONE,
    ContactMeans.EMAIL,
    ContactMeans.CHAT,
    ContactMeans.SMS,
    ContactMeans.VISIT,
)
"""How thanks can be said."""


def thank(case: Case, text: str, *, means: ContactMeans, by: Staff, now: datetime, seen: int | None) -> Case:
    """Says thank you in these words and closes the case in one step; by mail it is a letter.

    Meets the first response. Records case.thanked, then case.closed. Raises NotAllowed, WrongState, Stale;
    Invalid("text", "required" or, by mail, "no_address") and Invalid("means", "unknown").
    """
    require(Step.THANKS, case, standing(case, by))
    case.expect(seen)
    if means not in MEANS:
        raise Invalid("means", "unknown")
    words = text.strip()
    if not words:
        raise Invalid("text", "required")
    if means is ContactMeans.EMAIL:
        contact = send_letter("closed", case, by=by, now=now, text=words)
        if contact is None:
            raise Invalid("text", "no_address")
    else:
        contact = Contact(
            case_id=case.id, direction=Direction.OUT, means=means, by_id=by.id, at=now, text=words
        )
        db.session.add(contact)
        db.session.flush()
        index_words(case, contact.text)
    due_times.meet(case, DueKind.FIRST_RESPONSE, DueKind.RESULT, now=now)
    case.answered_at = now
    record("case.thanked", case, by=by, now=now, contact=contact.id, means=means)
    return end(case, Closing.THANKED, reason=words, by=by, now=now)
