"""Waiting for the customer, asking once more, and going on (H-03)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.actions import due_times
from models.cases.actions.audience import head_of, owner_or_head, tell_staff
from models.cases.actions.letters import send_letter, show_on_tracking_page
from models.cases.actions.progress import spoken_to
from models.cases.queries.due import times_asked
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Contact
from models.cases.words import ASKED, State
from models.db import db
from models.errors import Invalid
from models.events.actions import SYSTEM, Actor, record
from models.people.tables import Staff
from models.rulebook.queries import rules_of

ASKED_AGAIN = "more_info_reminder"


def wait_for_customer(case: Case, question: str, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Asks the customer for something, and stops the clock until the answer comes.

    The question is sent by letter where there is an address, and shown on the tracking page.
    It is also a first response. The rulebook says when it is asked again, how long the case waits at
    most, and how often in a round. Records case.paused with the contact that holds the question. Raises
    NotAllowed, WrongState, Stale, and Invalid for the question: "required", or "asked_often" where the
    rules let the clock be stopped no more in this round.
    """
    require(Step.PAUSE, case, standing(case, by))
    case.expect(seen)
    if not question.strip():
        raise Invalid("question", "required")
    rules = rules_of(case.timing_id)
    if times_asked(case) >= rules.waiting.most_times:
        raise Invalid("question", "asked_often")
    until = rules.promise(rules.waiting.longest, now).due_at
    contact = _ask(ASKED, case, question.strip(), until, by=by, now=now)
    spoken_to(case, now=now)
    case.wait(ask_again_at=rules.promise(rules.waiting.ask_again_after, now).due_at, until=until)
    due_times.pause(case, now=now)
    record("case.paused", case, by=by, now=now, contact=contact.id)
    db.session.flush()
    return case


def ask_again(case: Case, *, now: datetime) -> bool:
    """Puts the question to a customer once more, when it is time; whether it did.

    Not after the end of waiting, as when no clock ran: the letter would name a day that is over.
    The owner is told, who may rather call. Records case.asked_again.
    """
    if case.ask_again_at is None or case.ask_again_at > now:
        return False
    if case.waits_until is None or case.waits_until <= now:
        return False
    case.ask_again_at = None
    question = db.session.scalars(
        select(Contact)
        .where(Contact.case_id == case.id, Contact.template == ASKED)
        .order_by(Contact.id.desc())
        .limit(1)
    ).one()
    contact = _ask(ASKED_AGAIN, case, question.text, case.waits_until, by=SYSTEM, now=now)
    record("case.asked_again", case, by=SYSTEM, now=now, contact=contact.id)
    tell_staff(owner_or_head(case, now=now), "customer_silent", case, by=SYSTEM, now=now)
    db.session.flush()
    return True


def stop_waiting(case: Case, *, now: datetime) -> bool:
    """Goes on without the customer's answer, when it was waited for long enough; whether it did.

    The clocks run on, so that no case rests for ever; owner and head are told, and the customer may
    still add words. Records case.resumed with the reason `no_words`.
    """
    if case.waits_until is None or case.waits_until > now:
        return False
    go_on(case, reason="no_words", by=SYSTEM, now=now)
    people = {*owner_or_head(case, now=now), *head_of(case)}
    tell_staff(people, "waiting_over", case, by=SYSTEM, now=now)
    return True


def resume(case: Case, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Goes on by hand, as when the customer answered on the telephone. Records case.resumed."""
    require(Step.RESUMPTION, case, standing(case, by))
    case.expect(seen)
    return go_on(case, by=by, now=now)


def go_on(case: Case, *, by: Actor, now: datetime, reason: str = "") -> Case:
    """The one door out of waiting back to work: the clocks run on. Records case.resumed."""
    due_times.run_on(case, reason="waiting_for_customer", now=now)
    case.enter(State.HANDLING)
    why = {"why": reason} if reason else {}
    record("case.resumed", case, by=by, now=now, **why)
    db.session.flush()
    return case


def _ask(kind: str, case: Case, question: str, until: datetime, *, by: Actor, now: datetime) -> Contact:
    letter = send_letter(kind, case, by=by, now=now, text=question, answer_by=until.isoformat())
    return letter or show_on_tracking_page(kind, case, question, by=by, now=now)
