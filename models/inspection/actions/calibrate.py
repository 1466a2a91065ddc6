"""A calibration: several inspectors score the same case, then see each other's sheets (Q-01)."""

from collections.abc import Collection
from datetime import datetime

from models.cases.tables import Case
from models.cases.words import State
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.inspection.actions.audience import tell
from models.inspection.queries import current
from models.inspection.queries.draws import inspectors, involved_in
from models.inspection.rules.assigning import may_inspect
from models.inspection.tables import Inspection, Sheet
from models.inspection.words import Ground, SheetPart, Subject
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rulebook_at, rules_at

FEWEST = 2


def calibrate(case: Case, people: Collection[Staff], *, by: Staff, now: datetime) -> Inspection:
    """Has several inspectors score a closed case; nothing follows for whoever handled it.

    Everybody's sheet stays closed to the others until the last is handed in. Records inspection.calibrated.
    Raises NotAllowed; Invalid: "not_closed", "no_checklist", "two_inspectors", "not_free" for who had
    the case.
    """
    if not by.may(Permission.INSPECTION_DRAW):
        raise NotAllowed("permission")
    if case.state is not State.CLOSED or case.lead_department_id is None:
        raise Invalid("case", "not_closed")
    checklist = current(Subject.CASE)
    if checklist is None:
        raise Invalid("case", "no_checklist")
    ids = {person.id for person in people}
    if len(ids) < FEWEST:
        raise Invalid("people", "two_inspectors")
    known = {each.id: each for each in inspectors(local_day(now))}
    inspected = involved_in([case])[case.id]
    if any(each not in known or not may_inspect(known[each], inspected) for each in ids):
        raise Invalid("people", "not_free")
    rules = rules_at(now)
    made = Inspection(
        case_id=case.id, checklist_id=checklist.id, ground=Ground.CALIBRATION,
        department_id=case.lead_department_id, person_id=case.owner_id, rulebook_id=rulebook_at(now).id,
        drawn_at=now, due_at=rules.promise(rules.inspections.scoring, now).due_at,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    db.session.add_all(
        Sheet(inspection_id=made.id, part=SheetPart.CALIBRATION, by_id=each) for each in sorted(ids)
    )
    db.session.flush()
    record("inspection.calibrated", made, by=by, now=now, people=sorted(ids))
    tell(ids, "inspection_to_score", made, now=now, but=by.id)
    return made
