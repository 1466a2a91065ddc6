"""Needs: a person's, those that are due, the matrix of people × requirements (L-04)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from models.conduct.tables import Penalty
from models.db import db
from models.people.queries import works_on
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.words import MeasureKind
from models.training.queries.audience import headed_by
from models.training.tables import Enrolment, Requirement, SessionRequirement, TrainingNeed, TrainingSession
from models.training.words import NeedState


@dataclass(frozen=True)
class Line:
    """A person in the matrix: the latest need of each requirement, by its id, and the remedial ones."""

    person: Staff
    needs: Mapping[int, TrainingNeed]
    remedial: Sequence[TrainingNeed]

    @property
    def gaps(self) -> int:
        """How many are still lacking."""
        everything = [*self.needs.values(), *self.remedial]
        return sum(each.state is NeedState.OPEN for each in everything)


def requirements(*, with_ended: bool = False) -> Sequence[Requirement]:
    """The requirements that hold, the oldest first."""
    rows = select(Requirement).order_by(Requirement.id)
    return db.session.scalars(rows if with_ended else rows.where(Requirement.ended_at.is_(None))).all()


def requirements_of(session: TrainingSession) -> Sequence[Requirement]:
    """What is met by taking part in a session."""
    rows = (
        select(Requirement)
        .join(SessionRequirement, SessionRequirement.requirement_id == Requirement.id)
        .where(SessionRequirement.session_id == session.id)
    )
    return db.session.scalars(rows.order_by(Requirement.id)).all()


def needs_of(person: Staff) -> Sequence[TrainingNeed]:
    """A person's needs, what is lacking first, the next due first. One query."""
    rows = select(TrainingNeed).where(
        TrainingNeed.staff_id == person.id, TrainingNeed.state != NeedState.DROPPED
    )
    order = (TrainingNeed.state.desc(), TrainingNeed.due_on, TrainingNeed.id)
    return db.session.scalars(_whole(rows).order_by(*order)).all()


def need_with(need_id: int) -> TrainingNeed | None:
    """A need with whose and what it is."""
    return db.session.scalars(_whole(select(TrainingNeed).where(TrainingNeed.id == need_id))).one_or_none()


def reads_needs(by: Staff) -> bool:
    """Whether somebody sees the needs of others at all."""
    return by.may(Permission.TRAINING_READ) or bool(headed_by(by))


@dataclass(frozen=True)
class MatrixFilter:
    """What the matrix is narrowed to: a department by id, people with gaps."""

    department: int | None = None
    gaps_only: bool = False


EVERYBODY = MatrixFilter()


def count_people(by: Staff, today: date, wanted: MatrixFilter) -> int:
    """How many lines `matrix` has."""
    return db.session.scalar(select(func.count()).select_from(Staff).where(*_meant(by, today, wanted))) or 0


def matrix(
    by: Staff,
    today: date,
    wanted: MatrixFilter = EVERYBODY,
    *,
    offset: int = 0,
    limit: int | None = None,
) -> list[Line]:
    """Everybody of whom something is required and whose needs somebody may see, with the latest of each, in a
    fixed number of queries."""
    rows = select(Staff).where(*_meant(by, today, wanted)).options(lazyload(Staff.grants))
    people = db.session.scalars(rows.order_by(Staff.number).offset(offset).limit(limit)).all()
    found = select(TrainingNeed).where(
        TrainingNeed.staff_id.in_([each.id for each in people]), TrainingNeed.state != NeedState.DROPPED
    )
    latest: dict[int, dict[int, TrainingNeed]] = {}
    remedial: dict[int, list[TrainingNeed]] = {}
    for need in db.session.scalars(found.order_by(TrainingNeed.id)):
        if need.requirement_id is None:
            remedial.setdefault(need.staff_id, []).append(need)
        else:
            latest.setdefault(need.staff_id, {})[need.requirement_id] = need
    return [Line(each, latest.get(each.id, {}), remedial.get(each.id, [])) for each in people]


def remedial_missing(limit: int = 200) -> Sequence[int]:
    """Penalties in force that call for remedial training and have no need yet, by id."""
    there = select(TrainingNeed.id).where(TrainingNeed.penalty_id == Penalty.id)
    rows = select(Penalty.id).where(
        Penalty.kind == MeasureKind.TRAINING, Penalty.reversed_at.is_(None), ~there.exists()
    )
    return db.session.scalars(rows.order_by(Penalty.id).limit(limit)).all()


