"""Everybody enrolled is reminded of a session before it begins, once (L-02)."""

from datetime import datetime

from sqlalchemy import update

from models.db import changed_rows, db
from models.events.actions import SYSTEM, record
from models.training.actions.audience import tell
from models.training.queries.sessions import roster
from models.training.tables import TrainingSession
from models.training.words import Place, SessionState


def remind_of_session(session_id: int, *, now: datetime) -> bool:
    """Reminds who has a seat, and who holds the session. Records training.reminded; returns whether it was
    due and nobody else was quicker."""
    mine = changed_rows(
        update(TrainingSession)
        .where(
            TrainingSession.id == session_id,
            TrainingSession.state == SessionState.PLANNED,
            TrainingSession.reminded_at.is_(None),
        )
        .values(reminded_at=now)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        return False
    session = db.session.get_one(TrainingSession, session_id, populate_existing=True)
    seated = [each.staff_id for each in roster(session) if each.place is Place.SEATED]
    record("training.reminded", session, by=SYSTEM, now=now, told_count=len(seated))
    tell([*seated, session.trainer_id], "training_soon", session, now=now)
    return True
