"""Meetings of bodies: who may look at which, one with its agenda, lists (M-01)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, lazyload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from models.bodies.queries.members import sits_on
from models.bodies.tables import AgendaItem, BodyMeeting, BodyMember, BodySeat, BodyTask, BodyVote
from models.bodies.words import BodyKind, Outcome, Seat, SessionState
from models.db import db
from models.people.tables import Staff
from models.permissions import Permission

QUIET = (lazyload(Staff.grants), lazyload(Staff.department))


def may_look(staff: Staff, day: date) -> ColumnElement[bool]:
    """SQL for whose meetings somebody sees: who is invited, who sits in the body that day, the leading group,
    auditors."""
    if staff.may(Permission.CASE_DECIDE) or staff.may(Permission.AUDIT_READ):
        return true()
    invited = select(BodySeat.meeting_id).where(BodySeat.staff_id == staff.id)
    bodies = select(BodyMember.body).where(BodyMember.staff_id == staff.id, sits_on(day))
    return or_(BodyMeeting.id.in_(invited), BodyMeeting.body.in_(bodies))


def find(staff: Staff, number: str, day: date) -> BodyMeeting | None:
    """The meeting of this number with who is invited, if the person may see it."""
    rows = select(BodyMeeting).where(BodyMeeting.number == number.upper(), may_look(staff, day))
    return db.session.scalars(rows.options(*_whole())).one_or_none()


def held(meeting: BodyMeeting) -> BodyMeeting:
    """The meeting as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = select(BodyMeeting).where(BodyMeeting.id == meeting.id).options(*_whole())
    kept = rows.with_for_update(of=BodyMeeting).execution_options(populate_existing=True)
    return db.session.scalars(kept).one()


def listing(
    staff: Staff, day: date, body: BodyKind | None = None, *, offset: int = 0, limit: int | None = 50
) -> Sequence[BodyMeeting]:
    """The meetings that somebody may see, the latest first."""
    people = (BodyMeeting.chair, BodyMeeting.keeper)
    rows = _listed(staff, day, body).options(*(joinedload(each).options(*QUIET) for each in people))
    rows = rows.order_by(BodyMeeting.starts_at.desc(), BodyMeeting.id.desc())
    return db.session.scalars(rows.offset(offset).limit(limit)).all()


def count_meetings(staff: Staff, day: date, body: BodyKind | None = None) -> int:
    """How many `listing` has."""
    return db.session.scalar(select(func.count()).select_from(_listed(staff, day, body).subquery())) or 0


def agenda_of(meeting: BodyMeeting) -> Sequence[AgendaItem]:
    """The items in their order, with the votes."""
    rows = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position)
    votes = selectinload(AgendaItem.votes).joinedload(BodyVote.staff).options(*QUIET)
    named = joinedload(AgendaItem.acted_by).options(*QUIET)
    return db.session.scalars(rows.options(votes, named).execution_options(populate_existing=True)).all()


def to_carry_out(staff: Staff, day: date, body: BodyKind | None = None) -> Sequence[AgendaItem]:
    """Signed decisions that nobody has carried out yet, of meetings that somebody may see, each with its
    meeting, the longest waiting first. One query."""
    rows = select(AgendaItem).join(AgendaItem.meeting).options(contains_eager(AgendaItem.meeting))
    rows = rows.where(
        BodyMeeting.state == SessionState.SIGNED,
        AgendaItem.outcome == Outcome.CARRIED,
        AgendaItem.act.is_not(None),
        AgendaItem.acted_at.is_(None),
        may_look(staff, day),
    )
    if body is not None:
        rows = rows.where(BodyMeeting.body == body)
    return db.session.scalars(rows.order_by(BodyMeeting.signed_at, AgendaItem.id)).all()


def tasks_of(meeting: BodyMeeting) -> Sequence[BodyTask]:
    """What the meeting gave people to do, item by item."""
    rows = select(BodyTask).where(BodyTask.meeting_id == meeting.id).order_by(BodyTask.item_id, BodyTask.id)
    return db.session.scalars(rows.options(joinedload(BodyTask.owner).options(*QUIET))).all()


def seat_in(meeting: BodyMeeting, staff: Staff) -> Seat | None:
    """With which seat somebody is invited to a meeting."""
    return next((each.seat for each in meeting.seats if each.staff_id == staff.id), None)


def _listed(staff: Staff, day: date, body: BodyKind | None) -> Select[BodyMeeting]:
    rows = select(BodyMeeting).where(may_look(staff, day))
    return rows if body is None else rows.where(BodyMeeting.body == body)


def _whole() -> list[ORMOption]:
    people = (BodyMeeting.called_by, BodyMeeting.keeper, BodyMeeting.chair)
    return [
        *(joinedload(each).options(*QUIET) for each in people),
        joinedload(BodyMeeting.rule),
        selectinload(BodyMeeting.seats).joinedload(BodySeat.staff).options(lazyload(Staff.grants)),
    ]
