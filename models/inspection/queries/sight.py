"""Who sees which inspections and sheets, and who decides on objections (Q-01, X-01)."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, true

from models.inspection.queries.draws import case_of, inspectors
from models.inspection.rules.assigning import may_inspect
from models.inspection.tables import Inspection, Sheet
from models.inspection.words import InspectionState
from models.people.queries import every_department, parents_of_departments
from models.people.rules import descendants
from models.people.tables import Staff
from models.permissions import Permission

ENDED = (InspectionState.PASSED, InspectionState.FAILED, InspectionState.OVERTURNED)
"""What the inspected are told of."""


def sees_all(staff: Staff) -> bool:
    """Whether somebody reads inspections of the whole company."""
    return staff.may(Permission.INSPECTION_READ)


def headed(staff: Staff) -> frozenset[int]:
    """The departments that somebody heads, and all below them."""
    parents = parents_of_departments()
    own = [row.id for row in every_department() if row.head_id == staff.id]
    return frozenset[int]().union(*(descendants(each, parents) for each in own))


def in_sight(staff: Staff) -> ColumnElement[bool]:
    """SQL for whom an inspection is shown to: who reads all, and once it is scored the inspected person and
    the heads above. Who is still to score it blind sees their own sheet only, so not here."""
    blind = exists().where(
        Sheet.inspection_id == Inspection.id, Sheet.by_id == staff.id, Sheet.done_at.is_(None)
    )
    if sees_all(staff):
        return ~blind
    theirs = or_(Inspection.person_id == staff.id, Inspection.department_id.in_(headed(staff)))
    return and_(Inspection.state.in_(ENDED), theirs)


def reachable(staff: Staff) -> ColumnElement[bool]:
    """SQL for whose screen of one inspection opens: as `in_sight`, and whoever is to score it."""
    if sees_all(staff):
        return true()
    return in_sight(staff)


def own_sheet(inspection: Inspection, staff: Staff) -> Sheet | None:
    """Somebody's own sheet of an inspection."""
    return next((sheet for sheet in inspection.sheets if sheet.by_id == staff.id), None)


def sees_sheet(inspection: Inspection, sheet: Sheet, staff: Staff) -> bool:
    """Whether somebody may read a sheet: one's own; others' when they are done and one's own is; those of a
    calibration when all are done. The inspected and their heads read the one that counts."""
    if sheet.by_id == staff.id:
        return True
    own = own_sheet(inspection, staff)
    if not sheet.done or (own is not None and not own.done):
        return False
    if inspection.calibrates:
        return all(each.done for each in inspection.sheets)
    return sees_all(staff) or sheet.by_id == inspection.inspector_id


def decides(inspection: Inspection, staff: Staff, on: date) -> bool:
    """Whether somebody decides on the objection: never who objected, scored or was involved, nor anybody of
    the inspected department, nor its head (Q-01)."""
    objection = inspection.objection
    if objection is None or not objection.open or not staff.may(Permission.INSPECTION_DECIDE):
        return False
    scored = {sheet.by_id for sheet in inspection.sheets}
    if staff.id in scored | {objection.by_id, inspection.person_id}:
        return False
    known = {each.id: each for each in inspectors(on)}
    case = case_of(inspection)
    if staff.id in known:
        return may_inspect(known[staff.id], case)
    heads = any(row.head_id == staff.id for row in every_department() if row.id == case.department_id)
    return staff.id not in case.involved and staff.department_id != case.department_id and not heads
