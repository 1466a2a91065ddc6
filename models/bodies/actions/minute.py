"""What was said, voted and given to do on an item (M-01)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete

from models.accountability.queries import appealed_measures
from models.accountability.rules.measures import MeasureDraft, lighter
from models.bodies.actions.guard import enter
from models.bodies.queries import agenda_of, concerned_in
from models.bodies.rules.measures import kept_as
from models.bodies.rules.steps import MeetingStep, acts_for
from models.bodies.rules.voting import counted, result
from models.bodies.tables import AgendaItem, BodyMeeting, BodyTask, BodyVote
from models.bodies.words import VOTING, Act, Choice, Outcome
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff


@dataclass(frozen=True)
class TaskDraft:
    """Something to do, by somebody who works here, until a moment."""

    text: str
    owner: Staff
    due_at: datetime


@dataclass(frozen=True)
class ItemMinutes:
    """The minutes of one item: what was said; what was put to the vote, and how each member who is there
    voted; what follows where it is carried, with the measures that stay where it makes them lighter; who
    does what by when. Without a decision it is noted, or postponed."""

    words: str
    decision: str = ""
    votes: Mapping[int, Choice] = field(default_factory=dict)
    act: Act | None = None
    tasks: Sequence[TaskDraft] = ()
    postponed: bool = False
    lighter: Sequence[MeasureDraft] = ()


def write_item(
    meeting: BodyMeeting,
    item_id: int,
    minutes: ItemMinutes,
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> AgendaItem:
    """Writes the minutes of an item in the place of what stood there, and reckons what the vote came to.

    Who is concerned takes no part, whatever was ticked, and counts nowhere, there or not (A-04). Records
    meeting.item_minuted. Raises NotAllowed, WrongState, Stale; Invalid ("words", "required"), ("votes",
    "votes_missing") where a member who is there has no vote, ("act", "act_unfit") for what such an item, or
    this body, cannot do, ("kept", "not_lighter") for measures that are not lighter than those of the
    decision, ("decision", "required") for an act without one, ("tasks", "task_past" or "task_left").
    """
    meeting = enter(MeetingStep.MINUTES, meeting, by=by, now=now, seen=seen)
    item = next((each for each in agenda_of(meeting) if each.id == item_id), None)
    if item is None:
        raise Invalid("item", "agenda_unknown")
    _check(meeting, item, minutes, now)
    voting = {each.staff_id: each for each in meeting.seats if each.seat in VOTING}
    present = {person for person, seat in voting.items() if seat.present}
    barred = concerned_in(item, voting, now) if minutes.decision.strip() else frozenset()
    votes = _votes(minutes, present, barred)
    item.words, item.decision = minutes.words.strip(), minutes.decision.strip()
    item.act = None
    item.outcome = Outcome.POSTPONED if minutes.postponed else Outcome.NOTED
    if item.decision:
        rule, chair = meeting.rule, meeting.chair_id
        item.outcome = result(
            counted(votes, voting.keys() - (barred - present)),
            percent=rule.quorum_percent,
            majority=rule.majority,
            chair=votes.get(chair) if chair else None,
            chair_decides=rule.chair_decides,
        )
        item.act = minutes.act if item.outcome is Outcome.CARRIED else None
    item.lighter = kept_as(minutes.lighter) if item.act is Act.APPEAL_LIGHTER else None
    item.votes = []
    db.session.flush()
    item.votes = [BodyVote(staff_id=person, choice=choice) for person, choice in sorted(votes.items())]
    db.session.execute(delete(BodyTask).where(BodyTask.item_id == item.id))
    db.session.add_all(
        BodyTask(
            meeting_id=meeting.id,
            item_id=item.id,
            text=each.text.strip(),
            owner_id=each.owner.id,
            due_at=each.due_at,
        )
        for each in minutes.tasks
    )
    db.session.flush()
    record(
        "meeting.item_minuted",
        meeting,
        by=by,
        now=now,
        agenda_item=item.position,
        item_outcome=item.outcome,
        tasks=len(minutes.tasks),
    )
    return item


def _check(meeting: BodyMeeting, item: AgendaItem, minutes: ItemMinutes, now: datetime) -> None:
    if not minutes.words.strip():
        raise Invalid("words", "required")
    if minutes.act is not None and not minutes.decision.strip():
        raise Invalid("decision", "required")
    if minutes.decision.strip() and minutes.postponed:
        raise Invalid("postponed", "postponed_decision")
    if minutes.act is not None and minutes.act not in acts_for(item.topic, meeting.body):
        raise Invalid("act", "act_unfit")
    if minutes.act is Act.APPEAL_LIGHTER:
        decided = appealed_measures(item.about.partition(":")[2])
        if not lighter(decided, minutes.lighter):
            raise Invalid("kept", "not_lighter")
    day = local_day(now)
    for task in minutes.tasks:
        if not task.text.strip():
            raise Invalid("tasks", "required")
        if task.due_at <= now:
            raise Invalid("tasks", "task_past")
        if not task.owner.works_on(day):
            raise Invalid("tasks", "task_left")


def _votes(minutes: ItemMinutes, present: set[int], barred: Collection[int]) -> dict[int, Choice]:
    """The votes of members who are there; who is concerned takes no part."""
    if not minutes.decision.strip():
        return {}
    if any(person not in minutes.votes for person in present if person not in barred):
        raise Invalid("votes", "votes_missing")
    return {person: Choice.RECUSED if person in barred else minutes.votes[person] for person in present}
