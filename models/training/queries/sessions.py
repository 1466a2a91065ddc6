"""Sessions: lists, one with all that belongs to it, who is enrolled, a person's own (L-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, lazyload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from models.db import db
from models.people.tables import Staff
from models.training.tables import (
    CalendarFeed,
    Enrolment,
    TrainingMaterial,
    TrainingSession,
    TrainingTopic,
)
from models.training.words import Field, Place, SessionState

KEPT = timedelta(days=90)
"""How long a session that is over stays in people's calendars."""


@dataclass(frozen=True)
class SessionFilter:
    """What a list of sessions was narrowed to; `mine` are those that one holds, `since` and `until` when they
    begin."""

    state: SessionState | None = None
    field: Field | None = None
    mine: bool = False
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Row:
    """A session in a list, with how many have a seat and how many wait."""

    session: TrainingSession
    seated: int
    waiting: int

    @property
    def full(self) -> bool:
        return self.seated >= self.session.capacity


def listing(
    by: Staff, wanted: SessionFilter, *, offset: int = 0, limit: int | None = None
) -> tuple[list[Row], int]:
    """A part of all sessions, the latest first, and how many there are. Three queries."""
    conditions = _conditions(by, wanted)
    total = db.session.scalar(select(func.count()).select_from(TrainingSession).where(*conditions)) or 0
    rows = _rows(select(TrainingSession).where(*conditions))
    found = db.session.scalars(
        rows.order_by(TrainingSession.starts_at.desc(), TrainingSession.id.desc()).offset(offset).limit(limit)
    ).all()
    return with_seats(found), total


def coming(by: Staff, now: datetime) -> list[Row]:
    """The sessions that somebody has no part in yet and could still enrol in, the next first."""
    mine = select(Enrolment.session_id).where(Enrolment.staff_id == by.id, Enrolment.place != Place.GIVEN_UP)
    found = db.session.scalars(
        _rows(select(TrainingSession))
        .where(
            TrainingSession.state == SessionState.PLANNED,
            TrainingSession.starts_at > now,
            TrainingSession.trainer_id != by.id,
            TrainingSession.id.not_in(mine),
        )
        .order_by(TrainingSession.starts_at, TrainingSession.id)
        .limit(100)
    ).all()
    return with_seats(found)


def own(staff: Staff, limit: int = 100) -> Sequence[Enrolment]:
    """What somebody is or was enrolled in, with the sessions, the latest first. One query."""
    rows = (
        select(Enrolment)
        .join(TrainingSession)
        .where(Enrolment.staff_id == staff.id, Enrolment.place != Place.GIVEN_UP)
        .options(
            joinedload(Enrolment.session)
            .joinedload(TrainingSession.trainer)
            .options(lazyload(Staff.grants), lazyload(Staff.department))
        )
    )
    return db.session.scalars(rows.order_by(TrainingSession.starts_at.desc()).limit(limit)).all()


def held_by(staff: Staff, limit: int = 50) -> list[Row]:
    """The sessions that somebody holds and has not closed, the next first."""
    found = _rows(select(TrainingSession)).where(
        TrainingSession.trainer_id == staff.id, TrainingSession.state == SessionState.PLANNED
    )
    return with_seats(db.session.scalars(found.order_by(TrainingSession.starts_at).limit(limit)).all())


def find(number: str) -> TrainingSession | None:
    """A session with its trainer, topic and materials. Everybody who works here may see that it is held."""
    found = _rows(select(TrainingSession)).where(TrainingSession.number == number)
    whole = (
        joinedload(TrainingSession.topic).joinedload(TrainingTopic.plan),
        selectinload(TrainingSession.materials).joinedload(TrainingMaterial.file),
    )
    return db.session.scalars(found.options(*whole)).one_or_none()


