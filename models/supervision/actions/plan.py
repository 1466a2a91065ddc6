"""The supervision group plans an inspection of a department, changes who makes it, or calls it off (Q-03)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from models.clock import local, local_day
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.ids import random_code
from models.inspection.actions.audience import tell
from models.inspection.queries import current
from models.inspection.words import Subject
from models.people.tables import Department, Staff
from models.rulebook.queries import rulebook_at
from models.supervision.actions.guard import enter
from models.supervision.queries import conveners, free_for, held
from models.supervision.tables import DepartmentInspection, Inspector
from models.supervision.words import InspectionState, Step


@dataclass(frozen=True)
class PlanDraft:
    """Which department is inspected, what of it, over which days, when, and by whom, led by whom."""

    department: Department
    scope: str
    first_day: date
    last_day: date
    planned_on: date
    leader: Staff
    others: Collection[Staff] = ()


def plan_inspection(draft: PlanDraft, *, by: Staff, now: datetime) -> DepartmentInspection:
    """Plans an inspection by the checklist for departments that is in use; those who make it are told.

    Nobody inspects a department that they work in or head, or one above theirs. Records
    supervision_inspection.planned. Raises NotAllowed for who does not convene the group; Invalid:
    "required", ("planned_on", "past"), ("last_day", "days_in_order"), ("department", "no_checklist"),
    and of the team ("leader" or "others", "not_free").
    """
    if by.id not in conveners(now):
        raise NotAllowed("supervision")
    checklist = current(Subject.DEPARTMENT)
    if checklist is None:
        raise Invalid("department", "no_department_checklist")
    if not draft.scope.strip():
        raise Invalid("scope", "required")
    if draft.planned_on < local_day(now):
        raise Invalid("planned_on", "past")
    if draft.last_day < draft.first_day:
        raise Invalid("last_day", "days_in_order")
    _check_team(draft.department, draft.leader, draft.others, now)
    made = DepartmentInspection(
        number=random_code(12), department_id=draft.department.id, checklist_id=checklist.id,
        rulebook_id=rulebook_at(now).id, leader_id=draft.leader.id, scope=draft.scope.strip(),
        first_day=draft.first_day, last_day=draft.last_day, planned_on=draft.planned_on,
        planned_by_id=by.id, planned_at=now, state=InspectionState.PLANNED,
    )  # fmt: skip
    made.inspectors = _team(draft.leader, draft.others)
    db.session.add(made)
    db.session.flush()
    made.number = f"S{local(now).year}-{made.id:04d}"
    db.session.flush()
    record(
        "supervision_inspection.planned", made, by=by, now=now, department=made.department_id,
        people=sorted(made.team),
    )  # fmt: skip
    tell(made.team, "supervision_planned", made, now=now, but=by.id, day=made.planned_on.isoformat())
    return held(made)


def change_team(
    inspection: DepartmentInspection,
    leader: Staff,
    others: Collection[Staff],
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> DepartmentInspection:
    """Gives an inspection to others, until it is concluded, as somebody may leave or come to work in the
    department; who is new to it is told.

    Records supervision_inspection.handed_on. Raises NotAllowed, WrongState, Stale, Invalid as
    `plan_inspection`.
    """
    found = enter(Step.CHANGE_TEAM, inspection, by=by, now=now, seen=seen)
    _check_team(found.department, leader, others, now)
    before = found.team
    found.inspectors.clear()
    db.session.flush()
    found.inspectors, found.leader_id = _team(leader, others), leader.id
    found.touch()
    db.session.flush()
    record("supervision_inspection.handed_on", found, by=by, now=now, people=sorted(found.team))
    new = found.team - before
    tell(new, "supervision_planned", found, now=now, but=by.id, day=found.planned_on.isoformat())
    return held(found)


def drop_inspection(
    inspection: DepartmentInspection, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> DepartmentInspection:
    """Calls an inspection off before its findings are sent; its team is told. Records
    supervision_inspection.dropped. Raises NotAllowed, WrongState, Stale, Invalid("reason", "required")."""
    found = enter(Step.DROP, inspection, by=by, now=now, seen=seen)
    if not reason.strip():
        raise Invalid("reason", "required")
    found.state, found.dropped_because = InspectionState.DROPPED, reason.strip()
    found.ended_at, found.ended_by_id = now, by.id
    db.session.flush()
    record("supervision_inspection.dropped", found, by=by, now=now, reason=reason.strip())
    tell(found.team, "supervision_dropped", found, now=now, but=by.id)
    return found


def _check_team(department: Department, leader: Staff, others: Collection[Staff], now: datetime) -> None:
    allowed = {person.id for person in free_for(department, now)}
    if leader.id not in allowed:
        raise Invalid("leader", "own_department")
    if any(each.id not in allowed for each in others):
        raise Invalid("others", "own_department")


def _team(leader: Staff, others: Collection[Staff]) -> list[Inspector]:
    return [Inspector(staff_id=each) for each in dict.fromkeys((leader.id, *(one.id for one in others)))]
