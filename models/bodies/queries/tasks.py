"""Action items of meetings: whose they are, which are due (M-01, H-04)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import joinedload, lazyload

from models.bodies.tables import BodyMeeting, BodyTask
from models.bodies.words import BodyKind, Seat
from models.db import db
from models.people.tables import Staff
from models.permissions import Permission


def is_open() -> ColumnElement[bool]:
    """SQL for what is given and not ended."""
    ends = (BodyTask.done_at, BodyTask.dropped_at, BodyTask.handed_over_at)
    return and_(BodyTask.given_at.is_not(None), *(each.is_(None) for each in ends))


def my_tasks(staff: Staff, limit: int = 50) -> Sequence[BodyTask]:
    """What somebody has yet to do, the first due first."""
    return db.session.scalars(_with_meeting(BodyTask.owner_id == staff.id).limit(limit)).all()


def counted(staff: Staff) -> ColumnElement[int]:
    """How many of them there are. A column, to be asked for beside others (M-02)."""
    mine = select(func.count()).select_from(BodyTask).where(is_open(), BodyTask.owner_id == staff.id)
    return mine.scalar_subquery()


def my_task(staff: Staff, task_id: int) -> BodyTask | None:
    """One of them."""
    return db.session.scalars(_with_meeting(BodyTask.owner_id == staff.id, BodyTask.id == task_id)).first()


def may_follow(staff: Staff, seat: Seat | None) -> bool:
    """Whether somebody reads what a body gave people to do: who sits in it, the leading group, auditors."""
    return seat is not None or staff.may(Permission.CASE_DECIDE) or staff.may(Permission.AUDIT_READ)


def open_tasks(body: BodyKind) -> Sequence[BodyTask]:
    """What meetings of a body gave and is not done, the first due first."""
    return db.session.scalars(_with_meeting(BodyMeeting.body == body)).all()


def given_tasks(body: BodyKind) -> Sequence[BodyTask]:
    """All that meetings of a body ever gave somebody to do, the latest due first."""
    rows = _named(select(BodyTask).join(BodyTask.meeting))
    rows = rows.where(BodyMeeting.body == body, BodyTask.given_at.is_not(None))
    return db.session.scalars(rows.order_by(BodyTask.due_at.desc(), BodyTask.id.desc())).all()


def due_tasks(now: datetime, limit: int = 200) -> Sequence[int]:
    """Action items whose next reminder is to go out now, the longest waiting first."""
    rows = select(BodyTask.id).where(BodyTask.next_notice_at <= now)
    return db.session.scalars(rows.order_by(BodyTask.next_notice_at).limit(limit)).all()


def _with_meeting(*conditions: ColumnElement[bool]) -> Select[BodyTask]:
    rows = _named(select(BodyTask).join(BodyTask.meeting)).where(is_open(), *conditions)
    return rows.order_by(BodyTask.due_at, BodyTask.id)


def _named(rows: Select[BodyTask]) -> Select[BodyTask]:
    owner = joinedload(BodyTask.owner).options(lazyload(Staff.grants), lazyload(Staff.department))
    return rows.options(joinedload(BodyTask.meeting), owner)
