"""Training in a person's file: sessions that are logged, needs that were met (C-05, L-04)."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from models.clock import SHANGHAI
from models.conduct.queries.staff_file import MOST, Entry, Wanted, parts_read
from models.conduct.words import Part
from models.db import db
from models.people.tables import Staff
from models.training.tables import Enrolment, TrainingSession
from models.training.words import SessionState


def training_entries(person: Staff, by: Staff, wanted: Wanted) -> list[Entry]:
    """The training part of a person's file, as far as somebody reads it and asks for it. One query."""
    if Part.TRAINING not in parts_read(by, person) or (wanted.parts and Part.TRAINING not in wanted.parts):
        return []
    rows = (
        select(
            TrainingSession.starts_at,
            TrainingSession.method,
            TrainingSession.number,
            TrainingSession.title,
            Enrolment.attendance,
        )
        .join(Enrolment, Enrolment.session_id == TrainingSession.id)
        .where(
            Enrolment.staff_id == person.id,
            Enrolment.attendance.is_not(None),
            TrainingSession.state == SessionState.LOGGED,
        )
    )
    if wanted.since is not None:
        rows = rows.where(TrainingSession.starts_at >= datetime.combine(wanted.since, time(), SHANGHAI))
    if wanted.until is not None:
        end = datetime.combine(wanted.until + timedelta(days=1), time(), SHANGHAI)
        rows = rows.where(TrainingSession.starts_at < end)
    found = db.session.execute(rows.order_by(TrainingSession.starts_at.desc()).limit(MOST))
    return [
        Entry(at, Part.TRAINING, method, number, title, session=number, state=attendance)
        for at, method, number, title, attendance in found
    ]
