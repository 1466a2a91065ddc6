"""Customer service decides what a case is, how grave, and whose (T-01 to T-05, G-01 to G-03)."""

from datetime import datetime

from models.cases.actions import due_times
from models.cases.actions.audience import head_of, tell_staff
from models.cases.intake import Triage
from models.cases.queries.scope import standing
from models.cases.rules.grading import check
from models.cases.rules.steps import Step, require
from models.cases.tables import Case
from models.cases.words import DueKind, State
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Department, Staff
from models.rulebook.queries import rules_of

DECIDED = ("kind", "category", "grade", "urgent", "important", "lead_department_id")


def triage(case: Case, decision: Triage, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Decides kind, category, grade with its criteria, urgency, importance, department and perhaps owner.

    A second decision needs a reason, which stays in the history (T-05). Sets the priority by the
    matrix (T-03); starts, or starts anew, the clocks of plan and result for the new grade (G-02,
    G-03); the case waits for its owner, who keeps it when the department stays the same. Tells the
    owner or the head. Records case.triaged with every old and new value.

    Raises NotAllowed, WrongState, Stale, and Invalid for a category, criterion, grade, department
    or owner that does not fit, or a missing reason.
    """
    require(Step.TRIAGE, case, standing(case, by))
    case.expect(seen)
    rules = rules_of(case.rulebook_id)
    check(decision, rules)
    again = case.triaged_at is not None
    if again and not decision.reason.strip():
        raise Invalid("reason", "required")
    department = db.session.get(Department, decision.department_id)
    if department is None or not department.open:
        raise Invalid("department_id", "unknown")
    before = {name: getattr(case, name) for name in DECIDED}
    was_owned_by = case.owner_id

    case.kind = decision.kind
    case.category = decision.category
    case.grade = decision.grade
    case.criteria = sorted(decision.criteria)
    case.urgent = decision.urgent
    case.important = decision.important
    case.priority = rules.priority(urgent=decision.urgent, important=decision.important, grade=decision.grade)
    case.triaged_at = case.triaged_at or now
    if case.lead_department_id != department.id:
        case.owner_id = None
    case.lead_department_id = department.id
    if decision.owner_id is not None:
        case.owner_id = _owner(decision.owner_id, department).id
    if case.state is State.WAITING:
        due_times.run_on(case, reason="triage", now=now)
    case.enter(State.HANDLING if case.owner_id else State.ASSIGNED)

    if not again or before["grade"] != case.grade or before["important"] != case.important:
        _start_clocks(case, now)
    changed = {name: [old, getattr(case, name)] for name, old in before.items() if old != getattr(case, name)}
    record(
        "case.triaged",
        case,
        by=by,
        now=now,
        reason=decision.reason,
        changed=changed,
        criteria=case.criteria,
        priority=case.priority,
        department=department.id,
        agreed=_agreed(case),
        owner=case.owner_id,
    )
    people = [case.owner_id] if case.owner_id else head_of(case)
    if case.owner_id != was_owned_by or not case.owner_id:
        tell_staff(people, "case_assigned", case, by=by, now=now)
    db.session.flush()
    return case


def _start_clocks(case: Case, now: datetime) -> None:
    rules = rules_of(case.rulebook_id)
    plan = rules.plan(case.grade, now, important=case.important)
    if plan is not None:
        due_times.start(case, DueKind.PLAN, plan, since=now)
    result = rules.promise(rules.grade(case.grade).result, now)
    due_times.start(case, DueKind.RESULT, result, since=now)


def _owner(owner_id: int, department: Department) -> Staff:
    owner = db.session.get(Staff, owner_id)
    if owner is None or owner.left_on is not None or owner.department_id != department.id:
        raise Invalid("owner_id", "not_in_department")
    return owner


def _agreed(case: Case) -> dict[str, bool]:
    """Where the person decided as the system had suggested (T-05)."""
    suggested = case.suggestion
    return {name: suggested.get(name) == getattr(case, name) for name in ("category", "grade", "urgent")}
