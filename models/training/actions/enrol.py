"""People are enrolled by themselves, their head, the trainer or a rule, wait, or give a seat up (L-02)."""

from datetime import datetime

from sqlalchemy import func, select

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, record
from models.people.tables import Staff
from models.training.actions.audience import tell
from models.training.queries.audience import headed_by, people_meant
from models.training.queries.sessions import enrolment_of, held, roster
from models.training.rules.standing import may_enrol, may_run
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Place, Way


def enrol(
    session: TrainingSession,
    person: Staff,
    *,
    made_up_for: Enrolment | None = None,
    by: Staff,
    now: datetime,
) -> Enrolment:
    """Gives a person a seat, or a place in the waiting list where all are taken. Enrolled by another, they
    are told. Records training.enrolled or training.queued.

    Raises NotAllowed for a person who is not theirs to enrol; WrongState when the session is over;
    Invalid: ("person", "already_in"), ("person", "not_here"), ("person", "is_trainer"), ("person", "begun")
    for oneself once it has begun.
    """
    session = held(session)
    if not may_enrol(session, person, by, headed_by(by)):
        raise NotAllowed("training")
    if not session.open:
        raise WrongState("training", session.state.value)
    if person.id == session.trainer_id:
        raise Invalid("person", "is_trainer")
    if session.starts_at <= now and not may_run(session, by):
        raise Invalid("person", "begun")
    if not person.works_on(local_day(session.starts_at)):
        raise Invalid("person", "not_here")
    way = Way.SELF if person.id == by.id else Way.TRAINER if may_run(session, by) else Way.HEAD
    found = seat(session, person, way, made_up_for=made_up_for, by=by, now=now)
    if found is None:
        raise Invalid("person", "already_in")
    return found


def enrol_by_rule(session: TrainingSession, *, by: Staff, now: datetime) -> list[Enrolment]:
    """Enrols everybody who is meant by the session's departments and roles and is not in yet, in the order
    of their numbers; each is told. Records training.enrolled or training.queued for each.

    Raises NotAllowed, WrongState when the session is over, Invalid("rule", "no_rule") where it names nobody.
    """
    session = held(session)
    if not may_run(session, by):
        raise NotAllowed("training")
    if not session.open:
        raise WrongState("training", session.state.value)
    if not session.departments and not session.roles:
        raise Invalid("rule", "no_rule")
    people = people_meant(session.departments, session.roles, local_day(session.starts_at))
    made = [
        seat(session, person, Way.RULE, by=by, now=now)
        for person in people
        if person.id != session.trainer_id
    ]
    return [each for each in made if each is not None]


def give_up(session: TrainingSession, person: Staff, *, by: Staff, now: datetime) -> Enrolment:
    """Takes a person out; who waits longest gets the seat and is told, as is who was taken out by another.
    Records training.given_up.

    Raises NotAllowed, WrongState when the session is over, Invalid("person", "not_in"), ("person",
    "was_there") for somebody whose attendance is noted, and ("person", "begun") once it has begun: who did
    not come is absent, and only who runs the session says otherwise.
    """
    session = held(session)
    if not may_enrol(session, person, by, headed_by(by)):
        raise NotAllowed("training")
    if not session.open:
        raise WrongState("training", session.state.value)
    if session.starts_at <= now and not may_run(session, by):
        raise Invalid("person", "begun")
    found = enrolment_of(session, person.id)
    if found is None or found.place is Place.GIVEN_UP:
        raise Invalid("person", "not_in")
    if found.attendance is not None:
        raise Invalid("person", "was_there")
    found.place = Place.GIVEN_UP
    db.session.flush()
    record("training.given_up", session, by=by, now=now, staff=person.id)
    tell([person.id], "training_taken_out", session, now=now, but=by.id)
    fill_seats(session, now=now)
    return found


def seat(
    session: TrainingSession,
    person: Staff,
    way: Way,
    *,
    made_up_for: Enrolment | None = None,
    told: bool = True,
    by: Staff,
    now: datetime,
) -> Enrolment | None:
    """A seat or a place in the waiting list for who has none; None for who is in already. The session is
    held by whoever calls, who also tells the person where `told` is False."""
    found = enrolment_of(session, person.id)
    if found is not None and found.place is not Place.GIVEN_UP:
        return None
    place = Place.SEATED if _free(session) > 0 or way is Way.WALK_IN else Place.WAITING
    if found is None:
        found = Enrolment(session_id=session.id, staff=person, place=place, way=way, queued_at=now)
        db.session.add(found)
    found.place, found.way, found.by_id, found.queued_at = place, way, by.id, now
    found.made_up_for_id = made_up_for.id if made_up_for else None
    db.session.flush()
    kind = "training.enrolled" if place is Place.SEATED else "training.queued"
    missed = {"missed_session": made_up_for.session.number} if made_up_for else {}
    record(kind, session, by=by, now=now, staff=person.id, enrolled_by=way, **missed)
    if told and way is not Way.WALK_IN:
        says = "training_enrolled" if place is Place.SEATED else "training_queued"
        tell([person.id], says, session, now=now, but=by.id)
    return found


def fill_seats(session: TrainingSession, *, now: datetime) -> list[Enrolment]:
    """Gives free seats to those who wait, the longest first, and tells them. Records training.seated."""
    if session.starts_at <= now:
        return []
    free = _free(session)
    moved = [each for each in roster(session) if each.place is Place.WAITING][: max(free, 0)]
    for each in moved:
        each.place = Place.SEATED
        db.session.flush()
        record("training.seated", session, by=SYSTEM, now=now, staff=each.staff_id)
        tell([each.staff_id], "training_seated", session, now=now)
    return moved


def _free(session: TrainingSession) -> int:
    taken = select(func.count()).where(Enrolment.session_id == session.id, Enrolment.place == Place.SEATED)
    return session.capacity - (db.session.scalar(taken) or 0)
