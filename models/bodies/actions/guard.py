"""What every verb on a meeting asks first: who, in which state, what was read, who else is writing."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from models.bodies.queries import agenda_of, held, seat_of
from models.bodies.rules.steps import MeetingStep, meeting_steps
from models.bodies.tables import AgendaItem, BodyMeeting
from models.bodies.words import SessionState
from models.clock import local_day
from models.db import db
from models.errors import NotAllowed, WrongState
from models.outbox.actions import notify_all
from models.people.tables import Staff

OPEN_TO = {
    MeetingStep.AGENDA: (SessionState.CALLED, SessionState.OPEN),
    MeetingStep.CHANGE: (SessionState.CALLED,),
    MeetingStep.CANCELLATION: (SessionState.CALLED,),
    MeetingStep.OPENING: (SessionState.CALLED,),
    MeetingStep.MINUTES: (SessionState.OPEN,),
    MeetingStep.SIGNATURE: (SessionState.OPEN,),
}


def enter(
    step: MeetingStep, meeting: BodyMeeting, *, by: Staff, now: datetime, seen: int | None
) -> BodyMeeting:
    """The meeting as it is now, for this transaction alone. Raises WrongState, NotAllowed, Stale."""
    meeting = held(meeting)
    if meeting.state not in OPEN_TO[step]:
        raise WrongState("body_meeting", meeting.state.value)
    items: Collection[AgendaItem] = agenda_of(meeting) if step is MeetingStep.SIGNATURE else ()
    seat = seat_of(by, meeting.body, local_day(now))
    if step not in meeting_steps(meeting, by.id, seat, items):
        raise NotAllowed("body_meeting")
    meeting.expect(seen)
    meeting.version += 1
    return meeting


def tell(
    people: Collection[int],
    kind: str,
    meeting: BodyMeeting,
    *,
    now: datetime,
    but: int | None = None,
    dedupe: str | None = None,
    **facts: Any,
) -> None:
    """Gives notice of a meeting to each who still works here, but not to the one who acts."""
    day = local_day(now)
    wanted = {each for each in people if each != but}
    here = {each for each in wanted if (person := db.session.get(Staff, each)) and person.works_on(day)}
    if here:
        notify_all(sorted(here), kind, about=meeting.audit_name, now=now, facts=facts, dedupe=dedupe)
