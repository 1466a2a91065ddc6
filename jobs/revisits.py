"""Revisits by themselves: plan, send, remind, go on to the phone list, expire (R-02, R-03, R-05).

Each looks for due rows, locks one at a time, asks again whether it is due, and commits. The letter
itself is queued under the revisit's name, so that nothing is sent twice even by two clocks at once.
"""

from datetime import datetime, timedelta

from jobs.job import Tally, claim, each
from models.campaigns.queries import called_for
from models.cases.tables import Case
from models.cases.words import State
from models.db import db
from models.people.tables import Staff
from models.revisits import actions, queries
from models.revisits.rules import in_the_morning
from models.revisits.tables import ASKED_STATES, OPEN_STATES, Revisit
from models.revisits.words import RevisitState
from models.rulebook.queries import rules_at

HEARD_STATES = (*ASKED_STATES, RevisitState.ANSWERED, RevisitState.EXPIRED)
"""In these a customer may have said something that nobody has heard yet; ended ones by a link that opened
again."""


def plan(now: datetime) -> Tally:
    """A revisit for each answered case, and a look back for each that was closed content."""

    def first(case_id: int) -> bool:
        case = claim(Case, case_id, Case.state == State.ANSWERED)
        return case is not None and actions.plan_for(case, now=now) is not None

    def lasting(case_id: int) -> bool:
        case = claim(Case, case_id, Case.state == State.CLOSED)
        return case is not None and actions.plan_lasting(case, now=now) is not None

    ahead = timedelta(days=rules_at(now).revisit.lasting_after_days)
    done = each(queries.answered_without_revisit(), first, name="revisits-plan")
    return done + each(queries.closed_without_lasting(now - ahead), lasting, name="revisits-plan")


def send(now: datetime) -> Tally:
    """The letter with the link, or a place on the phone list, for each whose moment has come."""

    def one(revisit_id: int) -> bool:
        revisit = claim(Revisit, revisit_id, Revisit.state == RevisitState.PLANNED, Revisit.send_at <= now)
        if revisit is None:
            return False
        actions.send(revisit, calls=called_for, now=now)
        return revisit.state is not RevisitState.PLANNED

    return each(queries.due_to_send(now), one, name="revisits-send")


def remind(now: datetime) -> Tally:
    """One reminder of each unanswered link; what was answered before leaving is taken instead."""

    def one(revisit_id: int) -> bool:
        revisit = claim(
            Revisit, revisit_id, Revisit.state == RevisitState.SENT, Revisit.reminded_at.is_(None)
        )
        if revisit is None:
            return False
        return actions.take_unfinished(revisit, now=now) or actions.remind(revisit, now=now)

    return each(queries.due_to_remind(now), one, name="revisits-remind")


def hear(now: datetime) -> Tally:
    """What a customer said and left half-finished is taken as the answer, after the rulebook's time (S-05).

    The link stays open: the customer may go on, and nobody is told twice.
    """

    def one(revisit_id: int) -> bool:
        revisit = claim(Revisit, revisit_id, Revisit.state.in_(HEARD_STATES), queries.unheld(now))
        if revisit is None or not queries.left_unfinished(now, of=revisit_id):
            return False
        return actions.take_unfinished(revisit, now=now)

    return each(queries.left_unfinished(now), one, name="revisits-hear")


def fall_back(now: datetime) -> Tally:
    """From an unanswered or undelivered link to the phone list."""

    def one(revisit_id: int) -> bool:
        revisit = claim(Revisit, revisit_id, Revisit.state == RevisitState.SENT)
        if revisit is None:
            return False
        if not actions.take_unfinished(revisit, now=now):
            actions.fall_back(revisit, now=now)
        return True

    return each(queries.due_to_call(now), one, name="revisits-fall-back")


def expire(now: datetime) -> Tally:
    """The end of each whose window is over, and of each whose case has moved on."""

    def late(revisit_id: int) -> bool:
        revisit = claim(
            Revisit,
            revisit_id,
            Revisit.state.in_(OPEN_STATES),
            Revisit.expires_at <= now,
            queries.unheld(now),
        )
        if revisit is None:
            return False
        if not actions.take_unfinished(revisit, now=now):
            actions.expire(revisit, now=now)
        return True

    def moved_on(revisit_id: int) -> bool:
        revisit = claim(Revisit, revisit_id, Revisit.state.in_(OPEN_STATES))
        if revisit is None or queries.fits(revisit, db.session.get_one(Case, revisit.case_id)):
            return False
        actions.cancel(revisit, now=now)
        return True

    done = each(queries.out_of_place(), moved_on, name="revisits-expire")
    return done + each(queries.due_to_expire(now), late, name="revisits-expire")


def announce(now: datetime) -> Tally:
    """In the morning of a working day, each caller is told once how many customers are to be called."""
    if not in_the_morning(rules_at(now), now):
        return Tally()

    def one(staff_id: int) -> bool:
        return actions.announce(db.session.get_one(Staff, staff_id), now=now)

    return each(queries.callers(now), one, name="revisits-announce")
