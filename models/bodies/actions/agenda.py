"""The agenda: gathered from what waits, added to, taken from (M-01)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from models.bodies.actions.guard import enter
from models.bodies.queries import waiting_for
from models.bodies.rules.steps import MeetingStep
from models.bodies.tables import AgendaItem, BodyMeeting, BodyTask
from models.bodies.words import Topic
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff


@dataclass(frozen=True)
class AgendaDraft:
    """An item that somebody adds: about a case by its audit name, or in words alone."""

    title: str
    about: str = ""
    topic: Topic = Topic.OTHER


def gather(meeting: BodyMeeting, *, now: datetime) -> int:
    """Puts what waits for the body on the agenda, after what is there, each once; returns how many."""
    there = set(db.session.scalars(select(AgendaItem.about).where(AgendaItem.meeting_id == meeting.id)))
    new = [each for each in waiting_for(meeting.body, now) if each.about not in there]
    place = _last(meeting)
    for position, each in enumerate(new, start=place + 1):
        db.session.add(
            AgendaItem(meeting_id=meeting.id, position=position, topic=each.topic, about=each.about)
        )
    db.session.flush()
    return len(new)


def add_item(
    meeting: BodyMeeting, draft: AgendaDraft, *, by: Staff, now: datetime, seen: int | None
) -> AgendaItem:
    """Adds an item at the end. Records meeting.item_added. Raises NotAllowed, WrongState, Stale; Invalid
    ("title", "required") for one about nothing that says nothing, ("about", "agenda_there") for one twice."""
    meeting = enter(MeetingStep.AGENDA, meeting, by=by, now=now, seen=seen)
    topic = draft.topic if draft.about else Topic.OTHER
    if topic is Topic.OTHER and not draft.title.strip():
        raise Invalid("title", "required")
    about = draft.about if topic is not Topic.OTHER else ""
    same = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id, AgendaItem.about == about)
    if about and db.session.scalar(same.limit(1)) is not None:
        raise Invalid("about", "agenda_there")
    item = AgendaItem(
        meeting_id=meeting.id,
        position=_last(meeting) + 1,
        topic=topic,
        about=about,
        title=draft.title.strip(),
    )
    db.session.add(item)
    db.session.flush()
    record("meeting.item_added", meeting, by=by, now=now, agenda_topic=topic, agenda_item=item.position)
    return item


def remove_item(
    meeting: BodyMeeting, item_id: int, *, by: Staff, now: datetime, seen: int | None
) -> BodyMeeting:
    """Takes an item off on which nothing is written. Records meeting.item_removed with what it was about, the
    words that were typed for it as its reason. Raises NotAllowed, WrongState, Stale; Invalid ("item",
    "agenda_unknown")."""
    meeting = enter(MeetingStep.AGENDA, meeting, by=by, now=now, seen=seen)
    item = db.session.get(AgendaItem, item_id)
    tasks = select(func.count()).select_from(BodyTask).where(BodyTask.item_id == item_id)
    if item is None or item.meeting_id != meeting.id or item.outcome or db.session.scalar(tasks):
        raise Invalid("item", "agenda_unknown")
    db.session.delete(item)
    db.session.flush()
    record(
        "meeting.item_removed",
        meeting,
        by=by,
        now=now,
        reason=item.title,
        agenda_item=item.position,
        agenda_topic=item.topic,
        about=item.about,
    )
    return meeting


def _last(meeting: BodyMeeting) -> int:
    last = select(func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id)
    return db.session.scalar(last) or 0
