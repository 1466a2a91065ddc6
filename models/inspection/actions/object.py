"""The inspected person objects; somebody who did not score it decides (Q-01)."""

from datetime import datetime

from models.clock import local_day
from models.db import alone_in, db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.inspection.actions.audience import concerned, tell
from models.inspection.actions.correct import drop_correction
from models.inspection.queries import decides
from models.inspection.queries.draws import inspectors
from models.inspection.queries.inspections import whole
from models.inspection.tables import Inspection, Objection
from models.inspection.words import InspectionState
from models.people.tables import Staff
from models.rulebook.queries import rules_at


def object_to(inspection: Inspection, text: str, *, by: Staff, now: datetime) -> Objection:
    """Objects to a failed inspection of one's own work, once, within the rulebook's time. The inspectors
    who may decide are told; no candidate for accountability comes of it while it is open (A-02).

    Records inspection.objected. Raises NotAllowed for anybody else, WrongState for one that did not fail
    or was objected to, or whose time is over; Invalid "required".
    """
    if by.id != inspection.person_id:
        raise NotAllowed("permission")
    _lock(inspection)
    over = inspection.object_until is None or now > inspection.object_until
    if inspection.state is not InspectionState.FAILED or inspection.objection is not None or over:
        raise WrongState("inspection", inspection.state.value)
    if not text.strip():
        raise Invalid("text", "required")
    rules = rules_at(now)
    due_at = rules.promise(rules.inspections.objection_decision, now).due_at
    made = Objection(inspection_id=inspection.id, by_id=by.id, at=now, text=text.strip(), due_at=due_at)
    db.session.add(made)
    db.session.flush()
    db.session.expire(inspection, ["objection"])
    record("inspection.objected", inspection, by=by, now=now)
    scored = {sheet.by_id for sheet in inspection.sheets}
    people = {each.id for each in inspectors(local_day(now))} - scored
    tell(
        people | {inspection.inspector_id},
        "inspection_objected",
        inspection,
        now=now,
        due_at=due_at.isoformat(),
    )
    return made


def decide_objection(
    inspection: Inspection, *, upheld: bool, reason: str, by: Staff, now: datetime
) -> Objection:
    """Decides on an objection with a reason. One that is upheld overturns the inspection and drops its
    correction; the person, their head and the inspector are told.

    Records inspection.objection_upheld or inspection.objection_declined. Raises NotAllowed for who scored
    it or is not free, WrongState for one that is decided, Invalid "required".
    """
    _lock(inspection)
    objection = inspection.objection
    if objection is None:
        raise WrongState("inspection", inspection.state.value)
    db.session.refresh(objection, with_for_update=True)
    if not objection.open:
        raise WrongState("inspection", inspection.state.value)
    if not decides(inspection, by, local_day(now)):
        raise NotAllowed("permission")
    if not reason.strip():
        raise Invalid("reason", "required")
    objection.decided_by_id, objection.decided_at = by.id, now
    objection.upheld, objection.reason = upheld, reason.strip()
    if upheld:
        inspection.state, correction = InspectionState.OVERTURNED, inspection.correction
        db.session.flush()
        if correction is not None:
            drop_correction(correction, by=by, now=now)
    db.session.flush()
    word = "upheld" if upheld else "declined"
    record(f"inspection.objection_{word}", inspection, by=by, now=now, reason=reason.strip())
    people = concerned(inspection) | {inspection.inspector_id}
    tell(people, f"objection_{word}", inspection, now=now, but=by.id)
    return objection


def _lock(inspection: Inspection) -> None:
    """The inspection as it is now, kept from all other writers until this transaction ends."""
    alone_in(f"inspection {inspection.id}")
    whole(inspection.id)
