"""Assisting departments: asked by the lead, each with its own task, clock, answer and acceptance (T-04)."""

from datetime import datetime
from typing import Any

from models.cases.actions import due_times
from models.cases.actions.audience import handlers_or_head, owner_or_head, tell_staff
from models.cases.queries.scope import standing
from models.cases.queries.together import assistances_of
from models.cases.rules.assistance import still_open, to_answer, to_review
from models.cases.rules.steps import Step, require
from models.cases.tables import Assistance, AssistanceAnswer, Case
from models.cases.words import AssistState, DueKind, Ending, Verdict
from models.db import db
from models.errors import Invalid
from models.events.actions import Actor, record
from models.people.tables import Department, Staff
from models.rulebook.queries import rules_of


def ask_assistance(
    case: Case, department_id: int, task: str, *, by: Staff, now: datetime, seen: int | None
) -> Assistance:
    """Asks a department for its part, due in the grade's time for assisting departments (G-02).

    From now on its people see the case. Tells its head. Records case.assistance_asked. Raises
    NotAllowed, WrongState, Stale; Invalid("department_id", "unknown" for a closed or unknown one,
    "is_lead", or "asked_already" while it has an open task) and Invalid("task", "required").
    """
    stands = standing(case, by)
    require(Step.ASSISTANCE, case, stands)
    case.expect(seen)
    if not task.strip():
        raise Invalid("task", "required")
    department = db.session.get(Department, department_id)
    if department is None or not department.open:
        raise Invalid("department_id", "unknown")
    if department.id == case.lead_department_id:
        raise Invalid("department_id", "is_lead")
    if any(each.department_id == department.id for each in still_open(stands.assistances)):
        raise Invalid("department_id", "asked_already")
    return ask(case, department, task.strip(), by=by, now=now)


def ask(case: Case, department: Department, task: str, *, by: Staff, now: datetime) -> Assistance:
    """Gives a department its task with its clock, whoever decided on it; its head is told."""
    assistance = Assistance(
        case_id=case.id,
        round=case.round,
        department_id=department.id,
        task=task,
        by_id=by.id,
        at=now,
        answers=[],
    )
    db.session.add(assistance)
    case.touch()
    db.session.flush()
    rules = rules_of(case.timing_id)
    promise = rules.promise(rules.grade(case.grade).assist, now)
    due_times.start(case, DueKind.ASSIST, promise, since=now, assistance=assistance)
    record("case.assistance_asked", case, by=by, now=now, assistance=assistance.id, department=department.id)
    tell_staff(handlers_or_head(department, now=now), "assistance_asked", case, by=by, now=now)
    db.session.flush()
    return assistance


def answer_assistance(
    case: Case, text: str, *, by: Staff, now: datetime, seen: int | None
) -> AssistanceAnswer:
    """Answers for one's own department; its clock ends. Tells the owner of the case.

    Records case.assistance_answered. Raises NotAllowed, WrongState, Stale, Invalid.
    """
    stands = standing(case, by)
    require(Step.ASSISTANCE_ANSWER, case, stands)
    case.expect(seen)
    if not text.strip():
        raise Invalid("text", "required")
    assistance = to_answer(stands.assistances, stands.departments)
    assert assistance is not None, "the step is open only where there is one"
    answer = AssistanceAnswer(by_id=by.id, at=now, text=text.strip())
    assistance.answers.append(answer)
    assistance.state = AssistState.ANSWERED
    case.touch()
    db.session.flush()
    due_times.end_assistance(case, assistance, ending=Ending.MET, now=now)
    record(
        "case.assistance_answered",
        case,
        by=by,
        now=now,
        assistance=assistance.id,
        answer=answer.id,
        department=assistance.department_id,
    )
    tell_staff({assistance.by_id, *owner_or_head(case, now=now)}, "assistance_answered", case, by=by, now=now)
    db.session.flush()
    return answer


