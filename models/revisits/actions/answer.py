"""What an answer does to the case (R-04)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.actions import reopen, settle
from models.cases.tables import Case
from models.cases.words import Closing, State
from models.db import db
from models.events.actions import CUSTOMER, Actor, record
from models.revisits.rules import Reading, Verdict, read, verdict
from models.revisits.tables import ASKED_STATES, Revisit, RevisitAnswer
from models.revisits.words import RevisitKind, RevisitState, Silence
from models.rulebook.queries import rules_of
from models.surveys.queries import answers_of
from models.surveys.tables import Invitation, Response
from models.surveys.words import InvitationState

SETTLED = (Closing.SATISFIED, Closing.CONFIRMED, Closing.NEUTRAL, Closing.NO_ANSWER)


def take_answer(invitation: Invitation, *, now: datetime, by: Actor = CUSTOMER) -> Revisit | None:
    """Carries an answered questionnaire to its case; None where it belongs to no revisit.

    Keeps each answer that differs from the one before. Content or so-so closes an answered case;
    discontent (or "not solved") reopens it, once for each round. A later, better answer is kept and
    undoes nothing.
    Records `revisit.answered`, then what follows from it. Nothing happens before the five points
    are given.
    """
    revisit = db.session.scalars(
        select(Revisit)
        .where(Revisit.invitation_id == invitation.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    response = invitation.response
    reading = read(answers_of(response))
    if revisit is None or response is None or reading is None:
        return None
    case = db.session.scalars(
        select(Case)
        .where(Case.id == revisit.case_id)
        .with_for_update(of=Case)
        .execution_options(populate_existing=True)
    ).one()
    if _keep(revisit, response, reading, now):
        record(
            "revisit.answered",
            case,
            by=by,
            now=now,
            revisit=revisit.id,
            score=reading.score,
            solved=reading.solved,
            reach=response.reach,
        )
    _follow(revisit, case, reading, now=now)
    return revisit


def take_unfinished(revisit: Revisit, *, now: datetime) -> bool:
    """Takes what a customer answered, or answered otherwise, before leaving; returns whether it did (S-05).

    Nothing is taken before the five points are given, and nothing of a revisit that ended in silence,
    unless that was the customer's wish, taken back since by the same link.
    """
    if revisit.invitation_id is None:
        return False
    invitation = db.session.get_one(Invitation, revisit.invitation_id)
    again = revisit.silence is Silence.DO_NOT_CONTACT and invitation.state is InvitationState.OPEN
    if not again and revisit.state not in (*ASKED_STATES, RevisitState.ANSWERED):
        return False
    response = db.session.scalars(
        select(Response).where(Response.invitation_id == invitation.id)
    ).one_or_none()
    if response is None or read(answers_of(response)) is None:
        return False
    invitation.response = response
    return take_answer(invitation, now=now) is not None


def _keep(revisit: Revisit, response: Response, reading: Reading, now: datetime) -> bool:
    """Writes the answer down; returns whether it differs from the one before."""
    if revisit.state is RevisitState.ANSWERED and (revisit.score, revisit.solved) == (
        reading.score,
        reading.solved,
    ):
        return False
    db.session.add(
        RevisitAnswer(
            revisit_id=revisit.id,
            at=now,
            score=reading.score,
            solved=reading.solved,
            reach=response.reach,
            by_id=response.entered_by_id,
        )
    )
    revisit.state = RevisitState.ANSWERED
    revisit.silence = None
    revisit.answered_at = revisit.ended_at = now
    revisit.score, revisit.solved = reading.score, reading.solved
    revisit.next_call_at = None
    revisit.let_go()
    db.session.flush()
    return True


def _follow(revisit: Revisit, case: Case, reading: Reading, *, now: datetime) -> None:
    rules = rules_of(case.rulebook_id)
    said = verdict(reading, rules)
    if said.reopens:
        _bring_back(revisit, case, said, now=now)
    elif revisit.kind is RevisitKind.FIRST and case.round == revisit.round and case.state is State.ANSWERED:
        closing = Closing.SATISFIED if said is Verdict.SATISFIED else Closing.NEUTRAL
        settle(case, closing, by=CUSTOMER, now=now)
    db.session.flush()


def _bring_back(revisit: Revisit, case: Case, said: Verdict, *, now: datetime) -> None:
    """Reopens the round that was asked about, once."""
    settled = case.state is State.CLOSED and case.closing in SETTLED
    if case.round != revisit.round or not (settled or case.state is State.ANSWERED):
        return
    reopen(case, why=said.value, by=CUSTOMER, now=now)
    revisit.reopened_at = now
