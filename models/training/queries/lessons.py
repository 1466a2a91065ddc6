"""Typical cases that sessions study, and the sessions that study one (L-02, L-05)."""

from collections.abc import Sequence

from sqlalchemy import select

from models.db import db
from models.library.tables import TypicalCase
from models.training.tables import SessionLesson, TrainingSession
from models.training.words import SessionState


def lessons_of(session: TrainingSession) -> Sequence[TypicalCase]:
    """The typical cases of a session, those withdrawn since too. One query."""
    rows = (
        select(TypicalCase)
        .join(SessionLesson, SessionLesson.lesson_id == TypicalCase.id)
        .where(SessionLesson.session_id == session.id)
    )
    return db.session.scalars(rows.order_by(TypicalCase.number)).all()


def sessions_studying(lesson: TypicalCase, limit: int = 50) -> Sequence[TrainingSession]:
    """The sessions in which a typical case was or will be studied, the latest first. One query."""
    rows = (
        select(TrainingSession)
        .join(SessionLesson, SessionLesson.session_id == TrainingSession.id)
        .where(SessionLesson.lesson_id == lesson.id, TrainingSession.state != SessionState.CANCELLED)
    )
    return db.session.scalars(rows.order_by(TrainingSession.starts_at.desc()).limit(limit)).all()
