"""Words for the area inspection: checklists, marks, why and how a case is inspected, corrections."""

from models.inspection.words import (
    ChecklistState,
    CorrectionState,
    Ground,
    InspectionState,
    Mark,
    SheetPart,
    Subject,
    Verdict,
)
from web.language import lazy
from web.words.registry import name

name(
    Subject,
    {Subject.CASE: lazy("Inspection of closed cases"), Subject.DEPARTMENT: lazy("Inspection of departments")},
)
name(
    ChecklistState,
    {
        ChecklistState.DRAFT: lazy("Draft"),
        ChecklistState.PUBLISHED: lazy("In use"),
        ChecklistState.RETIRED: lazy("No longer used"),
    },
)
name(
    Mark,
    {
        Mark.MET: lazy("Fully met"),
        Mark.PARTLY: lazy("Partly met"),
        Mark.NOT_MET: lazy("Not met"),
        Mark.NOT_APPLICABLE: lazy("Does not apply"),
    },
)
name(
    Ground,
    {
        Ground.RANDOM: lazy("Random sample"),
        Ground.GRADE_THREE: lazy("Every case of grade 3"),
        Ground.RISK: lazy("Drawn by risk"),
        Ground.CALIBRATION: lazy("Calibration"),
    },
)
name(
    InspectionState,
    {
        InspectionState.DRAWN: lazy("To be scored"),
        InspectionState.PASSED: lazy("Inspection passed"),
        InspectionState.FAILED: lazy("Inspection failed"),
        InspectionState.OVERTURNED: lazy("Overturned"),
        InspectionState.COMPARED: lazy("Calibration complete"),
    },
)
name(
    SheetPart,
    {
        SheetPart.FIRST: lazy("Inspection"),
        SheetPart.SECOND: lazy("Blind second look"),
        SheetPart.CALIBRATION: lazy("Calibration"),
    },
)
name(
    CorrectionState,
    {
        CorrectionState.ORDERED: lazy("With the department"),
        CorrectionState.REPORTED: lazy("To be checked"),
        CorrectionState.ACCEPTED: lazy("Correction accepted"),
        CorrectionState.DROPPED: lazy("Not needed any more"),
    },
)
name(Verdict, {Verdict.ACCEPTED: lazy("Put right"), Verdict.BACK: lazy("Sent back")})
