"""The phone list (R-02): who is to be called, by anybody but those who handled the case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ScalarSelect, Select, bindparam, exists, false, func, select
from sqlalchemy.orm import contains_eager, joinedload

from models.cases.tables import Case, Result
from models.clock import local, local_day
from models.db import UTCDateTime, db
from models.people.queries import working_staff
from models.people.roles import GRANTS
from models.people.tables import Staff
from models.permissions import Permission
from models.prepared import prepared
from models.revisits.tables import Revisit, RevisitCall
from models.revisits.words import CallOutcome, RevisitState


class CallView(StrEnum):
    """Which part of the list: to be called by now, later, or called today by whoever looks."""

    DUE = "due"
    LATER = "later"
    DONE = "done"


@dataclass(frozen=True)
class CallPage:
    """One page of the list, and how many rows each part has. Pages count from 1."""

    rows: Sequence[Revisit]
    counts: dict[CallView, int]
    view: CallView
    number: int
    size: int

    @property
    def total(self) -> int:
        return self.counts[self.view]


def may_call(staff: Staff, case: Case) -> bool:
    """Whether this person may call about this case: with the permission, and not a handler of it (R-02)."""
    if not staff.may(Permission.REVISIT_CALL) or staff.id in (case.owner_id, case.second_id):
        return False
    return not db.session.scalar(select(exists().where(Result.case_id == case.id, Result.by_id == staff.id)))


def call_list(
    staff: Staff, now: datetime, *, view: CallView = CallView.DUE, number: int = 1, size: int = 20
) -> CallPage:
    """A page of the phone list, the longest waiting first; done ones the latest first."""
    counts = {part: _count(_part(staff, part, now)) for part in CallView}
    last = max(1, -(-counts[view] // size))
    number = min(max(number, 1), last)
    order = (
        Revisit.changed_at.desc() if view is CallView.DONE else Revisit.next_call_at,
        Revisit.id,
    )
    rows = db.session.scalars(
        _with_case(_part(staff, view, now)).order_by(*order).limit(size).offset((number - 1) * size)
    ).all()
    return CallPage(rows, counts, view, number, size)


def count_calls(staff: Staff, now: datetime) -> int:
    """How many calls wait for anybody like this person, for the navigation."""
    due = prepared(("calls that are due", staff.id, staff.roles), lambda: select(due_calls(staff)))
    return db.session.scalar(due, {"now": now}) or 0


def due_calls(staff: Staff) -> ScalarSelect[int]:
    """The same number inside another statement, which gives `now`."""
    due = _permitted(staff).where(
        Revisit.state == RevisitState.TO_CALL, Revisit.next_call_at <= bindparam("now", type_=UTCDateTime)
    )
    return select(func.count()).select_from(due.subquery()).scalar_subquery()


def count_today(staff: Staff, now: datetime) -> int:
    """How many calls this person may make before the day is over."""
    tomorrow = _midnight(now) + timedelta(days=1)
    return _count(
        _permitted(staff).where(Revisit.state == RevisitState.TO_CALL, Revisit.next_call_at < tomorrow)
    )


def callers(now: datetime) -> Sequence[int]:
    """The ids of all who may call customers and work here today."""
    roles = [role for role, granted in GRANTS.items() if Permission.REVISIT_CALL in granted]
    return [person.id for person in working_staff(on=local_day(now), roles=roles)]


def find_call(staff: Staff, number: str) -> Revisit | None:
    """The latest revisit of a case that was on the phone list, for somebody who may call about it.

    A handler of the case gets None, as for a case that is not on the list.
    """
    called = exists().where(RevisitCall.revisit_id == Revisit.id)
    return db.session.scalars(
        _with_case(_permitted(staff))
        .where(Case.number == number.upper(), (Revisit.state == RevisitState.TO_CALL) | called)
        .order_by(Revisit.id.desc())
        .limit(1)
    ).first()


def calls_of(revisit: Revisit) -> Sequence[RevisitCall]:
    """The calls made for a revisit, the latest first."""
    return db.session.scalars(
        select(RevisitCall)
        .where(RevisitCall.revisit_id == revisit.id)
        .options(joinedload(RevisitCall.by))
        .order_by(RevisitCall.id.desc())
    ).all()


def wished(revisits: Iterable[Revisit]) -> frozenset[int]:
    """The ids of those whose next call is at the moment that the customer asked for."""
    waiting = [revisit.id for revisit in revisits if revisit.state is RevisitState.TO_CALL]
    found = db.session.scalars(
        select(RevisitCall.revisit_id)
        .join(Revisit, Revisit.id == RevisitCall.revisit_id)
        .where(
            RevisitCall.revisit_id.in_(waiting),
            RevisitCall.outcome == CallOutcome.CALL_LATER,
            RevisitCall.again_at == Revisit.next_call_at,
        )
    )
    return frozenset(found)


def told_result(revisit: Revisit) -> Result | None:
    """What the customer was told in the round that the call is about."""
    return db.session.scalars(
        select(Result)
        .where(Result.case_id == revisit.case_id, Result.round == revisit.round, Result.told_at.is_not(None))
        .order_by(Result.id.desc())
        .limit(1)
    ).first()


def _permitted(staff: Staff) -> Select[Revisit]:
    found = select(Revisit).join(Case, Case.id == Revisit.case_id)
    if not staff.may(Permission.REVISIT_CALL):
        return found.where(false())
    handled = exists().where(Result.case_id == Case.id, Result.by_id == staff.id)
    others = (Case.owner_id.is_distinct_from(staff.id), Case.second_id.is_distinct_from(staff.id))
    return found.where(*others, ~handled)


def _part(staff: Staff, view: CallView, now: datetime) -> Select[Revisit]:
    found = _permitted(staff)
    if view is CallView.DONE:
        return found.where(
            exists().where(
                RevisitCall.revisit_id == Revisit.id,
                RevisitCall.by_id == staff.id,
                RevisitCall.at >= _midnight(now),
            )
        )
    waiting = found.where(Revisit.state == RevisitState.TO_CALL)
    if view is CallView.DUE:
        return waiting.where(Revisit.next_call_at <= now)
    return waiting.where(Revisit.next_call_at > now)


def _with_case(found: Select[Revisit]) -> Select[Revisit]:
    return found.options(
        contains_eager(Revisit.case).options(
            joinedload(Case.customer), joinedload(Case.lead_department), joinedload(Case.owner)
        ),
        joinedload(Revisit.caller),
        joinedload(Revisit.invitation),
    )


def _midnight(now: datetime) -> datetime:
    """When the day began, in Shanghai."""
    return local(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _count(found: Select[Revisit]) -> int:
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
