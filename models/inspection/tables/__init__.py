"""Checklists, draws, inspections with their sheets, objections, and corrections (Q-01)."""

from models.inspection.tables.checklist import Checklist, ChecklistItem
from models.inspection.tables.correction import Correction, CorrectionFile, CorrectionReport
from models.inspection.tables.draw import Draw
from models.inspection.tables.inspection import Inspection, Objection
from models.inspection.tables.sheet import Score, Sheet, SheetFile

__all__ = [
    "Checklist",
    "ChecklistItem",
    "Correction",
    "CorrectionFile",
    "CorrectionReport",
    "Draw",
    "Inspection",
    "Objection",
    "Score",
    "Sheet",
    "SheetFile",
]
