"""The dates of a series, and which other sessions want the same room or trainer (L-02)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.db import db
from models.people.tables import Staff
from models.training.rules.rooms import room_of
from models.training.tables import TrainingSession
from models.training.words import Clash, Scope, SessionState


@dataclass(frozen=True)
class Slot:
    """When and where a session is, or would be."""

    session: TrainingSession
    starts_at: datetime
    ends_at: datetime
    place: str


@dataclass(frozen=True)
class Taken:
    """Another session that wants the trainer or the room of a slot at the same time."""

    other: TrainingSession
    clash: Clash


def series_of(session: TrainingSession) -> Sequence[TrainingSession]:
    """All sessions that were planned together with this one, itself among them, in their order. One query."""
    if not session.series:
        return [session]
    rows = select(TrainingSession).where(TrainingSession.series == session.series).options(*_trainer())
    return db.session.scalars(rows.order_by(TrainingSession.starts_at, TrainingSession.id)).all()


def meant_by(session: TrainingSession, scope: Scope, now: datetime) -> list[TrainingSession]:
    """The sessions of a series that a step in this scope is about: planned and not begun."""
    found = [each for each in series_of(session) if each.open and each.starts_at > now]
    return found if scope is Scope.WHOLE else [each for each in found if each.starts_at >= session.starts_at]


def slot_of(session: TrainingSession) -> Slot:
    """When and where a session is planned."""
    return Slot(session, session.starts_at, session.ends_at, session.place)


def at_the_time_of(slots: Collection[Slot]) -> ColumnElement[bool]:
    """Whether a session is planned, is none of the slots, and is held while one of them is."""
    spans = {(each.starts_at, each.ends_at) for each in slots}
    return and_(
        TrainingSession.state == SessionState.PLANNED,
        TrainingSession.id.not_in([each.session.id for each in slots]),
        or_(
            *(
                and_(TrainingSession.starts_at < ends, TrainingSession.ends_at > starts)
                for starts, ends in sorted(spans)
            )
        ),
    )


def clashes(slots: Sequence[Slot]) -> dict[int, list[Taken]]:
    """Which planned sessions, other than those of the slots, want the same trainer or room at the same time,
    by the id of the slot's session; a room is the same however it was typed (see `room_of`). One query."""
    if not slots:
        return {}
    rows = select(TrainingSession).where(at_the_time_of(slots))
    others = db.session.scalars(rows.options(*_trainer()).order_by(TrainingSession.starts_at)).all()
    found = {each.session.id: [taken for other in others for taken in _taken(each, other)] for each in slots}
    return {number: taken for number, taken in found.items() if taken}


def _taken(slot: Slot, other: TrainingSession) -> list[Taken]:
    if not overlap(slot, other.starts_at, other.ends_at):
        return []
    trainer = [Taken(other, Clash.TRAINER)] if other.trainer_id == slot.session.trainer_id else []
    wanted = room_of(slot.place)
    room = [Taken(other, Clash.ROOM)] if wanted and room_of(other.place) == wanted else []
    return trainer + room


def overlap(slot: Slot, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether a time has a moment in common with that of a slot."""
    return starts_at < slot.ends_at and ends_at > slot.starts_at


def rooms_typed(limit: int = 100) -> list[str]:
    """The places of sessions as they were typed, each room once in the spelling of its latest session, those
    used last first. One query."""
    latest = func.max(TrainingSession.starts_at)
    rows = select(TrainingSession.place).where(TrainingSession.place != "").group_by(TrainingSession.place)
    spellings: dict[str, str] = {}
    for place in db.session.scalars(rows.order_by(latest.desc(), TrainingSession.place).limit(3 * limit)):
        spellings.setdefault(room_of(place), place)
    return list(spellings.values())[:limit]


def _trainer() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    return [joinedload(TrainingSession.trainer).options(*quiet)]
