"""Whether a letter with a survey link still holds when it is about to leave (R-03)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.tables import Case
from models.cases.words import Closing
from models.customers.tables import Customer
from models.db import db
from models.outbox.tables import OutboxMessage, Overtaken
from models.revisits.queries.due import fits
from models.revisits.tables import ASKED_STATES, Revisit
from models.revisits.words import RevisitState
from models.rulebook.words import MessageKind
from models.surveys.tables import Invitation

KINDS = (MessageKind.REVISIT_INVITATION, MessageKind.REVISIT_REMINDER)
"""The letters that are judged here; all others by `models/cases/rules/letters.py`."""


def overtaken(message: OutboxMessage, now: datetime) -> Overtaken | None:
    """Why a survey link must not leave any more; None while an answer to it is waited for.

    The customer has answered, by another way or an earlier link, or does not want to be asked; the case
    went on without an answer; or the time for answers is over.
    """
    row = db.session.execute(
        select(Revisit, Invitation, Case, Customer.do_not_contact_since)
        .join(Invitation, Invitation.id == Revisit.invitation_id)
        .join(Case, Case.id == Revisit.case_id)
        .join(Customer, Customer.id == Case.customer_id)
        .where(Invitation.locator == message.facts.get("locator", ""))
    ).one_or_none()
    if row is None:
        return None
    revisit, invitation, case, unwanted_since = row
    if revisit.state is RevisitState.ANSWERED:
        return Overtaken.ANSWERED
    if not fits(revisit, case):
        return _went_on(revisit, case)
    if unwanted_since is not None:
        return Overtaken.UNWANTED
    if revisit.state not in ASKED_STATES or invitation.over(now):
        return Overtaken.EXPIRED
    return None


def _went_on(revisit: Revisit, case: Case) -> Overtaken:
    if case.round != revisit.round:
        return Overtaken.REOPENED
    return Overtaken.WITHDRAWN if case.closing is Closing.WITHDRAWN else Overtaken.CLOSED
