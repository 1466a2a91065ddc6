"""A training plan is begun, written, submitted, approved by another person, and opened again (L-01)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from models.cases.actions.audience import with_role
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.outbox.actions import notify_all
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from models.training.queries.plans import held_plan, plan_of
from models.training.rules.standing import may_approve
from models.training.tables import TrainingPlan, TrainingSession, TrainingTopic
from models.training.words import Field, Method, PlanState

YEARS = range(2001, 2100)


@dataclass(frozen=True)
class TopicDraft:
    """A topic: for departments by id and roles, so many sessions of so many minutes, with a budget in fen."""

    title: str
    field: Field
    method: Method
    departments: tuple[int, ...]
    roles: tuple[str, ...]
    sessions: int
    minutes: int
    budget_fen: int


def begin_plan(year: int, quarter: int, *, copied: bool, by: Staff, now: datetime) -> TrainingPlan:
    """Begins the plan of a quarter (0 for the year); `copied` takes over the topics of the same time of the
    year before. Records training_plan.begun.

    Raises NotAllowed; Invalid: ("year", "no_year"), ("quarter", "no_quarter"), ("quarter", "plan_is_there"),
    ("copied", "nothing_to_copy").
    """
    _edits(by)
    if year not in YEARS:
        raise Invalid("year", "no_year")
    if not 0 <= quarter <= 4:
        raise Invalid("quarter", "no_quarter")
    if plan_of(year, quarter) is not None:
        raise Invalid("quarter", "plan_is_there")
    before = plan_of(year - 1, quarter) if copied else None
    if copied and (before is None or not before.topics):
        raise Invalid("copied", "nothing_to_copy")
    plan = TrainingPlan(year=year, quarter=quarter, begun_by_id=by.id, topics=[])
    for topic in before.topics if before else ():
        plan.topics.append(TrainingTopic(**_values(_draft(topic))))
    db.session.add(plan)
    db.session.flush()
    record("training_plan.begun", plan, by=by, now=now, topics=len(plan.topics), copied=copied)
    return plan


def write_topics(
    plan: TrainingPlan,
    drafts: Sequence[TopicDraft],
    *,
    instead_of: TrainingTopic | None = None,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> list[TrainingTopic]:
    """Adds topics to a plan that is being written, all of them or none; with `instead_of` the one draft
    changes that topic. Records training_plan.written.

    Raises NotAllowed, WrongState, Stale; Invalid for no title ("title", "required"), or amounts that are
    none.
    """
    plan = _open(plan, by=by, seen=seen)
    for draft in drafts:
        if not draft.title.strip():
            raise Invalid("title", "required")
        if draft.sessions < 1:
            raise Invalid("sessions", "too_few")
        if draft.minutes < 1:
            raise Invalid("hours", "too_few")
        if draft.budget_fen < 0:
            raise Invalid("budget", "no_amount")
    if instead_of is not None:
        [draft] = drafts
        for name, value in _values(draft).items():
            setattr(instead_of, name, value)
        written = [instead_of]
    else:
        written = [TrainingTopic(plan_id=plan.id, **_values(draft)) for draft in drafts]
        db.session.add_all(written)
    _touch(plan)
    record("training_plan.written", plan, by=by, now=now, topics=len(written))
    return written


def drop_topic(topic: TrainingTopic, *, by: Staff, now: datetime, seen: int | None) -> None:
    """Takes a topic out of a plan that is being written. Records training_plan.topic_dropped.

    Raises NotAllowed, WrongState, Stale, and Invalid("topic", "has_sessions") where sessions are held for it.
    """
    plan = _open(topic.plan, by=by, seen=seen)
    from_plan = [each for each in plan.topics if each.id == topic.id]
    if _has_sessions(topic):
        raise Invalid("topic", "has_sessions")
    for each in from_plan:
        plan.topics.remove(each)
    _touch(plan)
    record("training_plan.topic_dropped", plan, by=by, now=now)


def submit_plan(plan: TrainingPlan, *, by: Staff, now: datetime, seen: int | None) -> TrainingPlan:
    """Hands a plan in; who may approve it is told. Records training_plan.submitted.

    Raises NotAllowed, WrongState, Stale, Invalid("topics", "no_topics").
    """
    plan = _open(plan, by=by, seen=seen)
    if not plan.topics:
        raise Invalid("topics", "no_topics")
    plan.state, plan.submitted_by, plan.submitted_at = PlanState.SUBMITTED, by, now
    plan.returned_because = ""
    db.session.flush()
    record("training_plan.submitted", plan, by=by, now=now, topics=len(plan.topics))
    others = set(with_role(Role.LEADING_GROUP, now=now)) - {by.id}
    notify_all(sorted(others), "training_plan_to_approve", about=plan.audit_name, now=now)
    return plan


def approve_plan(plan: TrainingPlan, *, by: Staff, now: datetime, seen: int | None) -> TrainingPlan:
    """Approves a plan: sessions may be held for its topics. Who submitted it is told. Records
    training_plan.approved. Raises NotAllowed for who submitted it and others, WrongState, Stale."""
    plan = _deciding(plan, by=by, seen=seen)
    plan.state, plan.approved_by, plan.approved_at = PlanState.APPROVED, by, now
    db.session.flush()
    record("training_plan.approved", plan, by=by, now=now)
    _answer(plan, "training_plan_approved", now=now)
    return plan


def return_plan(
    plan: TrainingPlan, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> TrainingPlan:
    """Gives a plan back with a reason; who submitted it is told. Records training_plan.returned.

    Raises as `approve_plan`, and Invalid("reason", "required").
    """
    plan = _deciding(plan, by=by, seen=seen)
    if not reason.strip():
        raise Invalid("reason", "required")
    _answer(plan, "training_plan_returned", now=now, text=reason.strip())
    _reopen(plan)
    plan.returned_because = reason.strip()
    db.session.flush()
    record("training_plan.returned", plan, by=by, now=now, reason=reason.strip())
    return plan


def amend_plan(
    plan: TrainingPlan, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> TrainingPlan:
    """Opens an approved plan again, with a reason; it is approved anew. Sessions stay as they are. Records
    training_plan.amended. Raises NotAllowed, WrongState, Stale, Invalid("reason", "required")."""
    _edits(by)
    plan = held_plan(plan)
    plan.expect(seen)
    if plan.state is not PlanState.APPROVED:
        raise WrongState("training_plan", plan.state.value)
    if not reason.strip():
        raise Invalid("reason", "required")
    _reopen(plan)
    db.session.flush()
    record("training_plan.amended", plan, by=by, now=now, reason=reason.strip())
    return plan


def _edits(by: Staff) -> None:
    if not by.may(Permission.TRAINING_PLAN):
        raise NotAllowed("training")


def _open(plan: TrainingPlan, *, by: Staff, seen: int | None) -> TrainingPlan:
    _edits(by)
    plan = held_plan(plan)
    plan.expect(seen)
    if not plan.editable:
        raise WrongState("training_plan", plan.state.value)
    return plan


def _deciding(plan: TrainingPlan, *, by: Staff, seen: int | None) -> TrainingPlan:
    plan = held_plan(plan)
    plan.expect(seen)
    if plan.state is not PlanState.SUBMITTED:
        raise WrongState("training_plan", plan.state.value)
    if not may_approve(plan, by):
        raise NotAllowed("training")
    return plan


def _reopen(plan: TrainingPlan) -> None:
    plan.state = PlanState.DRAFT
    plan.submitted_by = plan.submitted_at = plan.approved_by = plan.approved_at = None


def _answer(plan: TrainingPlan, kind: str, *, now: datetime, **facts: str) -> None:
    assert plan.submitted_by_id is not None, "a plan that is decided on was submitted"
    notify_all([plan.submitted_by_id], kind, about=plan.audit_name, now=now, facts=facts)


def _touch(plan: TrainingPlan) -> None:
    """Counts a change of its topics as one of its own (H-07)."""
    flag_modified(plan, "state")
    db.session.flush()
    db.session.expire(plan, ["topics"])


def _has_sessions(topic: TrainingTopic) -> bool:
    found = select(TrainingSession.id).where(TrainingSession.topic_id == topic.id).limit(1)
    return db.session.scalar(found) is not None


def _draft(topic: TrainingTopic) -> TopicDraft:
    return TopicDraft(
        topic.title,
        topic.field,
        topic.method,
        tuple(topic.departments),
        tuple(topic.roles),
        topic.sessions,
        topic.minutes,
        topic.budget_fen,
    )


def _values(draft: TopicDraft) -> dict[str, Any]:
    values = asdict(draft)
    lists = {"departments": list(draft.departments), "roles": list(draft.roles)}
    return values | lists | {"title": draft.title.strip()}
