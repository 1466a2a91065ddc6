"""A consultation decides whose a case is, when that is unclear (T-04)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.cases.actions import due_times
from models.cases.actions.audience import handlers_or_head, owner_or_head, tell_staff, with_role
from models.cases.actions.consulted import ask_decided
from models.cases.actions.meeting import Minutes, give_items, minute
from models.cases.actions.triage import decide_triage
from models.cases.intake import Triage
from models.cases.queries.scope import standing
from models.cases.rules.grave import called
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Concerned, Meeting
from models.cases.words import DueKind, MeetingKind
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.roles import Role
from models.people.tables import Department, Staff
from models.rulebook.queries import rules_of


@dataclass(frozen=True)
class Finding:
    """What a consultation decided: which department leads, and which assist with what."""

    lead_department_id: int
    assisting: Collection[int] = ()
    task: str = ""


def call_consultation(
    case: Case, question: str, departments: Collection[int], *, by: Staff, now: datetime, seen: int | None
) -> Meeting:
    """Invites departments to say whose the case is, by the rulebook's time.

    From now on their people see the case. Tells their heads. Records case.consultation_called. Raises
    NotAllowed, WrongState, Stale; Invalid for no question, fewer than one department, or a closed one.
    """
    require(Step.CONSULTATION, case, standing(case, by))
    case.expect(seen)
    if not question.strip():
        raise Invalid("question", "required")
    if not departments:
        raise Invalid("departments", "required")
    invited = _open_ones(departments, "departments")
    meeting = Meeting(
        case_id=case.id,
        round=case.round,
        kind=MeetingKind.CONSULTATION,
        by_id=by.id,
        at=now,
        question=question.strip(),
        departments=[Concerned(case_id=case.id, department_id=each.id, invited=True) for each in invited],
        attendances=[],
        actions=[],
    )
    db.session.add(meeting)
    case.touch()
    db.session.flush()
    rules = rules_of(case.timing_id)
    due_times.start(case, DueKind.CONSULTATION, rules.promise(rules.consultation, now), since=now)
    ids = [each.id for each in invited]
    record("case.consultation_called", case, by=by, now=now, meeting=meeting.id, departments=ids)
    people = {person for each in invited for person in handlers_or_head(each, now=now)}
    tell_staff(people, "consultation_called", case, by=by, now=now, text=meeting.question)
    return meeting


def decide_consultation(
    case: Case, minutes: Minutes, finding: Finding, *, by: Staff, now: datetime, seen: int | None
) -> Meeting:
    """Writes down what the consultation decided, and carries it out.

    A case that was triaged goes to the department that leads from now on, as by triage, and the
    assisting ones are asked. One that is new waits for its triage, which is bound to the decision.
    Tells customer service and those invited. Records case.consultation_held, and what follows from it.
    Raises NotAllowed, WrongState, Stale; Invalid as `minute`, for a closed department, or
    "required" for assisting departments without a task.
    """
    require(Step.CONSULTATION_MINUTES, case, standing(case, by))
    case.expect(seen)
    stands = standing(case, by)
    meeting = called(stands.meetings)
    assert meeting is not None, "the step is open only while one is called"
    (lead,) = _open_ones([finding.lead_department_id], "lead_department_id")
    assisting = _open_ones(set(finding.assisting) - {lead.id}, "assisting")
    if assisting and not finding.task.strip():
        raise Invalid("task", "required")
    invited = [each.department for each in meeting.departments]
    known = {each.department_id: each for each in meeting.departments}
    for department in assisting:
        if department.id in known:
            known[department.id].assists = True
        else:
            concerned = Concerned(case_id=case.id, department_id=department.id, assists=True)
            meeting.departments.append(concerned)
    task = finding.task.strip()
    minute(case, meeting, minutes, by=by, now=now, lead_department_id=lead.id, task=task)
    due_times.meet(case, DueKind.CONSULTATION, now=now)
    record(
        "case.consultation_held",
        case,
        by=by,
        now=now,
        meeting=meeting.id,
        people=sorted(minutes.people),
        items=len(meeting.actions),
        department=lead.id,
        departments=[each.id for each in assisting],
    )
    people = {person for each in invited for person in handlers_or_head(each, now=now)}
    people |= {*with_role(Role.CUSTOMER_SERVICE_AGENT, now=now), *owner_or_head(case, now=now)}
    tell_staff(people, "consultation_held", case, by=by, now=now)
    give_items(case, meeting, by=by, now=now)
    if case.triaged_at is not None:
        if case.lead_department_id != lead.id:
            decide_triage(case, _to(case, lead, meeting.decisions), by=by, now=now)
        else:
            ask_decided(case, by=by, now=now)
    db.session.flush()
    return meeting


def _to(case: Case, lead: Department, reason: str) -> Triage:
    """The triage as it stands, with another department."""
    assert case.category is not None, "it was triaged"
    return Triage(
        kind=case.kind,
        category=case.category,
        department_id=lead.id,
        grade=case.grade,
        criteria=tuple(case.criteria),
        urgent=case.urgent,
        important=case.important,
        reason=reason,
        product_id=case.product_id,
    )


def _open_ones(ids: Collection[int], field: str) -> list[Department]:
    found = list(
        db.session.scalars(
            select(Department)
            .where(Department.id.in_(ids), Department.closed_on.is_(None))
            .order_by(Department.position, Department.id)
        )
    )
    if len(found) < len(set(ids)):
        raise Invalid(field, "unknown")
    return found
