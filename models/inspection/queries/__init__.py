"""Every read of inspections: checklists, who is free, lists, one, what waits, agreement (Q-01)."""

from models.inspection.queries.agreement import Agreed, agreed
from models.inspection.queries.checklists import checklist, checklists, current, with_code
from models.inspection.queries.corrections import (
    correction,
    corrections,
    count_corrections,
    due_notices,
    file_of,
    makes,
)
from models.inspection.queries.draws import draw_of, drawn_by, draws, frame, repeated
from models.inspection.queries.inspections import (
    InspectionFilter,
    case_behind,
    count_listed,
    inspection,
    listing,
    months,
    to_decide,
    to_note,
)
from models.inspection.queries.late import late_checks, late_objections, late_sheets
from models.inspection.queries.replacing import checkers, checkers_to_name, replaceable, scorers
from models.inspection.queries.returned import (
    returned,
    returned_by_inspection,
    returned_results,
    was_returned,
)
from models.inspection.queries.sight import decides, own_sheet, sees_all, sees_sheet
from models.inspection.queries.waiting import ToDo, my_sheets, to_do

__all__ = [
    "Agreed",
    "InspectionFilter",
    "ToDo",
    "agreed",
    "case_behind",
    "checkers",
    "checkers_to_name",
    "checklist",
    "checklists",
    "correction",
    "corrections",
    "count_corrections",
    "count_listed",
    "current",
    "decides",
    "draw_of",
    "drawn_by",
    "draws",
    "due_notices",
    "file_of",
    "frame",
    "inspection",
    "late_checks",
    "late_objections",
    "late_sheets",
    "listing",
    "makes",
    "months",
    "my_sheets",
    "own_sheet",
    "repeated",
    "replaceable",
    "returned",
    "returned_by_inspection",
    "returned_results",
    "scorers",
    "sees_all",
    "sees_sheet",
    "to_decide",
    "to_do",
    "to_note",
    "was_returned",
    "with_code",
]
