"""Plans, and what of them is done (L-01)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.db import db
from models.people.tables import Staff
from models.training.tables import Enrolment, TrainingPlan, TrainingSession, TrainingTopic
from models.training.words import TOOK_PART, PlanState, SessionState


@dataclass(frozen=True)
class Done:
    """What came of a topic: sessions that were held, how many are planned yet, minutes held, people who took
    part (each session anew), and what it cost in fen."""

    held: int = 0
    coming: int = 0
    minutes: int = 0
    people: int = 0
    cost_fen: int = 0

    def __add__(self, other: "Done") -> "Done":
        return Done(
            self.held + other.held,
            self.coming + other.coming,
            self.minutes + other.minutes,
            self.people + other.people,
            self.cost_fen + other.cost_fen,
        )


def plans() -> Sequence[TrainingPlan]:
    """All plans with their topics, the latest first. Two queries."""
    return db.session.scalars(
        select(TrainingPlan)
        .options(*_names())
        .order_by(TrainingPlan.year.desc(), TrainingPlan.quarter.desc())
    ).all()


def plan_of(year: int, quarter: int) -> TrainingPlan | None:
    """The plan of a quarter; quarter 0 is the year."""
    found = select(TrainingPlan).where(TrainingPlan.year == year, TrainingPlan.quarter == quarter)
    return db.session.scalars(found.options(*_names())).one_or_none()


def held_plan(plan: TrainingPlan) -> TrainingPlan:
    """The plan as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = select(TrainingPlan).where(TrainingPlan.id == plan.id).options(*_names())
    locked = rows.with_for_update(of=TrainingPlan).execution_options(populate_existing=True)
    return db.session.scalars(locked).one()


def topic_with(topic_id: int) -> TrainingTopic | None:
    """A topic with its plan."""
    return db.session.get(TrainingTopic, topic_id, options=(joinedload(TrainingTopic.plan),))


def topics_to_hold() -> Sequence[TrainingTopic]:
    """The topics of approved plans, the latest first: what a session may be held for."""
    return db.session.scalars(
        select(TrainingTopic)
        .join(TrainingPlan)
        .where(TrainingPlan.state == PlanState.APPROVED)
        .options(joinedload(TrainingTopic.plan))
        .order_by(TrainingPlan.year.desc(), TrainingPlan.quarter.desc(), TrainingTopic.id)
    ).all()


def done(topics: Collection[int]) -> dict[int, Done]:
    """What is done of each topic, by its id. Two queries."""
    found = {each: Done() for each in topics}
    sessions = db.session.execute(
        select(
            TrainingSession.topic_id,
            TrainingSession.state,
            TrainingSession.starts_at,
            TrainingSession.ends_at,
            TrainingSession.cost_fen,
        ).where(TrainingSession.topic_id.in_(topics), TrainingSession.state != SessionState.CANCELLED)
    )
    for topic_id, state, starts_at, ends_at, cost in sessions:
        minutes = int((ends_at - starts_at).total_seconds() // 60)
        logged = state is SessionState.LOGGED
        assert topic_id is not None
        found[topic_id] += Done(1, 0, minutes, 0, cost) if logged else Done(coming=1)
    people = db.session.execute(
        select(TrainingSession.topic_id, func.count())
        .join(Enrolment, Enrolment.session_id == TrainingSession.id)
        .where(
            TrainingSession.topic_id.in_(topics),
            TrainingSession.state == SessionState.LOGGED,
            Enrolment.attendance.in_(TOOK_PART),
        )
        .group_by(TrainingSession.topic_id)
    )
    for topic_id, count in people:
        assert topic_id is not None
        found[topic_id] += Done(people=count)
    return found


def _names() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    return [
        joinedload(each).options(*quiet) for each in (TrainingPlan.submitted_by, TrainingPlan.approved_by)
    ]
