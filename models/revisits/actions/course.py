"""What follows when no answer comes: a reminder, another means, the phone list, the end (R-03)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.actions import settle
from models.cases.actions.letters import send_letter
from models.cases.queries.contacts import can_be_written
from models.cases.tables import Case
from models.cases.words import Closing
from models.customers.tables import Customer
from models.db import db
from models.errors import WrongState
from models.events.actions import SYSTEM, record
from models.outbox import actions as outbox
from models.revisits.queries.due import fits, undelivered
from models.revisits.queries.limits import room_for_letter
from models.revisits.rules import (
    BY_SMS,
    INVITATION_NAME,
    MEANS,
    REMINDER_NAME,
    course,
    next_call,
    next_contact,
    window_end,
)
from models.revisits.tables import OPEN_STATES, Revisit
from models.revisits.words import RevisitKind, RevisitState, Silence
from models.rulebook.document import Rules
from models.rulebook.queries import rules_of
from models.rulebook.words import Means
from models.surveys.actions import withdraw
from models.surveys.tables import Invitation
from models.surveys.words import Reach

UNWILLING = (Silence.REFUSED, Silence.DO_NOT_CONTACT)
"""After these the link is taken back too: the customer said no."""
REMINDER = "revisit_reminder"
INVITATION = "revisit_invitation"
LETTERS = (INVITATION, REMINDER)


def remind(revisit: Revisit, *, now: datetime) -> bool:
    """Reminds of an unanswered link, once, by the means by which it went out; returns whether it did.

    Waits for the end of quiet hours, and while this customer was written to often enough today.

    Records `revisit.reminded`. Raises WrongState where no link is out.
    """
    case = _asked(revisit, RevisitState.SENT)
    if not fits(revisit, case):
        cancel(revisit, now=now)
        return True
    if _unwilling(case):
        end_in_silence(revisit, case, Silence.DO_NOT_CONTACT, now=now)
        return True
    if revisit.reminded_at is not None:
        return False
    rules = rules_of(case.rulebook_id)
    waits_until = next_contact(rules, room_for_letter(case, REMINDER, rules, now))
    if waits_until > now:
        revisit.remind_at = waits_until
        return False
    invitation = db.session.get_one(Invitation, revisit.invitation_id)
    revisit.reminded_at = now
    contact = send_letter(
        REMINDER,
        case,
        by=SYSTEM,
        now=now,
        means=MEANS.get(invitation.reach),
        dedupe=f"{REMINDER_NAME}{revisit.id}",
        locator=invitation.locator,
        revisit_kind=revisit.kind,
        open_until=invitation.closes_at.isoformat(),
    )
    record(
        "revisit.reminded",
        case,
        by=SYSTEM,
        now=now,
        revisit=revisit.id,
        contact=contact.id if contact else None,
    )
    return True


def fall_back(revisit: Revisit, *, now: datetime) -> None:
    """Puts an unanswered or undelivered link on the phone list; the link stays open beside it.

    A letter that could not be delivered is followed by an SMS first, where one can leave. The window is
    kept long enough for the calls. Records `revisit.to_call`, or `revisit.sent_again`. Raises WrongState
    where no link is out.
    """
    case = _asked(revisit, RevisitState.SENT)
    if not fits(revisit, case):
        cancel(revisit, now=now)
        return
    if _unwilling(case):
        end_in_silence(revisit, case, Silence.DO_NOT_CONTACT, now=now)
        return
    if not case.contact_phone:
        end_in_silence(revisit, case, Silence.UNDELIVERED, now=now)
        return
    rules = rules_of(case.rulebook_id)
    invitation = db.session.get_one(Invitation, revisit.invitation_id)
    lost = _lost(revisit)
    if lost and invitation.reach is Reach.EMAIL and _by_sms(revisit, case, invitation, rules, now):
        return
    invitation.closes_at = max(invitation.closes_at, window_end(rules, now))
    revisit.expires_at = invitation.closes_at
    revisit.state = RevisitState.TO_CALL
    revisit.next_call_at = next_call(rules, now)
    db.session.flush()
    reason = "undelivered" if lost else "no_answer"
    record("revisit.to_call", case, by=SYSTEM, now=now, revisit=revisit.id, reason=reason)


def expire(revisit: Revisit, *, now: datetime) -> None:
    """Ends a revisit whose window is over without an answer; the case then closes as unanswered.

    Records `revisit.expired`. Raises WrongState where nobody was asked.
    """
    case = _asked(revisit, RevisitState.SENT, RevisitState.TO_CALL)
    if not fits(revisit, case):
        cancel(revisit, now=now)
        return
    if revisit.attempts:
        silence = Silence.NOT_REACHED
    elif revisit.state is RevisitState.TO_CALL:
        silence = Silence.NOT_CALLED
    else:
        silence = Silence.UNDELIVERED if _lost(revisit) else Silence.NO_ANSWER
    end_in_silence(revisit, case, silence, now=now)


def end_in_silence(revisit: Revisit, case: Case, silence: Silence, *, now: datetime) -> None:
    """Ends a revisit without an answer and says why; the first one of a round closes its case.

    Records `revisit.expired`, then what closing the case records.
    """
    revisit.state = RevisitState.EXPIRED
    revisit.silence = silence
    revisit.ended_at = now
    _stop(revisit)
    if silence in UNWILLING and revisit.invitation_id is not None:
        withdraw(db.session.get_one(Invitation, revisit.invitation_id))
        outbox.cancel(case.audit_name, *LETTERS)
    db.session.flush()
    record("revisit.expired", case, by=SYSTEM, now=now, revisit=revisit.id, silence=silence)
    if revisit.kind is RevisitKind.FIRST and fits(revisit, case):
        settle(case, Closing.NO_ANSWER, by=SYSTEM, now=now)


def end_of_calls(revisit: Revisit, case: Case, silence: Silence, *, now: datetime) -> None:
    """What follows when nobody will be called any more: an open link is waited for, else the end."""
    invitation = db.session.get_one(Invitation, revisit.invitation_id)
    if invitation.reach in MEANS and silence not in UNWILLING and not invitation.over(now):
        revisit.state = RevisitState.SENT
        revisit.call_from = revisit.next_call_at = None
        revisit.let_go()
        db.session.flush()
        return
    end_in_silence(revisit, case, silence, now=now)


def cancel(revisit: Revisit, *, now: datetime) -> None:
    """Takes a revisit back because its case has moved on: the link says so, waiting letters stay here.

    Records `revisit.cancelled`. Raises WrongState for one that has ended.
    """
    if revisit.state not in OPEN_STATES:
        raise WrongState("cancel", revisit.state.value)
    case = db.session.get_one(Case, revisit.case_id)
    revisit.state = RevisitState.CANCELLED
    revisit.ended_at = now
    _stop(revisit)
    if revisit.invitation_id is not None:
        withdraw(db.session.get_one(Invitation, revisit.invitation_id))
    db.session.flush()
    outbox.cancel(case.audit_name, *LETTERS)
    record("revisit.cancelled", case, by=SYSTEM, now=now, revisit=revisit.id)


def _by_sms(revisit: Revisit, case: Case, invitation: Invitation, rules: Rules, now: datetime) -> bool:
    """Sends the link by SMS, as the letter got lost; the days for answers begin anew. False where none can.

    Keeps the hours and the limits, as every message does.
    """
    if not can_be_written(case, INVITATION, Means.SMS):
        return False
    leaves_at = next_contact(rules, room_for_letter(case, INVITATION, rules, now))
    then = course(rules, leaves_at)
    invitation.reach = Reach.SMS
    invitation.closes_at = max(invitation.closes_at, then.expires_at)
    revisit.expires_at = invitation.closes_at
    revisit.remind_at, revisit.call_from = then.remind_at, then.call_from
    db.session.flush()
    contact = send_letter(
        INVITATION,
        case,
        by=SYSTEM,
        now=now,
        means=Means.SMS,
        not_before=leaves_at,
        dedupe=f"{INVITATION_NAME}{revisit.id}{BY_SMS}",
        locator=invitation.locator,
        revisit_kind=revisit.kind,
        open_until=invitation.closes_at.isoformat(),
    )
    sent = contact.id if contact else None
    record("revisit.sent_again", case, by=SYSTEM, now=now, revisit=revisit.id, contact=sent)
    return True


def _unwilling(case: Case) -> bool:
    """Whether the customer does not want to be asked any more."""
    return db.session.get_one(Customer, case.customer_id).do_not_contact_since is not None


def _asked(revisit: Revisit, *states: RevisitState) -> Case:
    if revisit.state not in states:
        raise WrongState("revisit", revisit.state.value)
    return db.session.get_one(Case, revisit.case_id)


def _lost(revisit: Revisit) -> bool:
    """Whether the letter with the link was given up."""
    return db.session.scalar(select(Revisit.id).where(Revisit.id == revisit.id, undelivered())) is not None


def _stop(revisit: Revisit) -> None:
    revisit.next_call_at = None
    revisit.let_go()
