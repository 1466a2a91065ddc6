"""Who is free to score or check in the place of somebody else (Q-01)."""

from datetime import date

from models.inspection.queries.draws import case_of, inspectors
from models.inspection.queries.inspections import whole
from models.inspection.rules.assigning import Inspected, free_for
from models.inspection.tables import Correction, Inspection, Sheet
from models.inspection.words import SheetPart
from models.people.tables import Staff
from models.permissions import Permission


def replaceable(inspection: Inspection) -> list[Sheet]:
    """The blind and the calibrating sheets that are not handed in; the first is the inspection's own."""
    return [each for each in inspection.sheets if not each.done and each.part is not SheetPart.FIRST]


def scorers(inspection: Inspection, by: Staff, on: date) -> list[int]:
    """Who may take over a sheet: free to inspect the case, without a sheet of it or a part in its objection.
    Whoever names somebody may have read what is handed in, so for a blind sheet they cannot be it."""
    barred = {sheet.by_id for sheet in inspection.sheets}
    if inspection.objection is not None:
        barred |= {each for each in (inspection.objection.decided_by_id,) if each is not None}
    if not inspection.calibrates and any(sheet.done for sheet in inspection.sheets):
        barred.add(by.id)
    return [each.id for each in free_for(case_of(inspection), inspectors(on), barred)]


def checkers(correction: Correction, on: date) -> list[int]:
    """Who may check a correction of a case instead: free to inspect the case, without a part in what was
    reported, and with no sheet of it yet to score blind."""
    area, _colon, key = correction.about.partition(":")
    inspection = whole(int(key)) if area == Inspection.__tablename__ else None
    if inspection is None:
        return []
    barred = {correction.checker_id, *(each.by_id for each in correction.reports)}
    barred |= {sheet.by_id for sheet in inspection.sheets if not sheet.done}
    case: Inspected = case_of(inspection)
    return [each.id for each in free_for(case, inspectors(on), barred)]


def checkers_to_name(correction: Correction, by: Staff, on: date) -> list[int]:
    """Whom `by` may have check a correction of a case instead: nobody, unless they steer inspections and it
    is open."""
    return checkers(correction, on) if correction.open and by.may(Permission.INSPECTION_DRAW) else []
