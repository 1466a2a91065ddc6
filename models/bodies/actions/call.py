"""A meeting is called, moved, or called off (M-01)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from models.bodies.actions.agenda import gather
from models.bodies.actions.guard import enter, tell
from models.bodies.queries import members, rule_of, seat_of
from models.bodies.rules.steps import MeetingStep
from models.bodies.tables import BodyMeeting, BodySeat
from models.bodies.words import CONVENING, VOTING, BodyKind, SessionState
from models.clock import local, local_day
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.ids import random_code
from models.people.tables import Staff


@dataclass(frozen=True)
class MeetingDraft:
    """When, where and about what a body meets. `guests` are asked to come without a vote."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    guests: Collection[Staff] = ()


def call_meeting(body: BodyKind, draft: MeetingDraft, *, by: Staff, now: datetime) -> BodyMeeting:
    """Calls a meeting: invites the members of that day and the guests, and puts what waits on its agenda.

    Records meeting.called. Raises NotAllowed for who does not convene the body ("body_meeting"); Invalid
    as `change_meeting`, ("title", "body_without_rule") for a body of which nobody said how it decides,
    ("starts_at", "body_without_members") where nobody may vote on that day.
    """
    if seat_of(by, body, local_day(now)) not in CONVENING:
        raise NotAllowed("body_meeting")
    _check(draft, now)
    rule = rule_of(body)
    if rule is None:
        raise Invalid("title", "body_without_rule")
    there = members(body, local_day(draft.starts_at))
    if not any(each.seat in VOTING for each in there):
        raise Invalid("starts_at", "body_without_members")
    seats = {each.staff_id: each.seat for each in there}
    meeting = BodyMeeting(
        number=random_code(12),
        body=body,
        rule_id=rule.id,
        title=draft.title.strip(),
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        place=draft.place.strip(),
        called_by_id=by.id,
        called_at=now,
        seats=[
            *(BodySeat(staff_id=person, seat=seat) for person, seat in seats.items()),
            *(BodySeat(staff_id=each.id) for each in draft.guests if each.id not in seats),
        ],
    )
    db.session.add(meeting)
    db.session.flush()
    meeting.number = f"B{local(now).year}-{meeting.id:04d}"
    gather(meeting, now=now)
    db.session.flush()
    record(
        "meeting.called",
        meeting,
        by=by,
        now=now,
        body_kind=body,
        meets_at=draft.starts_at.isoformat(),
        invited=len(meeting.seats),
    )
    invited = [each.staff_id for each in meeting.seats]
    tell(invited, "body_invited", meeting, now=now, but=by.id, due_at=draft.starts_at.isoformat())
    return meeting


def change_meeting(
    meeting: BodyMeeting, draft: MeetingDraft, *, by: Staff, now: datetime, seen: int | None
) -> BodyMeeting:
    """Another time, place or title; everybody invited is told, and calendars see that it is newer.

    Who is invited stays. Records meeting.changed. Raises NotAllowed, WrongState, Stale; Invalid ("title" or
    "place", "required"), ("starts_at", "meeting_past"), ("ends_at", "meeting_order").
    """
    _check(draft, now)
    meeting = enter(MeetingStep.CHANGE, meeting, by=by, now=now, seen=seen)
    meeting.title, meeting.place = draft.title.strip(), draft.place.strip()
    meeting.starts_at, meeting.ends_at = draft.starts_at, draft.ends_at
    meeting.sequence += 1
    db.session.flush()
    record("meeting.changed", meeting, by=by, now=now, meets_at=draft.starts_at.isoformat())
    invited = [each.staff_id for each in meeting.seats]
    tell(invited, "body_moved", meeting, now=now, but=by.id, due_at=draft.starts_at.isoformat())
    return meeting


def cancel_meeting(
    meeting: BodyMeeting, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> BodyMeeting:
    """Calls a meeting off, with a reason; everybody invited is told. Records meeting.cancelled.

    Raises NotAllowed, WrongState, Stale, Invalid ("reason", "required").
    """
    if not reason.strip():
        raise Invalid("reason", "required")
    meeting = enter(MeetingStep.CANCELLATION, meeting, by=by, now=now, seen=seen)
    meeting.state, meeting.cancelled_because = SessionState.CANCELLED, reason.strip()
    meeting.sequence += 1
    db.session.flush()
    record("meeting.cancelled", meeting, by=by, now=now, reason=reason.strip())
    tell([each.staff_id for each in meeting.seats], "body_cancelled", meeting, now=now, but=by.id)
    return meeting


def _check(draft: MeetingDraft, now: datetime) -> None:
    for field in ("title", "place"):
        if not getattr(draft, field).strip():
            raise Invalid(field, "required")
    if draft.starts_at < now:
        raise Invalid("starts_at", "meeting_past")
    if draft.ends_at <= draft.starts_at:
        raise Invalid("ends_at", "meeting_order")