def review_assistance(
    case: Case, *, accepted: bool, reason: str, by: Staff, now: datetime, seen: int | None
) -> Assistance:
    """Accepts the oldest answer that waits, or sends it back with a reason and a new clock.

    Records case.assistance_accepted or case.assistance_returned. Raises NotAllowed, WrongState,
    Stale, and Invalid("reason", "required") for sending back without one.
    """
    stands = standing(case, by)
    require(Step.ASSISTANCE_REVIEW, case, stands)
    case.expect(seen)
    if not accepted and not reason.strip():
        raise Invalid("reason", "required")
    answer = to_review(stands.assistances, by.id)
    assert answer is not None, "the step is open only where there is one"
    assistance = answer.assistance
    answer.verdict = Verdict.APPROVED if accepted else Verdict.REJECTED
    answer.reviewer_id, answer.reviewed_at, answer.review_reason = by.id, now, reason.strip()
    facts: dict[str, Any] = {
        "assistance": assistance.id,
        "answer": answer.id,
        "department": assistance.department_id,
    }
    if accepted:
        assistance.state, assistance.ended_at = AssistState.ACCEPTED, now
        record("case.assistance_accepted", case, by=by, now=now, **facts)
    else:
        assistance.state = AssistState.ASKED
        rules = rules_of(case.timing_id)
        promise = rules.promise(rules.grade(case.grade).assist, now)
        due_times.start(case, DueKind.ASSIST, promise, since=now, assistance=assistance)
        record("case.assistance_returned", case, by=by, now=now, **facts)
    case.touch()
    db.session.flush()
    kind = "assistance_accepted" if accepted else "assistance_returned"
    department = db.session.get_one(Department, assistance.department_id)
    tell_staff({answer.by_id, *handlers_or_head(department, now=now)}, kind, case, by=by, now=now)
    return assistance


def end_assistance(
    case: Case, assistance_id: int, reason: str, *, by: Staff, now: datetime, seen: int | None
) -> Assistance:
    """Lets go of a task that is no longer needed, with a reason. Records case.assistance_dropped.

    Raises NotAllowed, WrongState, Stale; Invalid for no reason, or for a task that is not open here.
    """
    stands = standing(case, by)
    require(Step.ASSISTANCE_END, case, stands)
    case.expect(seen)
    if not reason.strip():
        raise Invalid("reason", "required")
    assistance = next((each for each in still_open(stands.assistances) if each.id == assistance_id), None)
    if assistance is None:
        raise Invalid("assistance_id", "unknown")
    _drop(case, assistance, reason.strip(), by=by, now=now)
    case.touch()
    db.session.flush()
    return assistance


def drop_assistances(case: Case, *, by: Actor, now: datetime) -> None:
    """Lets go of every open task when the case goes on without it; their departments are told."""
    for assistance in still_open(assistances_of(case)):
        _drop(case, assistance, "", by=by, now=now)


def end_own_task(case: Case, *, by: Actor, now: datetime) -> None:
    """Lets go of the task of the department that leads from now on: nobody helps themselves."""
    for assistance in still_open(assistances_of(case)):
        if assistance.department_id == case.lead_department_id:
            _drop(case, assistance, "", by=by, now=now, because="leads")


def _drop(
    case: Case, assistance: Assistance, reason: str, *, by: Actor, now: datetime, because: str = ""
) -> None:
    """Ends a task without acceptance: let go for a `reason`, or over with the case or by what it is now.

    An answer that nobody had read ends with it; its department is told so, not that it was of no use.
    """
    unread = [answer for answer in assistance.answers if answer.verdict is Verdict.SUBMITTED]
    assistance.state, assistance.ended_at = AssistState.DROPPED, now
    assistance.dropped_because = reason
    for answer in unread:
        answer.verdict = Verdict.DROPPED
    due_times.end_assistance(case, assistance, ending=Ending.DROPPED, now=now)
    record(
        "case.assistance_dropped",
        case,
        by=by,
        now=now,
        reason=reason,
        assistance=assistance.id,
        department=assistance.department_id,
        **({"because": because} if because else {}),
    )
    department = db.session.get_one(Department, assistance.department_id)
    kind = "assistance_unread" if unread and not reason else "assistance_dropped"
    tell_staff(handlers_or_head(department, now=now), kind, case, by=by, now=now)
