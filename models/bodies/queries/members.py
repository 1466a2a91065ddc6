"""How bodies decide, and who sits in them on a day (M-01)."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.bodies.tables import BodyMember, BodyRule
from models.bodies.words import BodyKind, Seat
from models.db import db
from models.people.tables import Staff

_ORDER = {seat: place for place, seat in enumerate((Seat.CHAIR, Seat.DEPUTY, Seat.MEMBER, Seat.SECRETARY))}


def rule_of(body: BodyKind) -> BodyRule | None:
    """How a body decides now; None before anybody said so."""
    return db.session.scalars(_rules(body).limit(1)).first()


def rules_before(body: BodyKind) -> Sequence[BodyRule]:
    """How a body decided so far, the latest first, with who said so."""
    return db.session.scalars(_rules(body)).all()


def members(body: BodyKind, day: date) -> list[BodyMember]:
    """Who sits in a body on a day and works here then, the chair first. One query."""
    rows = select(BodyMember).where(BodyMember.body == body, sits_on(day)).options(_person())
    found = [each for each in db.session.scalars(rows) if each.staff.works_on(day)]
    return sorted(found, key=lambda each: (_ORDER[each.seat], each.first_day, each.id))


def terms(body: BodyKind) -> Sequence[BodyMember]:
    """Every term in a body, those that run or lie ahead first, the latest first."""
    rows = select(BodyMember).where(BodyMember.body == body).options(_person())
    return db.session.scalars(
        rows.order_by(
            BodyMember.last_day.is_not(None), BodyMember.last_day.desc(), BodyMember.first_day.desc()
        )
    ).all()


def seat_of(staff: Staff, body: BodyKind, day: date) -> Seat | None:
    """What somebody is in a body on a day; None for who is not in it."""
    return bodies_of(staff, day).get(body)


def bodies_of(staff: Staff, day: date) -> Mapping[BodyKind, Seat]:
    """The bodies that somebody sits in on a day. One query."""
    rows = select(BodyMember.body, BodyMember.seat).where(BodyMember.staff_id == staff.id, sits_on(day))
    return dict(db.session.execute(rows).all())


def sits_on(day: date) -> ColumnElement[bool]:
    """SQL for the terms that run on a day."""
    return and_(BodyMember.first_day <= day, or_(BodyMember.last_day.is_(None), BodyMember.last_day >= day))


def _rules(body: BodyKind) -> Select[BodyRule]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    rows = select(BodyRule).where(BodyRule.body == body).options(joinedload(BodyRule.by).options(*quiet))
    return rows.order_by(BodyRule.id.desc())


def _person() -> ORMOption:
    return joinedload(BodyMember.staff).options(lazyload(Staff.grants))
