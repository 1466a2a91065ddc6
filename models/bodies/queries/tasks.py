"""Action items of meetings: whose they are, which are due (M-01, H-04)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import joinedload, lazyload

from models.bodies.tables import BodyMeeting, BodyTask
from models.bodies.words import BodyKind
from models.db import db
from models.people.tables import Staff


def is_open() -> ColumnElement[bool]:
    """SQL for what is given and not ended."""
    ends = (BodyTask.done_at, BodyTask.dropped_at, BodyTask.handed_over_at)
    return and_(BodyTask.given_at.is_not(None), *(each.is_(None) for each in ends))


def my_tasks(staff: Staff, limit: int = 50) -> Sequence[BodyTask]:
    """What somebody has yet to do, the first due first."""
    return db.session.scalars(_with_meeting(BodyTask.owner_id == staff.id).limit(limit)).all()


def my_task(staff: Staff, task_id: int) -> BodyTask | None:
    """One of them."""
    return db.session.scalars(_with_meeting(BodyTask.owner_id == staff.id, BodyTask.id == task_id)).first()


def open_tasks(body: BodyKind) -> Sequence[BodyTask]:
    """What meetings of a body gave and is not done, the first due first."""
    return db.session.scalars(_with_meeting(BodyMeeting.body == body)).all()


def due_tasks(now: datetime, limit: int = 200) -> Sequence[int]:
    """Action items whose next reminder is to go out now, the longest waiting first."""
    rows = select(BodyTask.id).where(BodyTask.next_notice_at <= now)
    return db.session.scalars(rows.order_by(BodyTask.next_notice_at).limit(limit)).all()


def _with_meeting(*conditions: ColumnElement[bool]) -> Select[BodyTask]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    rows = select(BodyTask).join(BodyTask.meeting).where(is_open(), *conditions)
    named = joinedload(BodyTask.owner).options(*quiet)
    return rows.options(joinedload(BodyTask.meeting), named).order_by(BodyTask.due_at, BodyTask.id)