def remedial_over(limit: int = 200) -> Sequence[int]:
    """Open needs whose penalty was taken back, by id."""
    rows = (
        select(TrainingNeed.id)
        .join(Penalty, Penalty.id == TrainingNeed.penalty_id)
        .where(TrainingNeed.state == NeedState.OPEN, Penalty.reversed_at.is_not(None))
    )
    return db.session.scalars(rows.order_by(TrainingNeed.id).limit(limit)).all()


def to_remind(today: date, before: timedelta, limit: int = 200) -> Sequence[int]:
    """Open needs of people who work here that reached a reminder: near the due day, or past it."""
    rows = (
        select(TrainingNeed.id)
        .join(Staff, Staff.id == TrainingNeed.staff_id)
        .where(
            TrainingNeed.state == NeedState.OPEN,
            works_on(today),
            or_(
                (TrainingNeed.reminders == 0) & (TrainingNeed.due_on <= today + before),
                (TrainingNeed.reminders == 1) & (TrainingNeed.due_on < today),
            ),
        )
    )
    return db.session.scalars(rows.order_by(TrainingNeed.due_on).limit(limit)).all()


def to_certify(limit: int = 50) -> Sequence[int]:
    """Met needs of requirements with a certificate that have none yet."""
    rows = (
        select(TrainingNeed.id)
        .join(Requirement, Requirement.id == TrainingNeed.requirement_id)
        .where(TrainingNeed.state == NeedState.MET, TrainingNeed.paper_id.is_(None), Requirement.certificate)
    )
    return db.session.scalars(rows.order_by(TrainingNeed.id).limit(limit)).all()


def with_needs(requirement: Requirement) -> Mapping[int, Sequence[TrainingNeed]]:
    """The needs of a requirement that are not dropped, by person, the oldest first."""
    rows = select(TrainingNeed).where(
        TrainingNeed.requirement_id == requirement.id, TrainingNeed.state != NeedState.DROPPED
    )
    found: dict[int, list[TrainingNeed]] = {}
    for need in db.session.scalars(rows.order_by(TrainingNeed.id)):
        found.setdefault(need.staff_id, []).append(need)
    return found


def missed_by(making_up: Collection[Enrolment]) -> Mapping[int, Sequence[int]]:
    """Whom of these each missed session was made up by: people by the id of that session. One query."""
    by_missed = {each.made_up_for_id: each.staff_id for each in making_up if each.made_up_for_id}
    rows = select(Enrolment.id, Enrolment.session_id).where(Enrolment.id.in_(by_missed))
    found: dict[int, list[int]] = {}
    for missed, session_id in db.session.execute(rows) if by_missed else ():
        found.setdefault(session_id, []).append(by_missed[missed])
    return found


def open_needs_in(session_id: int, people: Collection[int]) -> Sequence[TrainingNeed]:
    """The open needs of these people that taking part in a session meets."""
    met_here = select(SessionRequirement.requirement_id).where(SessionRequirement.session_id == session_id)
    rows = select(TrainingNeed).where(
        TrainingNeed.state == NeedState.OPEN,
        TrainingNeed.staff_id.in_(people),
        or_(TrainingNeed.requirement_id.in_(met_here), TrainingNeed.session_id == session_id),
    )
    return db.session.scalars(rows.options(joinedload(TrainingNeed.requirement))).all()


def _meant(by: Staff, today: date, wanted: MatrixFilter) -> list[ColumnElement[bool]]:
    found = [works_on(today)]
    if not by.may(Permission.TRAINING_READ):
        found.append(Staff.department_id.in_(headed_by(by)))
    if wanted.department is not None:
        found.append(Staff.department_id == wanted.department)
    counts = (
        TrainingNeed.state == NeedState.OPEN if wanted.gaps_only else TrainingNeed.state != NeedState.DROPPED
    )
    return [*found, Staff.id.in_(select(TrainingNeed.staff_id).where(counts))]


def _whole(rows: Select[TrainingNeed]) -> Select[TrainingNeed]:
    return rows.options(
        joinedload(TrainingNeed.staff).options(lazyload(Staff.grants)),
        joinedload(TrainingNeed.requirement),
        joinedload(TrainingNeed.penalty).joinedload(Penalty.matter),
        joinedload(TrainingNeed.session),
        joinedload(TrainingNeed.met_by).joinedload(Enrolment.session),
        joinedload(TrainingNeed.paper),
    )
