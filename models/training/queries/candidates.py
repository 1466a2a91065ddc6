"""Whom a head could enrol in a series, and what each of them has at its times (L-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.duty.queries import shifts_of
from models.people.queries import working_staff
from models.people.tables import Staff
from models.training.queries.audience import headed_by
from models.training.queries.series import at_the_time_of, overlap, slot_of
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Busy, Place


@dataclass(frozen=True)
class Engagement:
    """What somebody has at the time of a date of the series: `other` is another session, None for duty."""

    date: TrainingSession
    kind: Busy
    starts_at: datetime
    ends_at: datetime
    other: TrainingSession | None = None


@dataclass(frozen=True)
class Candidate:
    """Somebody with the dates that they could be enrolled in, and what they have at the times of these."""

    person: Staff
    dates: list[TrainingSession]
    busy: list[Engagement]


def own_people(by: Staff, sessions: Sequence[TrainingSession]) -> Sequence[Staff]:
    """Who works in the departments that somebody heads, or below, on the day of the first of these sessions,
    by number; nobody for who heads none, or without a session."""
    headed = headed_by(by)
    if not headed or not sessions:
        return []
    return working_staff(on=local_day(sessions[0].starts_at), departments=headed)


def candidates(sessions: Sequence[TrainingSession], people: Sequence[Staff]) -> list[Candidate]:
    """The dates that each of these people is not in, does not hold and works here on, with what they have at
    the time: another planned session that they are in, wait for or hold, or a shift of duty. Three queries,
    however many people and dates."""
    if not sessions or not people:
        return []
    slots = [slot_of(each) for each in sessions]
    rows = select(TrainingSession).where(at_the_time_of(slots)).order_by(TrainingSession.starts_at)
    others = db.session.scalars(rows).all()
    inside = _inside([*sessions, *others], people)
    shifts = shifts_of(
        [each.id for each in people],
        min(each.starts_at for each in slots),
        max(each.ends_at for each in slots),
    )
    found = []
    for person in people:
        dates = [
            each
            for each in sessions
            if (person.id, each.id) not in inside
            and person.id != each.trainer_id
            and person.works_on(local_day(each.starts_at))
        ]
        there = [
            (kind, each.starts_at, each.ends_at, each)
            for each in others
            for kind, has in (
                (Busy.ENROLLED, (person.id, each.id) in inside),
                (Busy.HOLDS, person.id == each.trainer_id),
            )
            if has
        ]
        duty = [
            (Busy.ON_DUTY, each.begins_at, each.ends_at, None)
            for each in shifts
            if each.staff_id == person.id
        ]
        busy = [
            Engagement(date, kind, starts_at, ends_at, other)
            for date in dates
            for kind, starts_at, ends_at, other in (*there, *duty)
            if overlap(slot_of(date), starts_at, ends_at)
        ]
        found.append(Candidate(person, dates, busy))
    return found


def _inside(sessions: Sequence[TrainingSession], people: Sequence[Staff]) -> set[tuple[int, int]]:
    """Who has a seat or waits in which of these sessions, by the ids of both."""
    rows = select(Enrolment.staff_id, Enrolment.session_id).where(
        Enrolment.session_id.in_([each.id for each in sessions]),
        Enrolment.staff_id.in_([each.id for each in people]),
        Enrolment.place != Place.GIVEN_UP,
    )
    return {(staff_id, session_id) for staff_id, session_id in db.session.execute(rows)}
