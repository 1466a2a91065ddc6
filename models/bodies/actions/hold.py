"""A meeting is opened: who is there, who chairs, who keeps the minutes (M-01)."""

from collections.abc import Collection
from datetime import datetime

from models.bodies.actions.agenda import gather
from models.bodies.actions.guard import enter
from models.bodies.queries import members
from models.bodies.rules.steps import MeetingStep
from models.bodies.tables import BodyMeeting
from models.bodies.words import VOTING, SessionState
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff


def open_meeting(
    meeting: BodyMeeting,
    present: Collection[int],
    chair_id: int,
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> BodyMeeting:
    """Opens a meeting; whoever does keeps the minutes, and the chair, another voting member, signs them.

    What came to wait since it was called joins the agenda. Whoever lost their seat since is a guest, and a
    guest who was given one has its vote. Records meeting.opened. Raises NotAllowed, WrongState, Stale;
    Invalid ("present", "meeting_early") before its day, ("present", "body_empty"), ("chair",
    "chair_not_there") for a chair who is not there or has no vote, ("chair", "chair_keeps") for who keeps
    the minutes.
    """
    meeting = enter(MeetingStep.OPENING, meeting, by=by, now=now, seen=seen)
    if local_day(now) < local_day(meeting.starts_at):
        raise Invalid("present", "meeting_early")
    held_by = {each.staff_id: each.seat for each in members(meeting.body, local_day(now))}
    for seat in meeting.seats:
        seat.seat = held_by.get(seat.staff_id)
    if not set(present) & {each.staff_id for each in meeting.seats}:
        raise Invalid("present", "body_empty")
    voting = {each.staff_id for each in meeting.seats if each.seat in VOTING}
    if chair_id not in voting or chair_id not in present:
        raise Invalid("chair", "chair_not_there")
    if chair_id == by.id:
        raise Invalid("chair", "chair_keeps")
    for seat in meeting.seats:
        seat.present = seat.staff_id in present
    meeting.state, meeting.opened_at = SessionState.OPEN, now
    meeting.keeper_id, meeting.chair_id = by.id, chair_id
    gather(meeting, now=now)
    db.session.flush()
    record("meeting.opened", meeting, by=by, now=now, people=sorted(present), chair=chair_id)
    return meeting
