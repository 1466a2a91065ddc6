"""Lists of inspections, and one of them (Q-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.cases.tables import Case
from models.db import db
from models.inspection.queries.draws import month_of
from models.inspection.queries.sight import in_sight, reachable
from models.inspection.tables import (
    Checklist,
    Correction,
    CorrectionReport,
    Draw,
    Inspection,
    Objection,
    Score,
    Sheet,
    SheetFile,
)
from models.inspection.words import Ground, InspectionState
from models.people.tables import Staff

QUIET = (lazyload(Staff.grants), lazyload(Staff.department))


@dataclass(frozen=True)
class InspectionFilter:
    """What a list is narrowed to. `month` is that of the draw, any day of it."""

    state: InspectionState | None = None
    ground: Ground | None = None
    department_id: int | None = None
    month: date | None = None


def listing(
    staff: Staff, wanted: InspectionFilter, *, offset: int = 0, limit: int | None = 50
) -> Sequence[Inspection]:
    """The inspections that somebody may see, the latest drawn first."""
    rows = _named(select(Inspection).where(*_conditions(staff, wanted)))
    rows = rows.order_by(Inspection.drawn_at.desc(), Inspection.id.desc()).offset(offset).limit(limit)
    return db.session.scalars(rows).all()


def count_listed(staff: Staff, wanted: InspectionFilter) -> int:
    """How many `listing` would show in all."""
    counted = select(func.count()).select_from(Inspection).where(*_conditions(staff, wanted))
    return db.session.scalar(counted) or 0


def inspection(staff: Staff, inspection_id: int) -> Inspection | None:
    """One inspection with all that its screen shows, for who may open it."""
    mine = exists().where(Sheet.inspection_id == Inspection.id, Sheet.by_id == staff.id)
    return whole(inspection_id, or_(reachable(staff), mine))


def case_behind(staff: Staff, inspection_id: int) -> str | None:
    """The number of an inspected case, for who may open the inspection."""
    number = select(Case.number).join(Inspection, Inspection.case_id == Case.id)
    return db.session.scalar(number.where(Inspection.id == inspection_id, reachable(staff)))


def whole(inspection_id: int, *conditions: ColumnElement[bool]) -> Inspection | None:
    """One inspection with its sheets, objection and correction, as it is now."""
    sheets = selectinload(Inspection.sheets)
    correction = joinedload(Inspection.correction)
    found = _named(select(Inspection).where(Inspection.id == inspection_id, *conditions)).options(
        joinedload(Inspection.checklist).selectinload(Checklist.items),
        joinedload(Inspection.draw),
        sheets.joinedload(Sheet.by).options(*QUIET),
        sheets.selectinload(Sheet.scores).joinedload(Score.item),
        sheets.selectinload(Sheet.files).joinedload(SheetFile.file),
        joinedload(Inspection.objection).options(
            joinedload(Objection.by).options(*QUIET), joinedload(Objection.decided_by).options(*QUIET)
        ),
        correction.joinedload(Correction.department),
        correction.selectinload(Correction.reports).joinedload(CorrectionReport.by).options(*QUIET),
    )
    return db.session.scalars(found.execution_options(populate_existing=True)).unique().one_or_none()


def months() -> Sequence[date]:
    """The months that were drawn, the latest first."""
    return db.session.scalars(select(Draw.month).order_by(Draw.month.desc())).all()


def to_decide(limit: int = 200) -> Sequence[Inspection]:
    """Inspections whose objection waits for a decision, the first due first."""
    found = _named(select(Inspection)).join(Objection, Objection.inspection_id == Inspection.id)
    found = found.where(Objection.decided_at.is_(None)).order_by(Objection.due_at, Inspection.id)
    found = found.options(
        joinedload(Inspection.objection).joinedload(Objection.by).options(*QUIET),
        selectinload(Inspection.sheets),
    )
    return db.session.scalars(found.limit(limit)).unique().all()


def to_note(now: datetime, limit: int = 500) -> Sequence[int]:
    """Failed inspections that stand: not noted yet, nobody can object any more, no objection open (A-02)."""
    undecided = exists().where(Objection.inspection_id == Inspection.id, Objection.decided_at.is_(None))
    decided = exists().where(Objection.inspection_id == Inspection.id, Objection.decided_at.is_not(None))
    return db.session.scalars(
        select(Inspection.id)
        .where(
            Inspection.state == InspectionState.FAILED,
            Inspection.noted_at.is_(None),
            ~undecided,
            or_(Inspection.object_until <= now, decided),
        )
        .order_by(Inspection.id)
        .limit(limit)
    ).all()


def _conditions(staff: Staff, wanted: InspectionFilter) -> list[ColumnElement[bool]]:
    conditions = [in_sight(staff)]
    if wanted.state is not None:
        conditions.append(Inspection.state == wanted.state)
    if wanted.ground is not None:
        conditions.append(Inspection.ground == wanted.ground)
    if wanted.department_id is not None:
        conditions.append(Inspection.department_id == wanted.department_id)
    if wanted.month is not None:
        since, until = month_of(wanted.month)
        of_month = select(Draw.id).where(Draw.month == since.date())
        held = (Inspection.drawn_at >= since) & (Inspection.drawn_at < until) & Inspection.draw_id.is_(None)
        conditions.append(or_(Inspection.draw_id.in_(of_month), held))
    return conditions


def _named(found: Select[Inspection]) -> Select[Inspection]:
    return found.options(
        joinedload(Inspection.case).options(joinedload(Case.customer)),
        joinedload(Inspection.department),
        joinedload(Inspection.person).options(*QUIET),
        joinedload(Inspection.inspector).options(*QUIET),
        selectinload(Inspection.sheets),
        joinedload(Inspection.correction),
    )
