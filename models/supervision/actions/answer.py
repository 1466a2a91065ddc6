"""The department answers the findings (Q-03)."""

from collections.abc import Collection
from datetime import datetime

from models.errors import Invalid
from models.events.actions import record
from models.files.tables import StoredFile
from models.inspection.actions.audience import tell
from models.people.tables import Staff
from models.supervision.actions.attach import attach
from models.supervision.actions.guard import enter
from models.supervision.queries import held
from models.supervision.tables import DepartmentInspection
from models.supervision.words import FilePart, InspectionState, Step


def answer_findings(
    inspection: DepartmentInspection,
    text: str,
    files: Collection[StoredFile] = (),
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> DepartmentInspection:
    """The head says what the department has to say to the findings, once, with files that show it; who leads
    the inspection is told. A late answer counts until the inspection is concluded.

    Records supervision_inspection.answered. Raises NotAllowed for all but heads of the department and those
    above who are not of the team, WrongState, Stale, Invalid("text", "required").
    """
    found = enter(Step.ANSWER, inspection, by=by, now=now, seen=seen)
    if not text.strip():
        raise Invalid("text", "required")
    found.answer, found.answered_by_id, found.answered_at = text.strip(), by.id, now
    found.state, found.reminded_at = InspectionState.ANSWERED, None
    attach(found, FilePart.ANSWER, files)
    record("supervision_inspection.answered", found, by=by, now=now, files=len(files))
    tell([found.leader_id], "supervision_answered", found, now=now)
    return held(found)