def held(session: TrainingSession) -> TrainingSession:
    """The session as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = _rows(select(TrainingSession)).where(TrainingSession.id == session.id)
    locked = rows.with_for_update(of=TrainingSession).execution_options(populate_existing=True)
    return db.session.scalars(locked).one()


def roster(session: TrainingSession) -> Sequence[Enrolment]:
    """Who has a seat, then who waits, in order; with their names, and
    what they make up for. One query."""
    rows = (
        select(Enrolment)
        .where(Enrolment.session_id == session.id, Enrolment.place != Place.GIVEN_UP)
        .options(joinedload(Enrolment.staff).options(lazyload(Staff.grants)))
        .options(joinedload(Enrolment.made_up_for).joinedload(Enrolment.session))
        .order_by(Enrolment.place, Enrolment.queued_at, Enrolment.id)
    )
    return db.session.scalars(rows).all()


def enrolment_of(session: TrainingSession, staff_id: int) -> Enrolment | None:
    """A person's row in a session, given up ones too."""
    rows = select(Enrolment).where(Enrolment.session_id == session.id, Enrolment.staff_id == staff_id)
    named = joinedload(Enrolment.staff).options(lazyload(Staff.grants))
    return db.session.scalars(rows.options(named)).one_or_none()


def to_remind(now: datetime, before: timedelta, limit: int = 200) -> Sequence[int]:
    """Planned sessions that begin within `before` and of which nobody was reminded, the first first."""
    rows = select(TrainingSession.id).where(
        TrainingSession.state == SessionState.PLANNED,
        TrainingSession.reminded_at.is_(None),
        TrainingSession.starts_at > now,
        TrainingSession.starts_at <= now + before,
    )
    return db.session.scalars(rows.order_by(TrainingSession.starts_at).limit(limit)).all()


def feed_of(staff: Staff) -> CalendarFeed | None:
    """The secret calendar of a person, if they asked for one."""
    return db.session.scalars(select(CalendarFeed).where(CalendarFeed.staff_id == staff.id)).one_or_none()


def feed_at(locator: str) -> CalendarFeed | None:
    """The calendar that an address leads to, with whose it is."""
    found = select(CalendarFeed).where(CalendarFeed.locator == locator)
    return db.session.scalars(found.options(joinedload(CalendarFeed.staff))).one_or_none()


def in_calendar(staff: Staff, now: datetime) -> Sequence[TrainingSession]:
    """The sessions in which somebody has a seat or that they hold, cancelled ones too, from KEPT ago on."""
    seated = select(Enrolment.session_id).where(
        Enrolment.staff_id == staff.id, Enrolment.place == Place.SEATED
    )
    rows = _rows(select(TrainingSession)).where(
        TrainingSession.starts_at >= now - KEPT,
        (TrainingSession.trainer_id == staff.id) | TrainingSession.id.in_(seated),
    )
    return db.session.scalars(rows.order_by(TrainingSession.starts_at)).all()


def _conditions(by: Staff, wanted: SessionFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        found.append(TrainingSession.state == wanted.state)
    if wanted.field is not None:
        found.append(TrainingSession.field == wanted.field)
    if wanted.since is not None:
        found.append(TrainingSession.starts_at >= wanted.since)
    if wanted.until is not None:
        found.append(TrainingSession.starts_at < wanted.until)
    if wanted.mine:
        found.append(TrainingSession.trainer_id == by.id)
    return found


def _rows(statement: Select[TrainingSession]) -> Select[TrainingSession]:
    return statement.options(*_trainer())


def _trainer() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    return [joinedload(TrainingSession.trainer).options(*quiet)]


def with_seats(sessions: Sequence[TrainingSession]) -> list[Row]:
    """Sessions with how many have a seat in each and how many wait. One query."""
    counts: dict[tuple[int, Place], int] = {}
    for session_id, place, count in db.session.execute(
        select(Enrolment.session_id, Enrolment.place, func.count())
        .where(Enrolment.session_id.in_([each.id for each in sessions]))
        .group_by(Enrolment.session_id, Enrolment.place)
    ):
        counts[session_id, place] = count
    return [
        Row(each, counts.get((each.id, Place.SEATED), 0), counts.get((each.id, Place.WAITING), 0))
        for each in sessions
    ]
