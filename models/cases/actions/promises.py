"""Reminders before a due time, on it, and after it, climbing from owner to leading group (H-04)."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from models.cases.actions.audience import (
    handlers_or_head,
    head_of,
    on_call,
    owner_or_head,
    parts_of,
    people_of,
    reviewers_of,
    tell_staff,
    with_role,
)
from models.cases.actions.compensation import next_people
from models.cases.actions.extension import deciding_on
from models.cases.actions.outside import outside_experts, outside_people
from models.cases.queries.compensation import compensations_of
from models.cases.queries.grave import meetings_of
from models.cases.queries.outside import outsides_of
from models.cases.queries.together import extensions_of
from models.cases.rules.compensation import on_its_way
from models.cases.rules.grave import called
from models.cases.rules.held_to import OF_LEAD
from models.cases.rules.promises import next_reminder, reminder_moment
from models.cases.tables import Assistance, Case, DueTime, OutsideComplaint, Pause, Result
from models.cases.words import OF_COMPENSATION, DueKind, ExtensionState, Verdict
from models.db import changed_rows, db
from models.events.actions import SYSTEM, record
from models.people.roles import Role
from models.people.tables import Department
from models.rulebook.document import Rules
from models.rulebook.queries import rules_of
from models.rulebook.words import Audience


def keep_promises(due_id: int, *, now: datetime) -> bool:
    """Sends the reminder that a due time has reached, once, and works out when the next is due.

    By mail it leaves in the hours that the promise itself counts, at once for a grade of which the rules say
    so, and then outside working hours to whoever is on duty as well (T-02);
    `models/cases/rules/notices.py` says when it no longer does.

    Returns whether one was sent; False when another clock was quicker, or it was met meanwhile.
    Records case.reminded with who was told in fact: where nobody owns the case yet, others are; of the task
    of an assisting department, its people (T-04).
    """
    due = db.session.get(DueTime, due_id, populate_existing=True)
    if due is None or not due.running or due.next_notice_at is None or due.next_notice_at > now:
        return False
    sent = due.notices
    mine = changed_rows(
        update(DueTime)
        .where(
            DueTime.id == due.id,
            DueTime.notices == sent,
            DueTime.ended_at.is_(None),
            DueTime.paused_since.is_(None),
        )
        .values(notices=sent + 1)
        .execution_options(synchronize_session=False)
    )
    if mine != 1:
        return False
    case = db.session.get_one(Case, due.case_id)
    rules = rules_of(case.timing_id)
    reminder = next_reminder(rules, due, case.grade)
    db.session.refresh(due)
    pauses = db.session.scalars(select(Pause).where(Pause.due_time_id == due.id))
    spans = [(pause.since, pause.until) for pause in pauses]
    due.next_notice_at = reminder_moment(rules, due, case.grade, spans, now)
    if reminder is None:
        return False
    kind = (
        "case_late" if reminder.overdue else "case_due" if reminder.used_percent == 100 else "case_due_soon"
    )
    people = {
        person for audience in reminder.audiences for person in _asked(audience, case, due, rules, now=now)
    }
    besides = set(_next_with_compensation(case, now)) if due.kind in OF_COMPENSATION else set()
    helping: dict[str, Any] = {}
    if due.assistance_id is not None:
        department = _helping(due.assistance_id)
        besides, helping = set(handlers_or_head(department, now=now)), {"department": department.id}
    if due.outside_id is not None:
        besides = {*outside_experts(now), *outside_people(_complaint(case, due.outside_id), now=now)}
    if due.kind is DueKind.CONSULTATION:
        besides = set(_consulted(Audience.HEAD, case, now))
    if due.kind in OF_LEAD and rules.grade(case.grade).at_any_hour and not rules.calendar().is_open(now):
        besides = on_call(case, rules, now=now) - people
        people |= besides
    record(
        "case.reminded",
        case,
        by=SYSTEM,
        now=now,
        due=due.kind,
        rung=reminder.code,
        notice=kind,
        told=parts_of(case, people - besides, now=now),
        **(helping if people & besides else {}),
    )
    tell_staff(
        people,
        kind,
        case,
        by=SYSTEM,
        now=now,
        dedupe=f"due:{due.id}:{due.due_at:%Y%m%d%H%M}:{sent}",
        calendar=due.calendar,
        due_id=due.id,
        due=due.kind,
        due_at=due.due_at.isoformat(),
    )
    db.session.flush()
    return True


def _asked(audience: Audience, case: Case, due: DueTime, rules: Rules, *, now: datetime) -> list[int]:
    """The ids of the people whom an audience of the rulebook means for this due time of a case.

    The owner of a review is whoever is to read the result: its handler can do nothing about it. A
    decision, and the reading of a special report, are the leading group's, whoever the rung names; a task
    is its department's, a step of a compensation is of whoever takes it, the decision on more time of who
    decides (G-03), and an answer to a regulator of who recorded it, then of Legal and who leads customer
    service (H-11).
    """
    if due.kind in (DueKind.DECISION, DueKind.ACKNOWLEDGEMENT):
        return with_role(Role.LEADING_GROUP, now=now)
    if due.assistance_id is not None and audience in (Audience.OWNER, Audience.HEAD):
        return handlers_or_head(_helping(due.assistance_id), now=now)
    if due.kind in OF_COMPENSATION and audience in (Audience.OWNER, Audience.HEAD):
        return _next_with_compensation(case, now)
    if due.kind is DueKind.EXTENSION and audience in (Audience.OWNER, Audience.HEAD):
        return _extending(case, now)
    if due.kind is DueKind.CONSULTATION and audience in (Audience.OWNER, Audience.HEAD):
        return _consulted(audience, case, now)
    if due.outside_id is not None and audience in (Audience.OWNER, Audience.HEAD):
        return _outside(audience, case, due.outside_id, now)
    if due.kind is DueKind.REVIEW and audience is Audience.OWNER:
        return _reviewers(case, now)
    return people_of(audience, case, rules, now=now)


def _helping(assistance_id: int) -> Department:
    """Whose task it is (T-04)."""
    task = db.session.get_one(Assistance, assistance_id)
    return db.session.get_one(Department, task.department_id)


def _consulted(audience: Audience, case: Case, now: datetime) -> list[int]:
    """Who called the consultation, or those who answer for the departments invited to it (T-04)."""
    meeting = called(meetings_of(case))
    if meeting is None:
        return []
    if audience is Audience.OWNER:
        return [meeting.by_id]
    invited = [each.department for each in meeting.departments if each.invited]
    return [person for each in invited for person in handlers_or_head(each, now=now)]


def _extending(case: Case, now: datetime) -> list[int]:
    """Who decides on the request for more time that waits (G-03)."""
    asked = next((each for each in extensions_of(case) if each.state is ExtensionState.ASKED), None)
    return deciding_on(case, asked, now=now) if asked is not None else []


def _outside(audience: Audience, case: Case, outside_id: int, now: datetime) -> list[int]:
    """Who sees to the answer to a regulator or mediator; above them Legal, customer service, and the head."""
    if audience is Audience.OWNER:
        return [*outside_people(_complaint(case, outside_id), now=now), *owner_or_head(case, now=now)]
    return [*outside_experts(now), *head_of(case)]


def _complaint(case: Case, outside_id: int) -> OutsideComplaint:
    return next(each for each in outsides_of(case) if each.id == outside_id)


def _next_with_compensation(case: Case, now: datetime) -> list[int]:
    """Legal, who approves, or finance: whoever the step of a compensation is waiting for (G-06)."""
    compensation = on_its_way(compensations_of(case))
    return next_people(case, compensation, now=now) if compensation is not None else []


def _reviewers(case: Case, now: datetime) -> list[int]:
    submitted_by = db.session.scalar(
        select(Result.by_id).where(Result.case_id == case.id, Result.verdict == Verdict.SUBMITTED)
    )
    return reviewers_of(case, submitted_by, now=now)
