"""Who leads an inspection concludes it: what stands, what is withdrawn, what is to be put right (Q-03)."""

from collections.abc import Mapping
from datetime import datetime

from models.cases.actions.audience import with_role
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.inspection.actions import order_correction
from models.inspection.actions.audience import heads_of, tell
from models.people.roles import Role
from models.people.tables import Staff
from models.supervision.actions.find import result_of
from models.supervision.actions.guard import enter
from models.supervision.queries import held
from models.supervision.tables import DepartmentInspection
from models.supervision.words import InspectionState, Step


def conclude(
    inspection: DepartmentInspection,
    words: str,
    withdrawn: Mapping[int, str],
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> DepartmentInspection:
    """Closes an inspection that was answered, or whose time to answer is over. Faults in `withdrawn`, by the
    ids of findings with a reason, are counted no more; each other that says what is to be put right orders a
    correction of the department, which `by` checks. Heads, the team and the leading group are told.

    Records supervision_inspection.closed, and what `order_correction` does. Raises NotAllowed for all but
    its leader, WrongState, Stale; Invalid: ("words", "required"), ("withdrawn", "unknown") for what is no
    fault of it, ("withdrawn", "nothing_scored") where nothing would be left.
    """
    found = enter(Step.CONCLUDE, inspection, by=by, now=now, seen=seen)
    if not words.strip():
        raise Invalid("words", "required")
    reasons = {key: reason.strip() for key, reason in withdrawn.items() if reason.strip()}
    faults = {each.id: each for each in found.findings if each.fault}
    if not reasons.keys() <= faults.keys():
        raise Invalid("withdrawn", "unknown")
    for key, reason in reasons.items():
        faults[key].withdrawn_because = reason
    outcome = result_of(found)
    found.percent, found.passed, found.killed = outcome
    found.state, found.conclusion = InspectionState.CLOSED, words.strip()
    found.ended_at, found.ended_by_id, found.reminded_at = now, by.id, now
    db.session.flush()
    ordered = 0
    for each in found.findings:
        if each.stands and each.remedy:
            made = order_correction(each.audit_name, found.department_id, each.remedy, by=by, now=now)
            each.correction_id = made.id
            ordered += 1
    db.session.flush()
    record(
        "supervision_inspection.closed", found, by=by, now=now, percent=outcome.percent,
        passed=outcome.passed, killed=outcome.killed, corrections=ordered, withdrawn=len(reasons),
    )  # fmt: skip
    people = {*heads_of(found.department_id)[:2], *found.team, *with_role(Role.LEADING_GROUP, now=now)}
    tell(people, "supervision_closed", found, now=now, but=by.id)
    return held(found)
