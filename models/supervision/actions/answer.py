"""The department answers the findings (Q-03)."""

from datetime import datetime

from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.inspection.actions.audience import tell
from models.people.tables import Staff
from models.supervision.actions.guard import enter
from models.supervision.tables import DepartmentInspection
from models.supervision.words import InspectionState, Step


def answer_findings(
    inspection: DepartmentInspection, text: str, *, by: Staff, now: datetime, seen: int | None
) -> DepartmentInspection:
    """The head says what the department has to say to the findings, once; who leads the inspection is told.
    A late answer counts until the inspection is concluded.

    Records supervision_inspection.answered. Raises NotAllowed for all but heads of the department and those
    above who are not of the team, WrongState, Stale, Invalid("text", "required").
    """
    found = enter(Step.ANSWER, inspection, by=by, now=now, seen=seen)
    if not text.strip():
        raise Invalid("text", "required")
    found.answer, found.answered_by_id, found.answered_at = text.strip(), by.id, now
    found.state, found.reminded_at = InspectionState.ANSWERED, None
    db.session.flush()
    record("supervision_inspection.answered", found, by=by, now=now)
    tell([found.leader_id], "supervision_answered", found, now=now)
    return found
