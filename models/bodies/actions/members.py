"""Who sits in a body, and how it decides: appointed and set by whoever keeps the bodies (M-01)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from models.bodies.tables import BodyMember, BodyRule
from models.bodies.words import BodyKind, Majority, Seat
from models.clock import local_day
from models.db import alone_in, db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.outbox.actions import notify
from models.people.tables import Staff
from models.permissions import Permission


@dataclass(frozen=True)
class Appointment:
    """A seat for somebody, from a day until a day, or without an end."""

    staff: Staff
    seat: Seat
    first_day: date
    last_day: date | None = None


def set_rule(
    body: BodyKind,
    quorum_percent: int,
    majority: Majority,
    *,
    chair_decides: bool,
    by: Staff,
    now: datetime,
) -> BodyRule:
    """How a body decides from now on; meetings that are called keep the rule they were called under.

    Records body.rule_set. Raises NotAllowed, Invalid ("quorum_percent", "quorum_share").
    """
    _may(by)
    if not 1 <= quorum_percent <= 100:
        raise Invalid("quorum_percent", "quorum_share")
    rule = BodyRule(
        body=body,
        quorum_percent=quorum_percent,
        majority=majority,
        chair_decides=chair_decides,
        by_id=by.id,
        at=now,
    )
    db.session.add(rule)
    db.session.flush()
    record(
        "body.rule_set",
        _name(body),
        by=by,
        now=now,
        quorum=quorum_percent,
        majority=majority,
        chair_decides=chair_decides,
    )
    return rule


def appoint(body: BodyKind, wanted: Appointment, *, by: Staff, now: datetime) -> BodyMember:
    """Gives somebody a seat; they are told. A seat grants no permission: roles do.

    Records body.appointed. Raises NotAllowed, also for oneself ("body_oneself"); Invalid ("staff",
    "body_left" for who does not work here that day, "body_seated" for who sits in it then), ("last_day",
    "term_order"), ("seat", "body_chaired" where somebody chairs it then).
    """
    _may(by)
    if by.id == wanted.staff.id:
        raise NotAllowed("body_oneself")
    if wanted.last_day is not None and wanted.last_day < wanted.first_day:
        raise Invalid("last_day", "term_order")
    if not wanted.staff.works_on(max(wanted.first_day, local_day(now))):
        raise Invalid("staff", "body_left")
    alone_in(_name(body))
    others = [each for each in _terms(body) if _overlap(each, wanted)]
    if any(each.staff_id == wanted.staff.id for each in others):
        raise Invalid("staff", "body_seated")
    if wanted.seat is Seat.CHAIR and any(each.seat is Seat.CHAIR for each in others):
        raise Invalid("seat", "body_chaired")
    term = BodyMember(
        body=body,
        staff_id=wanted.staff.id,
        seat=wanted.seat,
        first_day=wanted.first_day,
        last_day=wanted.last_day,
        appointed_by_id=by.id,
    )
    db.session.add(term)
    db.session.flush()
    record(
        "body.appointed",
        term,
        by=by,
        now=now,
        staff=wanted.staff.id,
        seat=wanted.seat,
        first_day=wanted.first_day.isoformat(),
    )
    notify(wanted.staff.id, "body_appointed", about=term.audit_name, now=now, facts={})
    return term


def end_term(term: BodyMember, last_day: date, reason: str, *, by: Staff, now: datetime) -> BodyMember:
    """Ends somebody's term on a day, with a reason; they are told. Records body.term_ended.

    Raises NotAllowed, WrongState for one that is over; Invalid ("reason", "required"), ("last_day",
    "term_order" for a day before the first, "term_longer" for one after the last).
    """
    _may(by)
    db.session.refresh(term, ["last_day", "ended_by_id"], with_for_update=True)
    today = local_day(now)
    if term.last_day is not None and term.last_day < today:
        raise WrongState("body_term", "ended")
    if not reason.strip():
        raise Invalid("reason", "required")
    if last_day < term.first_day:
        raise Invalid("last_day", "term_order")
    if term.last_day is not None and last_day > term.last_day:
        raise Invalid("last_day", "term_longer")
    term.last_day, term.ended_by_id, term.ended_because = last_day, by.id, reason.strip()
    db.session.flush()
    record(
        "body.term_ended",
        term,
        by=by,
        now=now,
        reason=reason.strip(),
        staff=term.staff_id,
        last_day=last_day.isoformat(),
    )
    notify(term.staff_id, "body_term_ended", about=term.audit_name, now=now, facts={})
    return term


def _terms(body: BodyKind) -> list[BodyMember]:
    return list(db.session.scalars(select(BodyMember).where(BodyMember.body == body)))


def _overlap(term: BodyMember, wanted: Appointment) -> bool:
    before = wanted.last_day is None or term.first_day <= wanted.last_day
    return before and (term.last_day is None or wanted.first_day <= term.last_day)


def _may(by: Staff) -> None:
    if not by.may(Permission.BODY_EDIT):
        raise NotAllowed("permission")


def _name(body: BodyKind) -> str:
    return f"body:{body.value}"
