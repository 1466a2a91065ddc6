"""Somebody else scores or checks, as who was to do so left or has another role (Q-01)."""

from collections.abc import Sequence
from datetime import datetime

from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.inspection.actions.audience import tell
from models.inspection.queries.replacing import checkers, replaceable, scorers
from models.inspection.tables import Correction, Inspection, Sheet
from models.inspection.words import CorrectionState
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_at


def replace_scorer(
    inspection: Inspection, sheet_id: int, person: Staff, reason: str, *, by: Staff, now: datetime
) -> Sheet:
    """Gives a blind or calibrating sheet that is not handed in to another inspector, who is told.

    Records inspection.sheet_handed_on. Raises NotAllowed; WrongState for a sheet that is handed in, or the
    first; Invalid ("reason", "required"), ("person", "not_free") for who had to do with the case, belongs
    to its department, or knows what others found.
    """
    if not by.may(Permission.INSPECTION_DRAW):
        raise NotAllowed("permission")
    db.session.refresh(inspection, ["state"], with_for_update=True)
    sheet = next((each for each in inspection.sheets if each.id == sheet_id), None)
    if sheet is not None:
        db.session.refresh(sheet, ["done_at"], with_for_update=True)
    if sheet is None or sheet not in replaceable(inspection):
        raise WrongState("inspection", inspection.state.value)
    _require_free(person, scorers(inspection, by, local_day(now)), reason)
    before, sheet.by_id, sheet.reminded_at = sheet.by_id, person.id, None
    db.session.flush()
    db.session.expire(inspection, ["sheets"])
    record(
        "inspection.sheet_handed_on",
        inspection,
        by=by,
        now=now,
        reason=reason.strip(),
        sheet_part=sheet.part,
        inspector=person.id,
        inspector_before=before,
    )
    tell([person.id], "inspection_to_score", inspection, now=now, but=by.id)
    return sheet


def name_checker(correction: Correction, person: Staff, reason: str, *, by: Staff, now: datetime) -> None:
    """Has another inspector check the correction of a case. Records and tells as `hand_check_on`. Raises
    NotAllowed; WrongState for one that has ended; Invalid ("reason", "required"), ("person", "not_free")."""
    if not by.may(Permission.INSPECTION_DRAW):
        raise NotAllowed("permission")
    hand_check_on(correction, person, reason, free=checkers(correction, local_day(now)), by=by, now=now)


def hand_check_on(
    correction: Correction, person: Staff, reason: str, *, free: list[int], by: Staff, now: datetime
) -> None:
    """Has another of those who are `free` check a correction; one that is reported has the rulebook's time
    anew. They are told. Records correction.handed_on. Raises as `name_checker`, but for NotAllowed."""
    db.session.refresh(correction, ["state", "checker_id"], with_for_update=True)
    if not correction.open:
        raise WrongState("correction", correction.state.value)
    _require_free(person, free, reason)
    before, correction.checker_id = correction.checker_id, person.id
    if correction.state is CorrectionState.REPORTED:
        rules = rules_at(now)
        correction.check_due_at = rules.promise(rules.inspections.recheck, now).due_at
        correction.check_reminded_at = None
    db.session.flush()
    db.session.expire(correction, ["checker"])
    record(
        "correction.handed_on",
        correction,
        by=by,
        now=now,
        reason=reason.strip(),
        inspector=person.id,
        inspector_before=before,
    )
    due = correction.check_due_at
    if due is None:
        tell([person.id], "correction_yours", correction, now=now, but=by.id)
    else:
        tell([person.id], "correction_reported", correction, now=now, but=by.id, due_at=due.isoformat())


def _require_free(person: Staff, free: Sequence[int], reason: str) -> None:
    """Raises Invalid ("reason", "required"), ("person", "not_free")."""
    if not reason.strip():
        raise Invalid("reason", "required")
    if person.id not in free:
        raise Invalid("person", "not_free")
