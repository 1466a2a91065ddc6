"""Every write to inspections, one function a verb (Q-01)."""

from models.inspection.actions.calibrate import calibrate
from models.inspection.actions.checklists import (
    ItemDraft,
    begin_checklist,
    change_items,
    discard_checklist,
    publish_checklist,
    revise_checklist,
)
from models.inspection.actions.correct import check_correction, order_correction, report_correction
from models.inspection.actions.draw import draw_month, name_inspector
from models.inspection.actions.note import note_failed
from models.inspection.actions.object import decide_objection, object_to
from models.inspection.actions.remind import (
    remind_check,
    remind_correction,
    remind_objection,
    remind_sheet,
)
from models.inspection.actions.replace import hand_check_on, name_checker, replace_scorer
from models.inspection.actions.score import MarkDraft, SheetDraft, score

__all__ = [
    "ItemDraft",
    "MarkDraft",
    "SheetDraft",
    "begin_checklist",
    "calibrate",
    "change_items",
    "check_correction",
    "decide_objection",
    "discard_checklist",
    "draw_month",
    "hand_check_on",
    "name_checker",
    "name_inspector",
    "note_failed",
    "object_to",
    "order_correction",
    "publish_checklist",
    "remind_check",
    "remind_correction",
    "remind_objection",
    "remind_sheet",
    "replace_scorer",
    "report_correction",
    "revise_checklist",
    "score",
]
