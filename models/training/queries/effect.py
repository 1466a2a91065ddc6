"""The effect of a session, or of all sessions of a topic, on the key figures of who was trained (L-06)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, lazyload

from models.clock import SHANGHAI
from models.db import db
from models.kpi.queries import of_people
from models.kpi.rules.months import Month
from models.kpi.words import Figure
from models.people.tables import Staff
from models.training.rules.effect import MEASURED, Compared, compared, span_around
from models.training.tables import Enrolment, TrainingPlan, TrainingSession, TrainingTopic
from models.training.words import TOOK_PART, SessionState


@dataclass(frozen=True)
class Effect:
    """How many were trained, of how many sessions, how many others are beside them, and each figure.

    `before` and `after` are all months looked at; `length` is how many after each session will be.
    """

    sessions: int
    trained: int
    others: int
    length: int
    before: Sequence[Month]
    after: Sequence[Month]
    figures: Mapping[Figure, Compared]

    @property
    def whole(self) -> bool:
        """Whether all months after are over."""
        return len(self.after) >= self.length


@dataclass(frozen=True)
class Held:
    """A session or a topic in the list of what was held, with how many took part."""

    sessions: int
    trained: int
    session: TrainingSession | None = None
    topic: TrainingTopic | None = None


def effect(
    sessions: Sequence[TrainingSession], *, length: int, everybody: bool = False, now: datetime
) -> Effect | None:
    """What the key figures say around logged sessions of one topic or title; None where nobody took part.

    Each person counts by the month of the first of these sessions that they took part in. The others took
    part in no session of the same topic or title, ever, and had cases in the same months; in the departments
    of the trained, or, `everybody`, anywhere. Four queries.
    """
    when, people = _first_part([each.id for each in sessions])
    if not when:
        return None
    last = Month.of(now).shifted(-1)
    around = {month: span_around(month, length, last) for month in set(when.values())}
    spans = {person: around[month] for person, month in when.items()}
    before = sorted({month for span in around.values() for month in span.before})
    after = sorted({month for span in around.values() for month in span.after})
    parts = of_people(sorted({*before, *after}), MEASURED)
    departments = {each.department_id for each in parts if each.staff_id in spans}
    known = when.keys() | _ever_part(sessions)
    others = {
        each.staff_id
        for each in parts
        if each.staff_id not in known and (everybody or each.department_id in departments)
    }
    return Effect(
        len(sessions), len(spans), len(others), length, before, after, compared(parts, spans, others, people)
    )


def logged_of(topic: TrainingTopic) -> Sequence[TrainingSession]:
    """The sessions of a topic that were held and logged, the first first. One query."""
    rows = select(TrainingSession).where(
        TrainingSession.topic_id == topic.id, TrainingSession.state == SessionState.LOGGED
    )
    return db.session.scalars(rows.order_by(TrainingSession.starts_at)).all()


def topic_with_id(topic_id: int) -> TrainingTopic | None:
    """A topic with its plan."""
    found = select(TrainingTopic).where(TrainingTopic.id == topic_id)
    return db.session.scalars(found.options(joinedload(TrainingTopic.plan))).one_or_none()


def years_held() -> list[int]:
    """The years in which sessions were held, the latest first. One query."""
    held = TrainingSession.state == SessionState.LOGGED
    ends = select(func.min(TrainingSession.starts_at), func.max(TrainingSession.starts_at)).where(held)
    years = [Month.of(each).first.year for each in db.session.execute(ends).one() if each is not None]
    return list(range(max(years), min(years) - 1, -1)) if years else []


def sessions_held(year: int, *, offset: int = 0, limit: int = 50) -> tuple[list[Held], int]:
    """The logged sessions of a year, the latest first, and how many there are. Two queries."""
    total = db.session.scalar(select(func.count()).select_from(TrainingSession).where(*_in(year))) or 0
    counted = (
        select(Enrolment.session_id, func.count().label("people"))
        .where(Enrolment.attendance.in_(TOOK_PART))
        .group_by(Enrolment.session_id)
        .subquery()
    )
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    rows = (
        select(TrainingSession, func.coalesce(counted.c.people, 0))
        .outerjoin(counted, counted.c.session_id == TrainingSession.id)
        .where(*_in(year))
        .options(joinedload(TrainingSession.trainer).options(*quiet))
        .order_by(TrainingSession.starts_at.desc(), TrainingSession.id.desc())
    )
    found = db.session.execute(rows.offset(offset).limit(limit))
    return [Held(1, people, session=session) for session, people in found], total


def topics_held(year: int) -> list[Held]:
    """The topics of which sessions were logged in a year, with all their sessions ever. One query."""
    meant = select(TrainingSession.topic_id).where(*_in(year), TrainingSession.topic_id.is_not(None))
    counts = (
        select(
            TrainingSession.topic_id,
            func.count(TrainingSession.id.distinct()).label("sessions"),
            func.count(Enrolment.staff_id.distinct()).label("people"),
        )
        .outerjoin(
            Enrolment,
            (Enrolment.session_id == TrainingSession.id) & Enrolment.attendance.in_(TOOK_PART),
        )
        .where(TrainingSession.state == SessionState.LOGGED, TrainingSession.topic_id.in_(meant))
        .group_by(TrainingSession.topic_id)
        .subquery()
    )
    rows = (
        select(TrainingTopic, counts.c.sessions, counts.c.people)
        .join(counts, counts.c.topic_id == TrainingTopic.id)
        .join(TrainingPlan, TrainingPlan.id == TrainingTopic.plan_id)
        .options(joinedload(TrainingTopic.plan))
        .order_by(TrainingPlan.year.desc(), TrainingPlan.quarter.desc(), TrainingTopic.id)
    )
    return [Held(sessions, people, topic=topic) for topic, sessions, people in db.session.execute(rows)]


def _in(year: int) -> list[ColumnElement[bool]]:
    first, last = (datetime.combine(date(each, 1, 1), time(), SHANGHAI) for each in (year, year + 1))
    return [
        TrainingSession.state == SessionState.LOGGED,
        TrainingSession.starts_at >= first,
        TrainingSession.starts_at < last,
    ]


def _first_part(sessions: Collection[int]) -> tuple[dict[int, Month], list[set[int]]]:
    """Who took part, and in which month first; and the people of each session."""
    rows = (
        select(Enrolment.staff_id, TrainingSession.starts_at, TrainingSession.id)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(Enrolment.session_id.in_(sessions), Enrolment.attendance.in_(TOOK_PART))
        .order_by(TrainingSession.starts_at.desc())
    )
    first: dict[int, Month] = {}
    people: dict[int, set[int]] = {}
    for staff_id, starts_at, session_id in db.session.execute(rows):
        first[staff_id] = Month.of(starts_at)
        people.setdefault(session_id, set()).add(staff_id)
    return first, list(people.values())


def _ever_part(sessions: Sequence[TrainingSession]) -> set[int]:
    """Everybody who ever took part in a logged session of the same topic or title."""
    topics = {each.topic_id for each in sessions if each.topic_id is not None}
    titles = {each.title for each in sessions}
    rows = (
        select(Enrolment.staff_id)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(
            TrainingSession.state == SessionState.LOGGED,
            TrainingSession.topic_id.in_(topics) | TrainingSession.title.in_(titles),
            Enrolment.attendance.in_(TOOK_PART),
        )
    )
    return set(db.session.scalars(rows))
