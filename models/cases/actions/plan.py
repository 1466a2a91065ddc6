"""The plan and its milestones (H-02, G-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.cases.actions import due_times
from models.cases.actions.audience import tell_staff
from models.cases.queries.scope import standing
from models.cases.queries.timeline import open_milestones
from models.cases.rules.given import first_notice
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Milestone, Plan
from models.cases.words import DueKind
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.queries import works_on
from models.people.tables import Staff
from models.rulebook.queries import rules_of


@dataclass(frozen=True)
class MilestoneDraft:
    """One step of a plan as it was typed."""

    text: str
    owner_id: int
    due_at: datetime


@dataclass(frozen=True)
class MilestoneEnd:
    """How an open milestone ends with the result: done, or no longer needed because of `dropped_because`."""

    milestone_id: int
    dropped_because: str = ""


def make_plan(
    case: Case,
    text: str,
    milestones: Sequence[MilestoneDraft],
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> Plan:
    """Writes down how the case will be solved, and meets the plan's due time.

    A later plan takes the place of an earlier one, so it counts as a change of the case (H-07). Tells those
    who were given a milestone; they are reminded of it (H-04). Records case.planned. Raises NotAllowed,
    WrongState, Stale; Invalid for an empty plan, a milestone that lies in the past, or one whose owner does
    not work here.
    """
    require(Step.PLAN, case, standing(case, by))
    case.expect(seen)
    if not text.strip():
        raise Invalid("text", "required")
    if any(milestone.due_at < now for milestone in milestones):
        raise Invalid("milestones", "past")
    here = set(
        db.session.scalars(
            select(Staff.id).where(
                Staff.id.in_({draft.owner_id for draft in milestones}), works_on(local_day(now))
            )
        )
    )
    if any(draft.owner_id not in here for draft in milestones):
        raise Invalid("milestones", "unknown")
    plan = Plan(case_id=case.id, round=case.round, by_id=by.id, at=now, text=text.strip())
    rules = rules_of(case.timing_id)
    plan.milestones = [
        Milestone(
            text=draft.text,
            owner_id=draft.owner_id,
            due_at=draft.due_at,
            next_notice_at=first_notice(rules, case.grade, now, draft.due_at),
        )
        for draft in milestones
    ]
    db.session.add(plan)
    case.touch()
    db.session.flush()
    due_times.meet(case, DueKind.PLAN, now=now)
    record("case.planned", case, by=by, now=now, plan=plan.id, milestones=len(plan.milestones))
    tell_staff({draft.owner_id for draft in milestones}, "milestone_given", case, by=by, now=now)
    return plan


def finish_milestone(case: Case, milestone: Milestone, *, by: Staff, now: datetime) -> Milestone:
    """Ticks a milestone off; records case.milestone_done. Once ended it stays so."""
    require(Step.PLAN, case, standing(case, by))
    if milestone.open:
        _done(case, milestone, by=by, now=now)
    return milestone


def end_milestones(case: Case, ends: Sequence[MilestoneEnd], *, by: Staff, now: datetime) -> None:
    """Ends every milestone that is still open, each done or dropped for a reason (H-02).

    One that was ended meanwhile stays as it is. Records case.milestone_done and
    case.milestone_dropped. Raises Invalid("milestones", "required") where one is left out.
    """
    chosen = {end.milestone_id: end.dropped_because.strip() for end in ends}
    left = open_milestones(case)
    if any(milestone.id not in chosen for milestone in left):
        raise Invalid("milestones", "required")
    for milestone in left:
        if chosen[milestone.id]:
            milestone.dropped_at, milestone.dropped_because = now, chosen[milestone.id]
            record("case.milestone_dropped", case, by=by, now=now, milestone=milestone.id)
        else:
            _done(case, milestone, by=by, now=now)


def _done(case: Case, milestone: Milestone, *, by: Staff, now: datetime) -> None:
    milestone.done_at = now
    record("case.milestone_done", case, by=by, now=now, milestone=milestone.id)
