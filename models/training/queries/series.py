"""The dates of a series, and which other sessions want the same room or trainer (L-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.db import db
from models.people.tables import Staff
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


def clashes(slots: Sequence[Slot]) -> dict[int, list[Taken]]:
    """Which planned sessions, other than those of the slots, want the same trainer or room at the same time,
    by the id of the slot's session. One query."""
    if not slots:
        return {}
    rows = select(TrainingSession).where(
        TrainingSession.state == SessionState.PLANNED,
        TrainingSession.id.not_in([each.session.id for each in slots]),
        TrainingSession.starts_at < max(each.ends_at for each in slots),
        TrainingSession.ends_at > min(each.starts_at for each in slots),
        or_(
            TrainingSession.trainer_id.in_({each.session.trainer_id for each in slots}),
            TrainingSession.place.in_({each.place for each in slots if each.place}),
        ),
    )
    others = db.session.scalars(rows.options(*_trainer()).order_by(TrainingSession.starts_at)).all()
    found = {each.session.id: [taken for other in others for taken in _taken(each, other)] for each in slots}
    return {number: taken for number, taken in found.items() if taken}


def _taken(slot: Slot, other: TrainingSession) -> list[Taken]:
    if other.starts_at >= slot.ends_at or other.ends_at <= slot.starts_at:
        return []
    trainer = [Taken(other, Clash.TRAINER)] if other.trainer_id == slot.session.trainer_id else []
    room = [Taken(other, Clash.ROOM)] if slot.place and other.place == slot.place else []
    return trainer + room


def _trainer() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    return [joinedload(TrainingSession.trainer).options(*quiet)]
