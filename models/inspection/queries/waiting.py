"""What of inspections waits for a person (M-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from models.db import db
from models.inspection.queries.corrections import to_check, to_make
from models.inspection.queries.inspections import to_decide
from models.inspection.queries.sight import decides
from models.inspection.tables import Correction, Inspection, Sheet
from models.people.tables import Staff
from models.permissions import Permission


@dataclass(frozen=True)
class ToDo:
    """How many things wait for a person, and by when the first of them is due; None where none has a time."""

    n: int = 0
    due_at: datetime | None = None

    def __add__(self, other: "ToDo") -> "ToDo":
        times = [each for each in (self.due_at, other.due_at) if each is not None]
        return ToDo(self.n + other.n, min(times, default=None))


def my_sheets(staff: Staff) -> Sequence[tuple[Sheet, Inspection]]:
    """The sheets that somebody is to fill in, the first due first."""
    rows = select(Sheet, Inspection).join(Inspection, Inspection.id == Sheet.inspection_id)
    rows = rows.where(Sheet.by_id == staff.id, Sheet.done_at.is_(None))
    rows = rows.options(joinedload(Inspection.case), joinedload(Inspection.department))
    found = db.session.execute(rows.order_by(Inspection.due_at, Inspection.id))
    return [(sheet, inspection) for sheet, inspection in found]


def to_do(staff: Staff, on: date) -> ToDo:
    """Sheets to fill in, corrections to report or check, objections to decide; no query for who has none
    of these parts. Customer service finds its corrections in the list alone."""
    found = ToDo()
    if staff.may(Permission.INSPECTION_SCORE):
        sheets = (
            select(func.count(), func.min(Inspection.due_at))
            .select_from(Sheet)
            .join(Inspection, Inspection.id == Sheet.inspection_id)
        )
        open_ones = sheets.where(Sheet.by_id == staff.id, Sheet.done_at.is_(None))
        found += ToDo(*db.session.execute(open_ones).one()) + _corrections(to_check(staff))
    if staff.may(Permission.CASE_READ_DEPARTMENT):
        found += _corrections(to_make(staff))
    if staff.may(Permission.INSPECTION_DECIDE):
        for each in to_decide():
            if each.objection is not None and decides(each, staff, on):
                found += ToDo(1, each.objection.due_at)
    return found


def _corrections(condition: ColumnElement[bool]) -> ToDo:
    due_at = func.min(func.coalesce(Correction.check_due_at, Correction.due_at))
    return ToDo(*db.session.execute(select(func.count(), due_at).where(condition)).one())
