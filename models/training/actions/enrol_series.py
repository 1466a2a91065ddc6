"""A head enrols people in all dates of a series in one step; each person is told once (L-02)."""

from collections.abc import Sequence
from datetime import datetime

from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.people.tables import Staff
from models.training.actions.audience import tell
from models.training.actions.enrol import seat
from models.training.actions.series import mark_of
from models.training.queries.audience import headed_by
from models.training.queries.candidates import candidates
from models.training.queries.series import meant_by
from models.training.queries.sessions import held
from models.training.rules.standing import may_enrol
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Place, Scope, Way


def enrol_in_series(
    session: TrainingSession,
    people: Sequence[Staff],
    *,
    anyway: bool = False,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> list[list[Enrolment]]:
    """Gives people a seat, or a place in the waiting list where all are taken, in every date of a series that
    is still to come and that they are not in, do not hold and work here on; in the order of their numbers.
    Answers what each of them got, by person. Everybody but oneself is told once, about the first of theirs.
    Records training.enrolled or training.queued for each date.

    Raises NotAllowed for a person who is not theirs to enrol; WrongState where no date is to come; Stale
    when one was moved or cancelled, or has begun, since `seen` (see `mark_of`); Invalid: ("people",
    "nobody_ticked"), ("people", "in_all_dates") for somebody with no date left, ("anyway", "busy_then") for
    somebody who has something else at the time of one, unless `anyway`.
    """
    for each in sorted(meant_by(session, Scope.WHOLE, now), key=lambda one: one.id):
        held(each)
    dates = meant_by(session, Scope.WHOLE, now)
    headed = headed_by(by)
    if not all(may_enrol(each, person, by, headed) for each in dates for person in people):
        raise NotAllowed("training")
    if not dates:
        raise WrongState("training", session.state.value)
    if seen is not None and seen != mark_of(dates):
        raise Stale(seen, mark_of(dates))
    if not people:
        raise Invalid("people", "nobody_ticked")
    wanted = candidates(dates, sorted(people, key=lambda each: each.number))
    if not all(each.dates for each in wanted):
        raise Invalid("people", "in_all_dates")
    if not anyway and any(each.busy for each in wanted):
        raise Invalid("anyway", "busy_then")
    return [_enrolled(each.person, each.dates, by=by, now=now) for each in wanted]


def _enrolled(
    person: Staff, dates: Sequence[TrainingSession], *, by: Staff, now: datetime
) -> list[Enrolment]:
    """A place in each of these dates for somebody who is in none of them, and one notice."""
    way = Way.SELF if person.id == by.id else Way.HEAD
    made = [seat(each, person, way, told=False, by=by, now=now) for each in dates]
    found = [each for each in made if each is not None]
    waits = sum(each.place is Place.WAITING for each in found)
    tell(
        [person.id],
        "training_series_enrolled",
        dates[0],
        now=now,
        but=by.id,
        sessions=len(found),
        waiting=waits,
    )
    return found
