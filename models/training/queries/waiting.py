"""What of training waits for somebody: plans, logs, people without a session, their own needs (M-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, false, func, or_, select
from sqlalchemy.orm import aliased, joinedload, lazyload

from models.clock import local_day
from models.db import db
from models.people.tables import Staff
from models.permissions import Permission
from models.training.tables import Enrolment, TrainingNeed, TrainingPlan, TrainingSession
from models.training.words import NeedState, Place, PlanState, SessionState


@dataclass(frozen=True)
class Waiting:
    """Plans to approve, sessions whose log is to be closed, and remedial needs without a session."""

    plans: Sequence[TrainingPlan]
    logs: Sequence[TrainingSession]
    needs: Sequence[TrainingNeed]


def counted(by: Staff, now: datetime, gap_days: int) -> ColumnElement[int]:
    """How many things of training are somebody's to do: those of `waiting`, and what they themselves still
    lack that is late or due within `gap_days`. A column, to be asked for beside others."""
    own = (
        TrainingNeed.staff_id == by.id,
        TrainingNeed.state == NeedState.OPEN,
        ~_arranged(),
        TrainingNeed.due_on <= local_day(now) + timedelta(days=gap_days),
    )
    found = _count(TrainingNeed, *own)
    if by.may(Permission.TRAINING_APPROVE):
        found += _count(TrainingPlan, _to_approve(by))
    if by.may(Permission.TRAINING_TEACH):
        found += _count(TrainingSession, _to_log(by, now))
    if by.may(Permission.TRAINING_PLAN):
        found += _count(TrainingNeed, _to_arrange(by), TrainingNeed.staff_id != by.id)
    return found


def waiting(by: Staff, now: datetime, limit: int = 100) -> Waiting:
    """What somebody has to do for others, the oldest first. Three queries."""
    plans = select(TrainingPlan).where(_to_approve(by)).order_by(TrainingPlan.submitted_at)
    logs = select(TrainingSession).where(_to_log(by, now)).order_by(TrainingSession.starts_at)
    needs = select(TrainingNeed).where(_to_arrange(by), TrainingNeed.staff_id != by.id)
    named = joinedload(TrainingNeed.staff).options(lazyload(Staff.grants))
    return Waiting(
        db.session.scalars(plans.limit(limit)).all(),
        db.session.scalars(logs.limit(limit)).all(),
        db.session.scalars(needs.options(named).order_by(TrainingNeed.due_on).limit(limit)).all(),
    )


def _to_approve(by: Staff) -> ColumnElement[bool]:
    if not by.may(Permission.TRAINING_APPROVE):
        return false()
    others = or_(TrainingPlan.submitted_by_id.is_(None), TrainingPlan.submitted_by_id != by.id)
    return (TrainingPlan.state == PlanState.SUBMITTED) & others


def _to_log(by: Staff, now: datetime) -> ColumnElement[bool]:
    held = (TrainingSession.state == SessionState.PLANNED) & (TrainingSession.ends_at <= now)
    return held & (TrainingSession.trainer_id == by.id) if by.may(Permission.TRAINING_TEACH) else false()


def _to_arrange(by: Staff) -> ColumnElement[bool]:
    if not by.may(Permission.TRAINING_PLAN):
        return false()
    lacking = (TrainingNeed.state == NeedState.OPEN) & TrainingNeed.penalty_id.is_not(None)
    return lacking & ~_arranged()


def _arranged() -> ColumnElement[bool]:
    """Whether the person of a need has a place in a session that is still to be logged and meets it: the one
    that was arranged, or one that makes up for it. A cancelled session, one that was missed and one that
    somebody was taken out of are none."""
    seat, missed, session = aliased(Enrolment), aliased(Enrolment), aliased(TrainingSession)
    makes_up = exists().where(missed.id == seat.made_up_for_id, missed.session_id == TrainingNeed.session_id)
    return exists().where(
        seat.staff_id == TrainingNeed.staff_id,
        seat.place != Place.GIVEN_UP,
        session.id == seat.session_id,
        session.state == SessionState.PLANNED,
        or_(seat.session_id == TrainingNeed.session_id, makes_up),
    )


def _count(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()
