"""The emergency meeting of a grave case, and what people were given to do there (G-04)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.cases.actions import due_times
from models.cases.actions.audience import owner_or_head, tell_staff, with_role
from models.cases.queries.scope import standing
from models.cases.rules.given import first_notice
from models.cases.rules.grave import open_items
from models.cases.rules.steps import Step, require
from models.cases.tables import ActionItem, Attendance, Case, Meeting
from models.cases.words import DueKind, MeetingKind, MeetingState
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_of


@dataclass(frozen=True)
class ItemDraft:
    """One action item as it was typed."""

    text: str
    owner_id: int
    due_at: datetime


@dataclass(frozen=True)
class Minutes:
    """What is written down of a meeting: when and where, who took part, what was decided, who does what."""

    held_at: datetime
    place: str
    people: Collection[int]
    decisions: str
    items: Sequence[ItemDraft] = ()


def hold_meeting(case: Case, minutes: Minutes, *, by: Staff, now: datetime, seen: int | None) -> Meeting:
    """Writes down the emergency meeting of a grave case, and meets its due time.

    Tells the leading group and the owner that it was held, and each of those who have something to do
    what it is. Records case.meeting_held. Raises NotAllowed, WrongState, Stale; Invalid as `minute`.
    """
    require(Step.MEETING, case, standing(case, by))
    case.expect(seen)
    meeting = Meeting(
        case_id=case.id,
        round=case.round,
        kind=MeetingKind.EMERGENCY,
        by_id=by.id,
        at=now,
        departments=[],
        attendances=[],
        actions=[],
    )
    minute(case, meeting, minutes, by=by, now=now)
    due_times.meet(case, DueKind.MEETING, now=now)
    record(
        "case.meeting_held",
        case,
        by=by,
        now=now,
        meeting=meeting.id,
        people=sorted(minutes.people),
        items=len(meeting.actions),
    )
    told = {*with_role(Role.LEADING_GROUP, now=now), *owner_or_head(case, now=now)}
    tell_staff(told, "meeting_held", case, by=by, now=now)
    give_items(case, meeting, by=by, now=now)
    return meeting


def minute(
    case: Case,
    meeting: Meeting,
    minutes: Minutes,
    *,
    by: Staff,
    now: datetime,
    lead_department_id: int | None = None,
    task: str = "",
) -> None:
    """Puts the minutes into a meeting, which was held from then on; a consultation decides on a department.

    Raises Invalid: "required" for no participants or decisions, held_at "meeting_to_come" for one yet to
    come or "too_early" for one before the case, items "past" or "unknown" (nobody who may help here).
    """
    if minutes.held_at > now:
        raise Invalid("held_at", "meeting_to_come")
    if minutes.held_at < case.received_at:
        raise Invalid("held_at", "before_the_case")
    for field, given in (
        ("people", minutes.people),
        ("place", minutes.place.strip()),
        ("decisions", minutes.decisions.strip()),
    ):
        if not given:
            raise Invalid(field, "required")
    if any(item.due_at < now for item in minutes.items):
        raise Invalid("items", "past")
    here = _working(minutes, now)
    if not set(minutes.people) <= here.keys():
        raise Invalid("people", "unknown")
    if any(
        item.owner_id not in here or not here[item.owner_id].may(Permission.CASE_ASSIST)
        for item in minutes.items
    ):
        raise Invalid("items", "unknown")
    meeting.state, meeting.held_at, meeting.place = MeetingState.HELD, minutes.held_at, minutes.place.strip()
    meeting.decisions = minutes.decisions.strip()
    meeting.lead_department_id, meeting.task = lead_department_id, task
    meeting.minuted_by_id, meeting.minuted_at = by.id, now
    meeting.attendances = [Attendance(staff_id=person) for person in sorted(minutes.people)]
    rules = rules_of(case.timing_id)
    meeting.actions = [
        ActionItem(
            case_id=case.id,
            text=item.text.strip(),
            owner_id=item.owner_id,
            due_at=item.due_at,
            next_notice_at=first_notice(rules, case.grade, now, item.due_at),
        )
        for item in minutes.items
    ]
    db.session.add(meeting)
    case.touch()
    db.session.flush()


def give_items(case: Case, meeting: Meeting, *, by: Staff, now: datetime) -> None:
    """Tells everybody who has something to do after a meeting what it is."""
    for item in meeting.actions:
        tell_staff([item.owner_id], "action_item", case, by=by, now=now, text=item.text)


def finish_item(
    case: Case, item_id: int, remark: str, *, by: Staff, now: datetime, seen: int | None
) -> ActionItem:
    """Says that an action item is done and what came of it.

    Its owner does, or whoever leads the case. Tells who wrote the minutes. Records case.action_done.
    Raises NotAllowed, WrongState, Stale; Invalid for an item that is not theirs, or not open.
    """
    stands = standing(case, by)
    require(Step.ACTION_ITEM, case, stands)
    case.expect(seen)
    item = next((each for each in open_items(stands.meetings) if each.id == item_id), None)
    if item is None or not (item.owner_id == by.id or stands.leads(case)):
        raise Invalid("item_id", "unknown")
    item.done_at, item.done_by_id, item.remark = now, by.id, remark.strip()
    case.touch()
    db.session.flush()
    record("case.action_done", case, by=by, now=now, meeting=item.meeting_id, item=item.id)
    minuted_by = item.meeting.minuted_by_id
    tell_staff([minuted_by] if minuted_by else [], "action_done", case, by=by, now=now, text=item.text)
    return item


def _working(minutes: Minutes, now: datetime) -> dict[int, Staff]:
    """Those of the people named who work here today, by id."""
    named = {*minutes.people, *(item.owner_id for item in minutes.items)}
    found = db.session.scalars(select(Staff).where(Staff.id.in_(named)))
    return {person.id: person for person in found if person.works_on(local_day(now))}
