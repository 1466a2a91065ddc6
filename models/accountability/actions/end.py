"""A matter ends otherwise: withdrawn, lapsed; and times that pass are recorded as such (A-03)."""

from datetime import datetime

from models.accountability.actions.audience import acting, office, tell
from models.accountability.actions.clocks import end, move
from models.accountability.actions.guard import enter, said
from models.accountability.queries.clocks import last_moment
from models.accountability.queries.matters import held, whole
from models.accountability.rules.due_process import UNDECIDED, Verb, after
from models.accountability.tables import Matter
from models.accountability.words import MatterState, Step, StepEnding
from models.db import db
from models.events.actions import SYSTEM, record
from models.people.tables import Staff


def withdraw(matter: Matter, reason: str, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """Ends a matter that nobody has decided, for a reason; a person who had notice is told.

    Records matter.withdrawn. Raises as every verb does, and Invalid without a reason.
    """
    reason = said("reason", reason)
    matter = enter(Verb.WITHDRAW, matter, by=by, now=now, seen=seen)
    matter.ended_by_id, matter.ended_at, matter.ended_because = by.id, now, reason
    db.session.flush()
    end(matter, StepEnding.DROPPED, by=by, now=now)
    record("matter.withdrawn", matter, by=by, now=now)
    _tell_end(matter, "matter_withdrawn", now=now)
    return matter


def pass_time(matter_id: int, *, now: datetime) -> bool:
    """The time for a statement or an appeal has passed: recorded as such, and the matter goes on, or is
    final. Records matter.statement_passed or matter.appeal_passed. Returns whether it had."""
    matter = whole(matter_id)
    if matter is None:
        return False
    matter = held(matter)
    running = next((each for each in matter.steps if each.running), None)
    if running is None or running.due_at > now or running.step not in (Step.STATEMENT, Step.APPEAL):
        return False
    statement = running.step is Step.STATEMENT
    matter.state = after(Verb.STATEMENT_OVER if statement else Verb.APPEAL_OVER, matter.state)
    if matter.state is MatterState.FINAL:
        matter.ended_at = now
    db.session.flush()
    move(matter, by=None, now=now, ending=StepEnding.LAPSED)
    record("matter.statement_passed" if statement else "matter.appeal_passed", matter, by=SYSTEM, now=now)
    told = {matter.person_id} | office(matter, now=now) | acting(matter, now=now)
    tell(told, "matter_statement_passed" if statement else "matter_final", matter, now=now)
    return True


def lapse(matter_id: int, *, now: datetime) -> bool:
    """Nobody decided within the rulebook's longest time: nothing comes of it. Records matter.lapsed.
    Returns whether it did."""
    matter = whole(matter_id)
    if matter is None or matter.state not in UNDECIDED:
        return False
    matter = held(matter)
    if matter.state not in UNDECIDED:
        return False
    if last_moment(matter) > now:
        return False
    matter.state = after(Verb.LAPSE, matter.state)
    matter.ended_at = now
    db.session.flush()
    end(matter, StepEnding.LAPSED, by=None, now=now)
    record("matter.lapsed", matter, by=SYSTEM, now=now)
    _tell_end(matter, "matter_lapsed", now=now)
    return True


def _tell_end(matter: Matter, kind: str, *, now: datetime) -> None:
    people = office(matter, now=now)
    if matter.notified_at is not None:
        people.add(matter.person_id)
    if matter.investigator_id is not None:
        people.add(matter.investigator_id)
    tell(people, kind, matter, now=now, but=matter.ended_by_id)
