"""What is due for the jobs: ids, the longest waiting first. Each job looks again once the row is its own."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, literal, not_, or_, select

from models.cases.tables import Case
from models.cases.words import Closing, State
from models.db import db
from models.outbox.queries import LEAVES
from models.outbox.tables import Delivery, OutboxMessage
from models.revisits.rules import BY_SMS, INVITATION_NAME
from models.revisits.tables import ASKED_STATES, OPEN_STATES, Revisit
from models.revisits.words import RevisitKind, RevisitState

LASTING_AFTER = (Closing.SATISFIED, Closing.CONFIRMED)
BATCH = 500


def fits(revisit: Revisit, case: Case) -> bool:
    """Whether the case still stands where this revisit asks about it; the same rule as `_fitting`."""
    if case.round != revisit.round:
        return False
    if revisit.kind is RevisitKind.FIRST:
        return case.state is State.ANSWERED
    return case.state is State.CLOSED and case.closing in LASTING_AFTER


def answered_without_revisit(limit: int = BATCH) -> Sequence[int]:
    """Cases that were answered and whose round nobody planned to ask about yet (R-02)."""
    return db.session.scalars(
        select(Case.id)
        .where(Case.state == State.ANSWERED, ~_revisited(RevisitKind.FIRST))
        .order_by(Case.answered_at)
        .limit(limit)
    ).all()


def closed_without_lasting(since: datetime, limit: int = BATCH) -> Sequence[int]:
    """Cases closed content since a moment whose look back is not planned yet (R-05)."""
    return db.session.scalars(
        select(Case.id)
        .where(
            Case.state == State.CLOSED,
            Case.closing.in_(LASTING_AFTER),
            Case.closed_at >= since,
            ~_revisited(RevisitKind.LASTING),
        )
        .order_by(Case.closed_at)
        .limit(limit)
    ).all()


def due_to_send(now: datetime, limit: int = BATCH) -> Sequence[int]:
    """Planned revisits whose moment has come."""
    return _ids(Revisit.send_at, limit, Revisit.state == RevisitState.PLANNED, Revisit.send_at <= now)


def due_to_remind(now: datetime, limit: int = BATCH) -> Sequence[int]:
    """Links without an answer that were not reminded of."""
    return _ids(
        Revisit.remind_at,
        limit,
        Revisit.state == RevisitState.SENT,
        Revisit.remind_at <= now,
        Revisit.reminded_at.is_(None),
    )


def due_to_call(now: datetime, limit: int = BATCH) -> Sequence[int]:
    """Links that go on to the phone list: their time is over, or they could not be delivered (R-03)."""
    return _ids(
        Revisit.call_from,
        limit,
        Revisit.state == RevisitState.SENT,
        Revisit.call_from.is_not(None),
        or_(Revisit.call_from <= now, undelivered()),
    )


def due_to_expire(now: datetime, limit: int = BATCH) -> Sequence[int]:
    """Asked ones whose window is over, but for those that somebody is on the phone about."""
    return _ids(
        Revisit.expires_at,
        limit,
        Revisit.state.in_(ASKED_STATES),
        Revisit.expires_at <= now,
        unheld(now),
    )


def out_of_place(limit: int = BATCH) -> Sequence[int]:
    """Open revisits whose case has moved on: reopened, withdrawn, or closed otherwise."""
    return db.session.scalars(
        select(Revisit.id)
        .join(Case, Case.id == Revisit.case_id)
        .where(Revisit.state.in_(OPEN_STATES), not_(_fitting()))
        .order_by(Revisit.id)
        .limit(limit)
    ).all()


def unheld(now: datetime) -> ColumnElement[bool]:
    """Whether nobody is on the phone about it."""
    return or_(Revisit.claimed_until.is_(None), Revisit.claimed_until <= now)


def undelivered() -> ColumnElement[bool]:
    """Whether every letter and SMS with the link was given up."""
    name = literal(INVITATION_NAME) + cast(Revisit.id, String)
    named = OutboxMessage.dedupe.in_([name, name + literal(BY_SMS)])
    lost, on_its_way = OutboxMessage.state == Delivery.FAILED, OutboxMessage.state.in_(LEAVES)
    return and_(exists().where(named, lost), not_(exists().where(named, on_its_way)))


def _ids(
    order: ColumnElement[datetime] | object, limit: int, *conditions: ColumnElement[bool]
) -> Sequence[int]:
    return db.session.scalars(
        select(Revisit.id).where(*conditions).order_by(order, Revisit.id).limit(limit)  # type: ignore[arg-type]
    ).all()


def _revisited(kind: RevisitKind) -> ColumnElement[bool]:
    return exists().where(Revisit.case_id == Case.id, Revisit.round == Case.round, Revisit.kind == kind)


def _fitting() -> ColumnElement[bool]:
    first = and_(Revisit.kind == RevisitKind.FIRST, Case.state == State.ANSWERED)
    lasting = and_(
        Revisit.kind == RevisitKind.LASTING,
        Case.state == State.CLOSED,
        func.coalesce(Case.closing, "").in_([closing.value for closing in LASTING_AFTER]),
    )
    return and_(Case.round == Revisit.round, or_(first, lasting))
