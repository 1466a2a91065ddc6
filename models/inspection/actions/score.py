"""An inspector scores a case; what follows from the result (Q-01)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.files.tables import StoredFile
from models.inspection.actions.audience import concerned, tell
from models.inspection.actions.correct import order_correction
from models.inspection.queries import own_sheet
from models.inspection.rules.scoring import Result, Scored, result
from models.inspection.tables import Inspection, Score, Sheet, SheetFile
from models.inspection.words import InspectionState, Mark, SheetPart
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_at, rules_of


@dataclass(frozen=True)
class MarkDraft:
    """How an item was found: the mark, a note, and where it shows."""

    mark: Mark
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class SheetDraft:
    """A whole sheet: a mark for each item by its id, a remark, what is to be corrected if it fails,
    and files that show it."""

    marks: Mapping[int, MarkDraft] = field(default_factory=dict)
    remark: str = ""
    correction: str = ""
    files: Sequence[StoredFile] = ()


def score(inspection: Inspection, draft: SheetDraft, *, by: Staff, now: datetime) -> Sheet:
    """Hands one's sheet in, once. The rulebook of the draw says from where on it passes.

    The first sheet gives the result: the inspected person and their head are told, a failed one orders a
    correction of the department and may be objected to for the rulebook's time. A second, blind one and
    those of a calibration change nothing but what agreement is reckoned from; a calibration ends with the
    last. Records inspection.scored. Raises NotAllowed without a sheet, WrongState for one that is handed
    in; Invalid: "marks"/"required" for an item without a mark, "notes"/"required" for a fault without a
    note, "correction"/"required" where it failed, "marks"/"nothing_scored".
    """
    sheet = own_sheet(inspection, by)
    if sheet is None or not by.may(Permission.INSPECTION_SCORE):
        raise NotAllowed("permission")
    db.session.refresh(inspection, ["state"], with_for_update=True)
    db.session.refresh(sheet, ["done_at"], with_for_update=True)
    if sheet.done:
        raise WrongState("inspection", inspection.state.value)
    found = _result(inspection, draft)
    first = sheet.part is SheetPart.FIRST
    if first and not found.passed and not draft.correction.strip():
        raise Invalid("correction", "required")
    _fill_in(sheet, draft, found, now)
    record(
        "inspection.scored", inspection, by=by, now=now, sheet_part=sheet.part, percent=found.percent,
        passed=found.passed, killed=found.killed,
    )  # fmt: skip
    if first:
        _settle(inspection, found, draft.correction, by=by, now=now)
    elif sheet.part is SheetPart.CALIBRATION and all(each.done for each in inspection.sheets):
        inspection.state, inspection.scored_at = InspectionState.COMPARED, now
        db.session.flush()
        people = [each.by_id for each in inspection.sheets]
        tell(people, "calibration_done", inspection, now=now, but=by.id)
    db.session.flush()
    return sheet


def _result(inspection: Inspection, draft: SheetDraft) -> Result:
    items = inspection.checklist.items
    for item in items:
        given = draft.marks.get(item.id)
        if given is None:
            raise Invalid("marks", "required")
        if given.mark in (Mark.PARTLY, Mark.NOT_MET) and not given.note.strip():
            raise Invalid("notes", "required")
    scored = [Scored(item.weight, item.killer, draft.marks[item.id].mark) for item in items]
    return result(scored, rules_of(inspection.rulebook_id).inspections.pass_percent)


def _fill_in(sheet: Sheet, draft: SheetDraft, found: Result, now: datetime) -> None:
    sheet.done_at, sheet.remark = now, draft.remark.strip()
    sheet.percent, sheet.passed, sheet.killed = found
    db.session.add_all(
        Score(
            sheet_id=sheet.id, item_id=item, mark=each.mark, note=each.note.strip(),
            evidence=each.evidence.strip(),
        )
        for item, each in draft.marks.items()
    )  # fmt: skip
    db.session.add_all(SheetFile(sheet_id=sheet.id, file_id=each.id) for each in draft.files)
    db.session.flush()
    db.session.expire(sheet, ["scores", "files"])


def _settle(inspection: Inspection, found: Result, order: str, *, by: Staff, now: datetime) -> None:
    if found.passed:
        inspection.state, inspection.scored_at = InspectionState.PASSED, now
        db.session.flush()
        tell([inspection.person_id], "inspection_passed", inspection, now=now)
        return
    rules = rules_at(now)
    ordered = order_correction(inspection.audit_name, inspection.department_id, order.strip(), by=by, now=now)
    inspection.correction_id, inspection.state, inspection.scored_at = ordered.id, InspectionState.FAILED, now
    inspection.object_until = rules.promise(rules.inspections.objection, now).due_at
    db.session.flush()
    tell(
        concerned(inspection),
        "inspection_failed",
        inspection,
        now=now,
        until=inspection.object_until.isoformat(),
    )
