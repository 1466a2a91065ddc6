"""Reading requests for support: one's own, those to answer, the load behind them (H-10, A-05)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.cases.tables import Case
from models.cases.words import State
from models.clock import local_day
from models.db import db
from models.people.queries import works_on
from models.people.roles import GRANTS, Role
from models.people.tables import RoleGrant, Staff
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.support.rules import Kept, Load, kept, load_among
from models.support.tables import SupportRequest
from models.support.words import Reach, SupportState

HANDLING_ROLES = tuple(role for role, granted in GRANTS.items() if Permission.CASE_HANDLE in granted)
"""Whose holders handle cases."""


def find(staff: Staff, request_id: int) -> SupportRequest | None:
    """A request, for who asked it and for those whom it was or is to be answered by; else None."""
    found = select(SupportRequest).where(SupportRequest.id == request_id, or_(*_sees(staff)))
    return db.session.scalars(found.options(*_names())).first()


def held(request: SupportRequest) -> SupportRequest:
    """The request as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = select(SupportRequest).where(SupportRequest.id == request.id).options(*_names())
    kept_row = rows.with_for_update(of=SupportRequest).execution_options(populate_existing=True)
    return db.session.scalars(kept_row).one()


def own_requests(staff: Staff, limit: int = 200) -> Sequence[SupportRequest]:
    """What somebody asked for, the latest first."""
    found = select(SupportRequest).where(SupportRequest.by_id == staff.id)
    return _listed(found.order_by(SupportRequest.id.desc()).limit(limit))


def to_answer(staff: Staff, limit: int = 200) -> Sequence[SupportRequest]:
    """The requests that wait for this person's answer, the first due first."""
    found = select(SupportRequest).where(waits_for(staff))
    return _listed(found.order_by(SupportRequest.due_at, SupportRequest.id).limit(limit))


def settled(staff: Staff, limit: int = 50) -> Sequence[SupportRequest]:
    """What was put to this person and has ended, the latest first."""
    put = or_(*_sees(staff)[1:])
    found = select(SupportRequest).where(
        put, SupportRequest.state != SupportState.ASKED, SupportRequest.by_id != staff.id
    )
    return _listed(found.order_by(SupportRequest.ended_at.desc(), SupportRequest.id.desc()).limit(limit))


def answers_requests(staff: Staff) -> bool:
    """Whether requests are put to this person at all."""
    return bool(staff.roles & {Role.DEPARTMENT_HEAD, Role.LEADING_GROUP})


def count_to_answer(staff: Staff) -> int:
    """How many requests wait for this person; no query for who is asked none."""
    if not answers_requests(staff):
        return 0
    return db.session.scalar(select(func.count()).select_from(SupportRequest).where(waits_for(staff))) or 0


def waits_for(staff: Staff) -> ColumnElement[bool]:
    """SQL for `rules.may_answer`."""
    leads = SupportRequest.reach == Reach.LEADING_GROUP if Role.LEADING_GROUP in staff.roles else false()
    above = and_(SupportRequest.above_id == staff.id, SupportRequest.reach != Reach.HEAD)
    return and_(
        SupportRequest.state == SupportState.ASKED,
        SupportRequest.by_id != staff.id,
        or_(SupportRequest.head_id == staff.id, above, leads),
    )


def due_notices(now: datetime, limit: int = 200) -> Sequence[int]:
    """Requests whose next reminder is to go out now (H-04), the longest waiting first."""
    return db.session.scalars(
        select(SupportRequest.id)
        .where(SupportRequest.next_notice_at <= now)
        .order_by(SupportRequest.next_notice_at)
        .limit(limit)
    ).all()


def longest_relief(now: datetime) -> date:
    """The last local day up to which an answer of this moment may relieve somebody of new cases."""
    rules = rules_at(now)
    return local_day(rules.promise(rules.support.longest_relief, now).due_at)


def load_of(staff: Staff, on: date) -> Load:
    """How many open cases somebody has now, and the median of those who handle cases in the department."""
    counted = (
        select(Staff.id, func.count(Case.id))
        .outerjoin(Case, and_(Case.owner_id == Staff.id, Case.state != State.CLOSED))
        .where(or_(Staff.id == staff.id, and_(*_colleagues(staff, on))))
        .group_by(Staff.id)
    )
    counts: dict[int, int] = {person: count for person, count in db.session.execute(counted)}  # noqa: C416
    return load_among(counts.get(staff.id, 0), counts.values())


def kept_for(staff: Staff, since: datetime, until: datetime) -> Kept:
    """How often somebody asked in a time, both ends of it included, how often that was answered, and in
    time (A-05)."""
    found = select(SupportRequest).where(
        SupportRequest.by_id == staff.id, SupportRequest.at >= since, SupportRequest.at <= until
    )
    return kept(db.session.scalars(found))


def _colleagues(staff: Staff, on: date) -> list[ColumnElement[bool]]:
    handles = Staff.grants.any(RoleGrant.role.in_(HANDLING_ROLES))
    return [Staff.department_id == staff.department_id, works_on(on), handles]


def _sees(staff: Staff) -> list[ColumnElement[bool]]:
    leads = SupportRequest.reach == Reach.LEADING_GROUP if Role.LEADING_GROUP in staff.roles else false()
    return [
        SupportRequest.by_id == staff.id,
        SupportRequest.head_id == staff.id,
        and_(SupportRequest.above_id == staff.id, SupportRequest.reach != Reach.HEAD),
        SupportRequest.answered_by_id == staff.id,
        leads,
    ]


def _listed(found: Select[SupportRequest]) -> Sequence[SupportRequest]:
    return db.session.scalars(found.options(*_names())).all()


def _names() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    people = (
        SupportRequest.by,
        SupportRequest.wished,
        SupportRequest.head,
        SupportRequest.above,
        SupportRequest.answered_by,
        SupportRequest.second,
    )
    named = [joinedload(each).options(*quiet) for each in people]
    return [*named, joinedload(SupportRequest.department), joinedload(SupportRequest.case)]
