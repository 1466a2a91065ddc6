"""Waiting for the customer, and going on (H-03)."""

from datetime import datetime

from models.cases.actions import due_times
from models.cases.actions.letters import send_letter, show_on_tracking_page
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case
from models.cases.words import DueKind, State
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff


def wait_for_customer(case: Case, question: str, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Asks the customer for something, and stops the clock until the answer comes.

    The question is sent by letter where there is an address, and shown on the tracking page.
    It is also a first response. Records case.paused with the contact that holds the question.
    """
    require(Step.PAUSE, case, standing(case, by))
    case.expect(seen)
    if not question.strip():
        raise Invalid("question", "required")
    contact = send_letter("more_info_request", case, by=by, now=now, text=question.strip())
    if contact is None:
        contact = show_on_tracking_page("more_info_request", case, question.strip(), by=by, now=now)
    due_times.meet(case, DueKind.FIRST_RESPONSE, now=now)
    case.enter(State.WAITING)
    due_times.pause(case, now=now)
    record("case.paused", case, by=by, now=now, contact=contact.id)
    db.session.flush()
    return case


def resume(case: Case, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Goes on by hand, as when the customer answered on the telephone. Records case.resumed."""
    require(Step.RESUMPTION, case, standing(case, by))
    case.expect(seen)
    due_times.run_on(case, reason="waiting_for_customer", now=now)
    case.enter(State.HANDLING)
    record("case.resumed", case, by=by, now=now)
    db.session.flush()
    return case
