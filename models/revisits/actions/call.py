"""Calling a customer about a case: taking the call, the number on a recorded click, how it went (R-02)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import and_

from models.cases.tables import Case
from models.customers.tables import Customer
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.revisits.actions.answer import take_answer, take_unfinished
from models.revisits.actions.course import cancel, end_of_calls
from models.revisits.actions.hold import CALL, take_hold
from models.revisits.actions.wish import respect
from models.revisits.queries.calls import may_call
from models.revisits.queries.due import fits
from models.revisits.rules import call_again
from models.revisits.tables import Revisit, RevisitCall
from models.revisits.words import CallOutcome, RevisitState, Silence
from models.rulebook.queries import rules_of
from models.surveys.actions import complete, forget_call, save
from models.surveys.queries import answers_of, by_locator
from models.surveys.rules.answers import Answer
from models.surveys.rules.screens import path
from models.surveys.tables import Invitation

ENDS = {
    CallOutcome.REFUSED: Silence.REFUSED,
    CallOutcome.DO_NOT_CONTACT: Silence.DO_NOT_CONTACT,
    CallOutcome.WRONG_NUMBER: Silence.WRONG_NUMBER,
}
LONGEST_NOTE = 500


def claim(revisit: Revisit, *, by: Staff, now: datetime) -> None:
    """Takes a call for half an hour; the same person may take it again.

    Who still holds it goes on with the call that was begun, also past the end of the window, for two
    hours at most. One of two people who take it at once gets it, the other
    WrongState("call", "claimed"). Raises NotAllowed for a handler of the case, WrongState for one that is
    not on the phone list or whose window is over.
    """
    _caller(revisit, by)
    on_list = and_(Revisit.id == revisit.id, Revisit.state == RevisitState.TO_CALL)
    if not take_hold(revisit, on_list, Revisit.expires_at > now, by=by, now=now):
        listed = revisit.state is RevisitState.TO_CALL
        raise WrongState("call", "claimed" if listed else revisit.state.value)


def release(revisit: Revisit, *, by: Staff, now: datetime) -> None:
    """Gives a call back without having made it. Raises WrongState for somebody else's."""
    _held(revisit, by, now)
    revisit.let_go()
    db.session.flush()


def show_number(revisit: Revisit, *, by: Staff, now: datetime) -> str:
    """The customer's whole number, to who holds the call. Records `revisit.number_shown` (X-03)."""
    case = _held(revisit, by, now)
    record("revisit.number_shown", case, by=by, now=now, revisit=revisit.id)
    return case.contact_phone or ""


def note(
    revisit: Revisit,
    outcome: CallOutcome,
    *,
    text: str,
    again_at: datetime | None,
    by: Staff,
    now: datetime,
) -> RevisitCall:
    """Writes down a call without an answer, and what follows: again later, or the end of calling.

    Nobody there or busy: again after the rulebook's gap, until its attempts are used up. Later: at
    `again_at`, as the customer wished. Refused or wrong number: no more calls. What the customer
    answered before that counts, also half-finished (S-05), but not what a stranger said at a wrong
    number. Not to be contacted again: no revisit of this customer goes on, about whichever case, and
    none is begun, until customer service lifts it. Records `revisit.called`. Raises
    Invalid("again_at", …) for a moment that is missing or not ahead.
    """
    case = _held(revisit, by, now)
    if outcome is CallOutcome.REACHED:
        raise ValueError("an answer is taken by finish")
    rules = rules_of(case.rulebook_id)
    then: datetime | None = None
    if outcome is CallOutcome.CALL_LATER:
        if again_at is None or again_at <= now:
            raise Invalid("again_at", "required" if again_at is None else "past")
        if revisit.expires_at is not None and again_at >= revisit.expires_at:
            raise Invalid("again_at", "late")
        then = again_at
    elif outcome not in ENDS and revisit.attempts + 1 < rules.revisit.phone_attempts:
        then = call_again(rules, now)
    if outcome is CallOutcome.WRONG_NUMBER and revisit.claimed_at is not None:
        forget_call(db.session.get_one(Invitation, revisit.invitation_id), begun=revisit.claimed_at)
    made = _made(revisit, case, outcome, text=text, again_at=then, by=by, now=now)
    if not fits(revisit, case):
        cancel(revisit, now=now)
    elif then is not None:
        revisit.next_call_at = then
        revisit.let_go()
    elif not take_unfinished(revisit, now=now):
        end_of_calls(revisit, case, ENDS.get(outcome, Silence.NOT_REACHED), now=now)
    if outcome is CallOutcome.DO_NOT_CONTACT:
        respect(db.session.get_one(Customer, case.customer_id), by=by, now=now)
    db.session.flush()
    return made


def finish(
    revisit: Revisit, answers: Mapping[str, Answer], *, text: str, by: Staff, now: datetime
) -> RevisitCall:
    """Keeps what the customer said on the telephone, and carries it to the case.

    A call that was begun within the window counts, however long it takes. Answers to questions that
    are not on the way are left out. Raises Invalid(question, "required")
    for one on the way that lacks an answer.
    """
    case = _held(revisit, by, now)
    found = db.session.get_one(Invitation, revisit.invitation_id)
    invitation = by_locator(found.locator) or found
    document = invitation.version.content
    way = path(document, answers)
    for question in way:
        if question.code not in answers:
            raise Invalid(question.code, "required")
    for question in way:
        save(invitation, question, answers[question.code], now=now, caller=by, begun=revisit.claimed_at)
    complete(invitation, answers_of(invitation.response), now=now, begun=revisit.claimed_at)
    made = _made(revisit, case, CallOutcome.REACHED, text=text, again_at=None, by=by, now=now)
    take_answer(invitation, now=now, by=by)
    return made


def _made(
    revisit: Revisit,
    case: Case,
    outcome: CallOutcome,
    *,
    text: str,
    again_at: datetime | None,
    by: Staff,
    now: datetime,
) -> RevisitCall:
    text = text.strip()
    if len(text) > LONGEST_NOTE:
        raise Invalid("text", "too_long")
    made = RevisitCall(
        revisit_id=revisit.id,
        by_id=by.id,
        begun_at=revisit.claimed_at,
        at=now,
        outcome=outcome,
        note=text,
        again_at=again_at,
    )
    db.session.add(made)
    revisit.attempts += 1
    db.session.flush()
    record("revisit.called", case, by=by, now=now, revisit=revisit.id, outcome=outcome)
    return made


def _caller(revisit: Revisit, by: Staff) -> Case:
    """The case, for somebody who may call about it. Raises NotAllowed for its handlers (R-02)."""
    case = db.session.get_one(Case, revisit.case_id)
    if not may_call(by, case):
        raise NotAllowed("own_case" if by.id in (case.owner_id, case.second_id) else "call")
    if revisit.state is not RevisitState.TO_CALL:
        raise WrongState("call", revisit.state.value)
    return case


def _held(revisit: Revisit, by: Staff, now: datetime) -> Case:
    """The case, for who holds the call. Raises WrongState for anybody else.

    Locks the call: of a form that was sent twice at once the second finds it made.
    """
    db.session.refresh(revisit, CALL, with_for_update={"of": Revisit})
    case = _caller(revisit, by)
    if not revisit.claimed_by(by, now):
        raise WrongState("call", "claimed" if revisit.claimed_by_another(by, now) else "not_claimed")
    return case
