"""A talk with a head: called for, planned, held with minutes and goals, acknowledged, followed up (C-03)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import update

from models.clock import SHANGHAI, local_day
from models.conduct.queries.talks import held, leaders, talk_of
from models.conduct.rules.talks import STEPS, may_be_reviewed
from models.conduct.tables import HeadTalk, Penalty, TalkGoal
from models.conduct.words import GoalOutcome, TalkState, TalkStep
from models.db import changed_rows, db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, Actor, record
from models.outbox.actions import notify_all
from models.people.tables import Department, Staff
from models.rulebook.queries import conduct_at, rules_at

DAY = timedelta(days=1)


@dataclass(frozen=True)
class TalkPlan:
    """When and where the talk is to be."""

    at: datetime
    place: str


@dataclass(frozen=True)
class GoalDraft:
    """What the department is to reach by a day."""

    text: str
    due_on: date


@dataclass(frozen=True)
class TalkMinutes:
    """What was said, who else was there, and what was agreed."""

    held_at: datetime
    text: str
    goals: Sequence[GoalDraft]
    others: str = ""


def call_talk(penalty: Penalty, *, by: Actor, now: datetime) -> HeadTalk:
    """A penalty calls for a talk with the head of its department, within the time of the rules; those who may
    lead it are told. Records talk.called."""
    due_at = rules_at(now).promise(conduct_at(now).points.talk_within, now).due_at
    talk = HeadTalk(penalty_id=penalty.id, department_id=penalty.department_id, called_at=now, due_at=due_at)
    db.session.add(talk)
    db.session.flush()
    record("talk.called", talk, by=by, now=now, department=talk.department_id)
    department = db.session.get_one(Department, talk.department_id)
    _tell(leaders(department, now), "talk_called", talk, now=now)
    return talk


def invite_to_talk(talk: HeadTalk, plan: TalkPlan, *, by: Staff, now: datetime) -> HeadTalk:
    """Invites the head of the department, or moves the talk to another day; the head is told.

    Records talk.invited. Raises NotAllowed for who does not lead it, WrongState, Invalid: ("at", "past"),
    ("place", "required"), ("at", "no_head") where the department has no head.
    """
    talk = _mine(talk, TalkStep.INVITE, by=by, now=now)
    if not plan.place.strip():
        raise Invalid("place", "required")
    if plan.at <= now:
        raise Invalid("at", "past")
    if talk.department.head_id is None:
        raise Invalid("at", "no_head")
    talk.head_id, talk.invited_by_id = talk.department.head_id, by.id
    talk.planned_at, talk.place, talk.state = plan.at, plan.place.strip(), TalkState.INVITED
    db.session.flush()
    record("talk.invited", talk, by=by, now=now, with_head=talk.head_id, talk_at=plan.at.isoformat())
    _tell([talk.head_id], "talk_invited", talk, now=now, due_at=plan.at.isoformat())
    return talk


def write_minutes(talk: HeadTalk, minutes: TalkMinutes, *, by: Staff, now: datetime) -> HeadTalk:
    """Writes down what was said and agreed, with at least one goal; the head is told to acknowledge it.

    Records talk.held. Raises NotAllowed, WrongState, Invalid: "required" for no words or no goal, ("held_at",
    "future") and ("held_at", "talk_too_early") for before it was called for, ("goals", "past") for a goal due
    before the talk.
    """
    talk = _mine(talk, TalkStep.WRITE_MINUTES, by=by, now=now)
    if not minutes.text.strip():
        raise Invalid("text", "required")
    if not minutes.goals or not all(goal.text.strip() for goal in minutes.goals):
        raise Invalid("goals", "required")
    if minutes.held_at > now:
        raise Invalid("held_at", "future")
    if minutes.held_at < talk.called_at:
        raise Invalid("held_at", "talk_too_early")
    if any(goal.due_on < local_day(minutes.held_at) for goal in minutes.goals):
        raise Invalid("goals", "past")
    talk.held_at, talk.led_by_id, talk.state = minutes.held_at, by.id, TalkState.HELD
    talk.minutes, talk.others = minutes.text.strip(), minutes.others.strip()
    talk.goals = [TalkGoal(text=goal.text.strip(), due_on=goal.due_on) for goal in minutes.goals]
    _due(talk, rules_at(now).promise(conduct_at(now).points.talk_read, now).due_at)
    record("talk.held", talk, by=by, now=now, goals=len(minutes.goals))
    _tell([talk.head_id], "talk_to_acknowledge", talk, now=now)
    return talk


def acknowledge_talk(talk: HeadTalk, remark: str, *, by: Staff, now: datetime) -> HeadTalk:
    """The head has read the minutes, and may say something to them; whoever led the talk is told.

    Records talk.acknowledged. Raises NotAllowed for anybody else, WrongState.
    """
    talk = held(talk)
    if talk.head_id != by.id:
        raise NotAllowed("talk")
    _check(talk, TalkStep.ACKNOWLEDGE)
    talk.acknowledged_at, talk.remark, talk.state = now, remark.strip(), TalkState.ACKNOWLEDGED
    _due(talk, _next_goal(talk))
    record("talk.acknowledged", talk, by=by, now=now)
    _tell([talk.led_by_id], "talk_acknowledged", talk, now=now)
    return talk


def review_goal(
    talk: HeadTalk, goal_id: int, outcome: GoalOutcome, result: str, *, by: Staff, now: datetime
) -> HeadTalk:
    """Says whether a goal was met, and what shows it; with the last one the talk is closed and the head told.

    Records talk.goal_reviewed, and talk.closed. Raises NotAllowed, WrongState, Invalid: ("result",
    "required"), ("outcome", "goal_not_over") for a goal missed before its day is over.
    """
    talk = _mine(talk, TalkStep.REVIEW_GOAL, by=by, now=now)
    goal = next((each for each in talk.goals if each.id == goal_id), None)
    if goal is None or goal.outcome is not None:
        raise WrongState("talk_goal", "reviewed")
    if not result.strip():
        raise Invalid("result", "required")
    if not may_be_reviewed(outcome, goal.due_on, local_day(now)):
        raise Invalid("outcome", "goal_not_over")
    goal.outcome, goal.result = outcome, result.strip()
    goal.reviewed_by_id, goal.reviewed_at = by.id, now
    db.session.flush()
    record("talk.goal_reviewed", talk, by=by, now=now, goal_outcome=outcome)
    if all(each.outcome is not None for each in talk.goals):
        talk.state, talk.ended_at = TalkState.CLOSED, now
        db.session.flush()
        missed = sum(each.outcome is GoalOutcome.MISSED for each in talk.goals)
        record("talk.closed", talk, by=by, now=now, goals=len(talk.goals), missed=missed)
        _tell([talk.head_id, talk.led_by_id], "talk_closed", talk, now=now, but=by.id)
    elif talk.acknowledged_at is not None:
        _due(talk, _next_goal(talk))
    return talk


def drop_talk(penalty: Penalty, *, by: Actor, now: datetime) -> None:
    """A won appeal took back what called for the talk: it waits for nothing any more, and what was said in it
    stays. The head who was invited is told. Records talk.dropped."""
    talk = talk_of(penalty)
    if talk is None or not talk.open:
        return
    talk.state, talk.ended_at = TalkState.DROPPED, now
    db.session.flush()
    record("talk.dropped", talk, by=by, now=now)
    _tell([talk.head_id], "talk_dropped", talk, now=now)


def remind_of_talk(talk_id: int, *, now: datetime) -> bool:
    """Tells whose turn it is that the time of a talk's next step is over, once a step. Records talk.reminded.
    Returns whether anybody was told."""
    mine = changed_rows(
        update(HeadTalk)
        .where(
            HeadTalk.id == talk_id,
            HeadTalk.ended_at.is_(None),
            HeadTalk.due_at <= now,
            HeadTalk.reminded_at.is_(None),
        )
        .values(reminded_at=now)
    )
    if not mine:
        return False
    talk = held(db.session.get_one(HeadTalk, talk_id))
    record("talk.reminded", talk, by=SYSTEM, now=now)
    people = set(leaders(talk.department, now))
    if talk.state is TalkState.HELD and talk.head_id is not None:
        people.add(talk.head_id)
    _tell(people, "talk_late", talk, now=now, due_at=talk.due_at.isoformat())
    return True


def _mine(talk: HeadTalk, step: TalkStep, *, by: Staff, now: datetime) -> HeadTalk:
    talk = held(talk)
    if by.id not in leaders(talk.department, now) or by.id == talk.head_id:
        raise NotAllowed("talk")
    _check(talk, step)
    return talk


def _check(talk: HeadTalk, step: TalkStep) -> None:
    if talk.state not in STEPS[step]:
        raise WrongState("talk", talk.state.value)


def _due(talk: HeadTalk, due_at: datetime) -> None:
    """The next step is due then, and nobody was reminded of it yet."""
    talk.due_at, talk.reminded_at = due_at, None
    db.session.flush()


def _next_goal(talk: HeadTalk) -> datetime:
    """The end of the day of the first goal that nobody reviewed."""
    day = min(goal.due_on for goal in talk.goals if goal.outcome is None)
    return datetime.combine(day + DAY, time(), SHANGHAI)


def _tell(
    people: Iterable[int | None],
    kind: str,
    talk: HeadTalk,
    *,
    now: datetime,
    but: int | None = None,
    **facts: str,
) -> None:
    department = db.session.get_one(Department, talk.department_id)
    wanted = {person for person in people if person is not None} - {but}
    names = [department.name_zh, department.name_en]
    notify_all(sorted(wanted), kind, about=talk.audit_name, now=now, facts={"department": names, **facts})
