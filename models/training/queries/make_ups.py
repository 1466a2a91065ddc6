"""Who missed a session, where it is made up, and where it could be (L-03)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.db import db
from models.training.rules.log import completed
from models.training.tables import Enrolment, TrainingSession
from models.training.words import Place, SessionState


def made_up_in(missed: Collection[Enrolment]) -> Mapping[int, Enrolment]:
    """Where each of these is made up, by the id of the missed one: coming, or done and passed. One query."""
    rows = (
        select(Enrolment)
        .join(TrainingSession)
        .where(
            Enrolment.made_up_for_id.in_([each.id for each in missed]),
            Enrolment.place != Place.GIVEN_UP,
            TrainingSession.state != SessionState.CANCELLED,
        )
        .options(joinedload(Enrolment.session))
        .order_by(Enrolment.id)
    )
    return {
        each.made_up_for_id: each
        for each in db.session.scalars(rows)
        if each.made_up_for_id is not None and (each.session.open or completed(each.session, each))
    }


def offered(session: TrainingSession, now: datetime, limit: int = 50) -> Sequence[TrainingSession]:
    """The coming sessions in which one is made up: of the same field, those of the same topic or title
    first, then the next first. One query."""
    rows = select(TrainingSession).where(
        TrainingSession.state == SessionState.PLANNED,
        TrainingSession.starts_at > now,
        TrainingSession.field == session.field,
        TrainingSession.id != session.id,
    )
    found = db.session.scalars(rows.order_by(TrainingSession.starts_at).limit(limit)).all()
    return sorted(found, key=lambda each: not _alike(each, session))


def _alike(one: TrainingSession, other: TrainingSession) -> bool:
    same_topic = one.topic_id is not None and one.topic_id == other.topic_id
    return same_topic or one.title == other.title
