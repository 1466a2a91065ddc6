"""What of inspections waits for a person (M-02)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models.db import db
from models.inspection.queries.corrections import to_check, to_make
from models.inspection.queries.inspections import to_decide
from models.inspection.queries.sight import decides
from models.inspection.tables import Correction, Inspection, Sheet
from models.people.tables import Staff
from models.permissions import Permission


def my_sheets(staff: Staff) -> Sequence[tuple[Sheet, Inspection]]:
    """The sheets that somebody is to fill in, the first due first."""
    rows = select(Sheet, Inspection).join(Inspection, Inspection.id == Sheet.inspection_id)
    rows = rows.where(Sheet.by_id == staff.id, Sheet.done_at.is_(None))
    rows = rows.options(joinedload(Inspection.case), joinedload(Inspection.department))
    found = db.session.execute(rows.order_by(Inspection.due_at, Inspection.id))
    return [(sheet, inspection) for sheet, inspection in found]


def count_waiting(staff: Staff, on: date) -> int:
    """Sheets to fill in, corrections to report or check, objections to decide; no query for who has none
    of these parts. Customer service finds its corrections in the list alone."""
    found = 0
    if staff.may(Permission.INSPECTION_SCORE):
        open_sheets = select(func.count()).select_from(Sheet)
        found += db.session.scalar(open_sheets.where(Sheet.by_id == staff.id, Sheet.done_at.is_(None))) or 0
        found += _count(to_check(staff))
    if staff.may(Permission.CASE_READ_DEPARTMENT):
        found += _count(to_make(staff))
    if staff.may(Permission.INSPECTION_DECIDE):
        found += sum(decides(each, staff, on) for each in to_decide())
    return found


def _count(condition: object) -> int:
    counted = select(func.count()).select_from(Correction).where(condition)  # type: ignore[arg-type]
    return db.session.scalar(counted) or 0
