"""Action items of meetings: reminded of, done, dropped (M-01, H-04)."""

from datetime import datetime

from sqlalchemy import update

from models.bodies.actions.guard import tell
from models.bodies.queries import seat_of
from models.bodies.tables import BodyMeeting, BodyTask
from models.bodies.words import CONVENING
from models.clock import local_day
from models.db import changed_rows, db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.people.tables import Staff


def finish_task(task: BodyTask, remark: str, *, by: Staff, now: datetime) -> BodyTask:
    """Says that an action item is done and what came of it; its owner does. Who kept the minutes and who
    chaired are told. Records meeting.task_done. Raises NotAllowed, WrongState, Invalid ("remark",
    "required")."""
    if task.owner_id != by.id:
        raise NotAllowed("body_task")
    _end(task, remark)
    task.done_at = now
    db.session.flush()
    meeting = db.session.get_one(BodyMeeting, task.meeting_id)
    record("meeting.task_done", meeting, by=by, now=now, body_task=task.id, reason=remark.strip())
    tell(_leading(meeting), "body_task_done", meeting, now=now, but=by.id, text=task.text)
    return task


def drop_task(task: BodyTask, reason: str, *, by: Staff, now: datetime) -> BodyTask:
    """An action item is not needed any more, and why; whoever convenes the body says so. Its owner is told.
    Records meeting.task_dropped. Raises NotAllowed, WrongState, Invalid ("remark", "required")."""
    meeting = db.session.get_one(BodyMeeting, task.meeting_id)
    if seat_of(by, meeting.body, local_day(now)) not in CONVENING:
        raise NotAllowed("body_task")
    _end(task, reason)
    task.dropped_at = now
    db.session.flush()
    record("meeting.task_dropped", meeting, by=by, now=now, body_task=task.id, reason=reason.strip())
    tell([task.owner_id], "body_task_dropped", meeting, now=now, but=by.id, text=task.text)
    return task


def remind_task(task_id: int, *, now: datetime) -> bool:
    """Reminds the owner that the time comes near, and once more when it is over; then who chaired and who
    kept the minutes hear of it as well. Returns whether a reminder was sent; False when another clock was
    quicker, or it is ended."""
    task = db.session.get(BodyTask, task_id, populate_existing=True)
    if task is None or task.next_notice_at is None or task.next_notice_at > now:
        return False
    late = task.due_at <= now
    mine = changed_rows(
        update(BodyTask)
        .where(BodyTask.id == task.id, BodyTask.next_notice_at == task.next_notice_at)
        .values(next_notice_at=None if late or not task.open else task.due_at)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(task)
    if mine != 1 or not task.open:
        return False
    meeting = db.session.get_one(BodyMeeting, task.meeting_id)
    tell(
        {task.owner_id, *(_leading(meeting) if late else ())},
        "body_task_late" if late else "body_task_soon",
        meeting,
        now=now,
        due_at=task.due_at.isoformat(),
        text=task.text,
    )
    return True


def _end(task: BodyTask, remark: str) -> None:
    db.session.refresh(task, with_for_update=True)
    if not task.open:
        raise WrongState("body_task", "ended")
    if not remark.strip():
        raise Invalid("remark", "required")
    task.remark, task.next_notice_at = remark.strip(), None


def _leading(meeting: BodyMeeting) -> set[int]:
    return {each for each in (meeting.keeper_id, meeting.chair_id) if each is not None}
