"""The chair signs the minutes: they are fixed, and what they give is given (M-01)."""

from datetime import datetime

from models.bodies.actions.guard import enter, tell
from models.bodies.queries import agenda_of, tasks_of
from models.bodies.rules.steps import MeetingStep, waits_to_be_carried_out
from models.bodies.tables import BodyMeeting
from models.bodies.words import SessionState
from models.cases.rules.given import first_notice
from models.db import db
from models.events.actions import record
from models.people.tables import Staff
from models.rulebook.queries import rules_at


def sign(meeting: BodyMeeting, *, by: Staff, now: datetime, seen: int | None) -> BodyMeeting:
    """Signs the minutes. From then on they do not change; each action item is given to its owner, with the
    reminders of the rulebook, and everybody invited is told, where decisions wait to be carried out as such.

    Records meeting.signed. Raises NotAllowed for all but the chair, or while an item has no outcome;
    WrongState, Stale.
    """
    meeting = enter(MeetingStep.SIGNATURE, meeting, by=by, now=now, seen=seen)
    meeting.state, meeting.signed_at = SessionState.SIGNED, now
    rules = rules_at(now)
    tasks = tasks_of(meeting)
    for task in tasks:
        task.given_at = now
        task.next_notice_at = first_notice(rules, None, now, task.due_at)
    db.session.flush()
    items = agenda_of(meeting)
    waits = sum(waits_to_be_carried_out(meeting, each) for each in items)
    record("meeting.signed", meeting, by=by, now=now, agenda_items=len(items), tasks=len(tasks), to_do=waits)
    for task in tasks:
        tell(
            [task.owner_id],
            "body_task",
            meeting,
            now=now,
            but=by.id,
            due_at=task.due_at.isoformat(),
            text=task.text,
        )
    invited = [each.staff_id for each in meeting.seats]
    tell(invited, "body_to_carry_out" if waits else "body_signed", meeting, now=now, but=by.id)
    return meeting
