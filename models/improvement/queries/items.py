"""Reading improvement items and the cases behind them (K-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.cases.tables import Case
from models.db import db
from models.improvement.tables import TAKEN_UP, ImprovementItem, ImprovementVoice
from models.improvement.words import ItemState
from models.people.tables import Staff
from models.permissions import Permission


@dataclass(frozen=True)
class ItemFilter:
    """What a list of items is narrowed to; `mine` leaves those that one owns or raised."""

    states: tuple[ItemState, ...] = ()
    mine: bool = False


def find(staff: Staff, number: str) -> ImprovementItem | None:
    """An item for whom it may be seen by: what was taken up for everybody, else for who raised it and those
    who steer."""
    found = select(ImprovementItem).where(ImprovementItem.number == number.upper(), _visible(staff))
    return db.session.scalars(found.options(*_names())).first()


def held(item: ImprovementItem) -> ImprovementItem:
    """The row as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = select(ImprovementItem).where(ImprovementItem.id == item.id).options(*_names())
    kept = rows.with_for_update(of=ImprovementItem).execution_options(populate_existing=True)
    return db.session.scalars(kept).one()


def listing(
    staff: Staff, wanted: ItemFilter, *, offset: int = 0, limit: int | None = 50
) -> Sequence[ImprovementItem]:
    """The items that somebody may see, the first due first, those without a day last."""
    found = _listed(staff, wanted).options(*_names())
    ordered = found.order_by(
        ImprovementItem.ended_at.is_not(None),
        ImprovementItem.due_on.is_(None),
        ImprovementItem.due_on,
        ImprovementItem.id.desc(),
    )
    return db.session.scalars(ordered.offset(offset).limit(limit)).all()


def count_items(staff: Staff, wanted: ItemFilter) -> int:
    """How many `listing` has."""
    return db.session.scalar(select(func.count()).select_from(_listed(staff, wanted).subquery())) or 0


def due(on: date, limit: int = 200) -> Sequence[ImprovementItem]:
    """What was taken up and is not done, though its day has come, the longest waiting first."""
    found = select(ImprovementItem).where(
        ImprovementItem.state == ItemState.OPEN, ImprovementItem.due_on <= on
    )
    return db.session.scalars(found.order_by(ImprovementItem.due_on).limit(limit)).all()


def voices_of(item: ImprovementItem) -> Sequence[ImprovementVoice]:
    """The cases whose customers raised it, the oldest first."""
    found = select(ImprovementVoice).where(ImprovementVoice.item_id == item.id)
    named = joinedload(ImprovementVoice.case).joinedload(Case.customer)
    return db.session.scalars(found.options(named).order_by(ImprovementVoice.id)).all()


def of_case(case: Case) -> Sequence[ImprovementItem]:
    """The items that a case is behind."""
    behind = select(ImprovementVoice.item_id).where(ImprovementVoice.case_id == case.id)
    return db.session.scalars(
        select(ImprovementItem).where(ImprovementItem.id.in_(behind)).order_by(ImprovementItem.id)
    ).all()


def _listed(staff: Staff, wanted: ItemFilter) -> Select[ImprovementItem]:
    found = select(ImprovementItem).where(_visible(staff))
    if wanted.states:
        found = found.where(ImprovementItem.state.in_(wanted.states))
    if wanted.mine:
        own = or_(ImprovementItem.owner_id == staff.id, ImprovementItem.raised_by_id == staff.id)
        found = found.where(own)
    return found


def _visible(staff: Staff) -> ColumnElement[bool]:
    if staff.may(Permission.IMPROVEMENT_STEER):
        return true()
    return or_(ImprovementItem.state.in_(TAKEN_UP), ImprovementItem.raised_by_id == staff.id)


def _names() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    people = (ImprovementItem.raised_by, ImprovementItem.owner)
    return [
        *(joinedload(each).options(*quiet) for each in people),
        joinedload(ImprovementItem.reward),
        joinedload(ImprovementItem.product),
    ]
