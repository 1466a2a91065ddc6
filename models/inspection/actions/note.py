"""A failed inspection that stands becomes a candidate for accountability, once (A-02)."""

from datetime import datetime

from sqlalchemy import update

from models.accountability.actions import CandidateDraft, note_candidate
from models.accountability.words import MatterKind, TriggerKind
from models.clock import local_day
from models.db import changed_rows, db
from models.inspection.queries.inspections import to_note, whole
from models.inspection.tables import Inspection
from models.inspection.words import InspectionState
from models.rulebook.queries import conduct_at


def note_failed(inspection_id: int, *, now: datetime) -> bool:
    """Hands a failed inspection on as a candidate with its evidence, once nobody can object any more or an
    objection was declined (A-02); the inspector is its reporter and has no part in it (A-04).

    Where the rulebook's triggers are silent about inspections, nothing is handed on, now or later. Records
    what `note_candidate` records. Returns whether it was this call that noted it.
    """
    if inspection_id not in to_note(now):
        return False
    mine = changed_rows(
        update(Inspection)
        .where(
            Inspection.id == inspection_id,
            Inspection.noted_at.is_(None),
            Inspection.state == InspectionState.FAILED,
        )
        .values(noted_at=now)
        .execution_options(synchronize_session=False)
    )
    found = whole(inspection_id)
    if mine != 1 or found is None:
        return False
    if TriggerKind.INSPECTION in conduct_at(now).triggers.silent:
        return True
    case = found.case
    draft = CandidateDraft(
        source=TriggerKind.INSPECTION,
        kind=MatterKind.WRONG_HANDLING,
        about=case.audit_name,
        conduct_on=local_day(case.answered_at or case.closed_at or found.drawn_at),
        evidence=(found.audit_name, case.audit_name),
        dedupe=found.audit_name,
        person_id=found.person_id,
        department_id=found.department_id,
        case_id=case.id,
        reporter_id=found.inspector_id,
    )
    note_candidate(draft, now=now)
    db.session.flush()
    return True
