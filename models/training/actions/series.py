"""A series of sessions is moved or cancelled in one step, and everybody is told once (L-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.actions import record
from models.people.tables import Staff
from models.training.actions.audience import everybody_in, tell
from models.training.actions.enrol import enrol
from models.training.actions.sessions import LONGEST
from models.training.queries.series import Slot, meant_by
from models.training.queries.sessions import enrolment_of, held, roster
from models.training.rules.standing import may_run
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Place, Scope, SessionState


@dataclass(frozen=True)
class Shift:
    """When the session that one stands at is to be, and where; the others of its series go as far."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    link: str = ""


def slots_after(session: TrainingSession, sessions: Sequence[TrainingSession], to: Shift) -> list[Slot]:
    """When and where each would be: as long, and as much later or earlier, as the one that one stands at."""
    later, lasts = to.starts_at - session.starts_at, to.ends_at - to.starts_at
    starts = [(each, each.starts_at + later) for each in sessions]
    return [Slot(each, start, start + lasts, to.place.strip()) for each, start in starts]


def mark_of(sessions: Sequence[TrainingSession]) -> int:
    """A number that is another one when one of these was changed, cancelled or begun since (H-07)."""
    return 100 * sum(each.version for each in sessions) + len(sessions)


def move_series(
    session: TrainingSession, scope: Scope, to: Shift, *, by: Staff, now: datetime, seen: int | None
) -> list[TrainingSession]:
    """Moves a session with those after it, or all of its series that are still to come, by the same time and
    to the same place. Everybody who is in one of them is told once, by the first of theirs, and reminded
    anew; calendars follow. Records training.moved for each.

    Raises NotAllowed for who runs not all of them; WrongState where none is to come; Stale when one changed
    since `seen` (see `mark_of`); Invalid: ("starts_at", "past_start"), ("ends_at", "ends_before"), ("place",
    "nowhere"), ("starts_at", "people_noted"), ("starts_at", "no_trainer") where a trainer does not work here
    on the new day.
    """
    found = _meant(session, scope, by=by, now=now, seen=seen)
    if not timedelta() < to.ends_at - to.starts_at <= LONGEST:
        raise Invalid("ends_at", "ends_before")
    if not (to.place.strip() or to.link.strip()):
        raise Invalid("place", "nowhere")
    slots = slots_after(_standing(session, found), found, to)
    if any(each.starts_at <= now for each in slots):
        raise Invalid("starts_at", "past_start")
    if not all(each.session.trainer.works_on(local_day(each.starts_at)) for each in slots):
        raise Invalid("starts_at", "no_trainer")
    if any(person.attendance is not None for each in found for person in roster(each)):
        raise Invalid("starts_at", "people_noted")
    for slot in slots:
        each = slot.session
        each.starts_at, each.ends_at, each.place, each.link = (
            slot.starts_at, slot.ends_at, slot.place, to.link.strip()
        )  # fmt: skip
        each.sequence += 1
        each.reminded_at = None
        db.session.flush()
        record("training.moved", each, by=by, now=now, since=each.starts_at.isoformat())
    _tell_once(found, "training_series_moved", by=by, now=now)
    return found


def cancel_series(
    session: TrainingSession, scope: Scope, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> list[TrainingSession]:
    """Cancels a session with those after it, or all of its series that are still to come, with a reason that
    everybody in one of them is told once. Records training.cancelled for each.

    Raises NotAllowed, WrongState, as `move_series`; Stale when one of all that are to come changed since
    `seen`, whatever the scope; Invalid("reason", "required").
    """
    found = _meant(session, scope, by=by, now=now, seen=None)
    mark = mark_of(meant_by(session, Scope.WHOLE, now))
    if seen is not None and seen != mark:
        raise Stale(seen, mark)
    if not reason.strip():
        raise Invalid("reason", "required")
    for each in found:
        each.state, each.ended_by_id, each.ended_at = SessionState.CANCELLED, by.id, now
        each.ended_because = reason.strip()
        each.sequence += 1
        db.session.flush()
        record("training.cancelled", each, by=by, now=now, reason=reason.strip())
    _tell_once(found, "training_series_cancelled", by=by, now=now, text=reason.strip())
    return found


def join_series(session: TrainingSession, *, by: Staff, now: datetime) -> list[Enrolment]:
    """Gives oneself a seat, or a place in the waiting list, in all sessions of a series that are still to
    come and that one is not in, holds or had left by then. Records training.enrolled or training.queued for
    each. Raises Invalid("person", "already_in") where that is none."""
    made = []
    for each in sorted(meant_by(session, Scope.WHOLE, now), key=lambda one: one.id):
        known = enrolment_of(each, by.id)
        inside = known is not None and known.place is not Place.GIVEN_UP
        if not inside and by.id != each.trainer_id and by.works_on(local_day(each.starts_at)):
            made.append(enrol(each, by, by=by, now=now))
    if not made:
        raise Invalid("person", "already_in")
    return made


def _meant(
    session: TrainingSession, scope: Scope, *, by: Staff, now: datetime, seen: int | None
) -> list[TrainingSession]:
    """The sessions that are meant, held in the order of their ids, as two series-steps at once wait for each
    other."""
    for each in sorted(meant_by(session, scope, now), key=lambda one: one.id):
        held(each)
    found = meant_by(session, scope, now)
    if not found:
        raise WrongState("training", session.state.value)
    if not all(may_run(each, by) for each in found):
        raise NotAllowed("training")
    if seen is not None and seen != mark_of(found):
        raise Stale(seen, mark_of(found))
    return found


def _standing(session: TrainingSession, found: Sequence[TrainingSession]) -> TrainingSession:
    """The session that one stands at; it is to come itself."""
    for each in found:
        if each.id == session.id:
            return each
    raise WrongState("training", session.state.value)


def _tell_once(
    found: Sequence[TrainingSession], kind: str, *, by: Staff, now: datetime, **facts: str
) -> None:
    """Each person has one notice, about the first of the sessions that they are in."""
    theirs: dict[int, list[TrainingSession]] = {}
    for each in found:
        for person in set(everybody_in(each)):
            theirs.setdefault(person, []).append(each)
    for first in found:
        for many in range(1, len(found) + 1):
            people = [n for n, several in theirs.items() if several[0] is first and len(several) == many]
            tell(people, kind, first, now=now, but=by.id, sessions=many, **facts)
