"""Customer service decides what a case is, how grave, and whose (T-01 to T-05, G-01 to G-03)."""

from datetime import datetime
from typing import Any

from models.cases.actions import due_times
from models.cases.actions.assign import check_relief
from models.cases.actions.assistance import end_own_task
from models.cases.actions.audience import handlers_or_head, head_of, on_call, people_of, tell_staff
from models.cases.actions.consulted import ask_decided, drop_consultation, require_decided
from models.cases.actions.extension import drop_extension
from models.cases.actions.grave import promise_meeting
from models.cases.actions.learn import note_lesson
from models.cases.actions.products import check_product
from models.cases.actions.progress import promise_progress
from models.cases.actions.reckon import reckon_decided
from models.cases.intake import Triage
from models.cases.queries.due import arrived_at, running
from models.cases.queries.scope import standing
from models.cases.queries.timeline import current_plan
from models.cases.rules.grading import check
from models.cases.rules.steps import Step, require
from models.cases.tables import Case
from models.cases.words import DueKind, Ending, Kind, State
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Department, Staff
from models.permissions import Permission
from models.rulebook.document import Promise, Rules
from models.rulebook.queries import rules_of
from models.rulebook.words import Audience

DECIDED = ("kind", "category", "product_id", "grade", "urgent", "important", "lead_department_id")


def triage(case: Case, decision: Triage, *, by: Staff, now: datetime, seen: int | None) -> Case:
    """Decides kind, category, product, grade with its criteria, urgency, importance, department, maybe owner.

    A second decision needs a reason, which stays in the history (T-05). Sets the priority by the matrix,
    raised as often as the case was reopened and while a regulator has it (T-03, R-04, H-11), and hastens
    a first response that is still due. The first decision starts the clocks of plan and result (G-02, G-03);
    a later one reckons those that run anew from when they began, pauses and granted time kept: no other grade
    makes good what is late (H-03). A rise asks for a plan where none is due, importance for one in its time
    from now on, if that is sooner (T-03). Starts the clock of the emergency meeting (G-04); a grade that fell
    ends the duties of a grave one. The first decision holds the case to what
    its channel promises from the arrival on, where that is sooner (V-04) and nothing brought the case back
    meanwhile, and is a lesson for later suggestions (T-05). The case waits for its owner, who keeps it when
    the department stays the same; one that waited for its customer goes on. A department that leads from now
    on is no longer asked to assist (T-04). Tells the owner, else the head, else all of a department that
    nobody heads, and at once all whom the rulebook names for a graver grade or for urgency (G-04, T-02); the
    customer is kept posted from then on. Records case.triaged with every old and new value.

    Raises NotAllowed, WrongState, Stale, and Invalid for a category, product, criterion, grade, department
    or owner that does not fit, an owner who is relieved of new cases (H-10), a department other
    than the one a consultation decided on (T-04), a missing reason, or poor handling without a
    rise of the grade.
    """
    require(Step.TRIAGE, case, standing(case, by))
    case.expect(seen)
    require_decided(case, decision.department_id)
    return decide_triage(case, decision, by=by, now=now)


def decide_triage(case: Case, decision: Triage, *, by: Staff, now: datetime) -> Case:
    """As `triage`, without asking who may: a consultation decided on the department (T-04)."""
    rules, timing = rules_of(case.rulebook_id), rules_of(case.timing_id)
    check(decision, rules)
    again = case.triaged_at is not None
    since_arrival = not again and case.round == 1
    if again and not decision.reason.strip():
        raise Invalid("reason", "required")
    department = db.session.get(Department, decision.department_id)
    if department is None or not department.open:
        raise Invalid("department_id", "unknown")
    check_product(decision.product_id, beside=case.product_id)
    before = {name: getattr(case, name) for name in DECIDED}
    was_owned_by = case.owner_id

    case.kind = decision.kind
    case.category = decision.category
    case.product_id = decision.product_id
    case.grade = decision.grade
    case.criteria = sorted(decision.criteria) if decision.kind is Kind.COMPLAINT else []
    case.urgent = decision.urgent
    case.important = decision.important
    case.priority = _priority(case, rules)
    case.triaged_at = case.triaged_at or now
    if case.lead_department_id != department.id:
        case.owner_id = case.second_id = None
    case.lead_department_id = department.id
    if decision.owner_id is not None:
        case.owner_id = _owner(decision.owner_id, department, was_owned_by, now).id
    if case.second_id == case.owner_id:
        case.second_id = None
    if case.state is State.WAITING:
        due_times.run_on(case, reason="triage", now=now)
    case.enter(State.HANDLING if case.owner_id else State.ASSIGNED)

    regraded = not again or before["grade"] != case.grade
    rose = again and (case.grade or 0) > (before["grade"] or 0)
    if decision.poorly_handled and not rose:
        raise Invalid("poorly_handled", "no_rise")
    case.poorly_handled = case.poorly_handled or decision.poorly_handled
    if regraded or case.urgent != before["urgent"]:
        promise_progress(case, now=now)
    if regraded:
        drop_extension(case, now=now)
    if not again:
        _start_plan(case, timing, by_channel=since_arrival, now=now)
    if not (again and running(case, DueKind.RESULT)):
        result = timing.promise(timing.grade(case.grade).result, now)
        simple = timing.plan(case.grade, now, important=case.important) is None
        _start(case, DueKind.RESULT, result, timing, by_channel=simple and since_arrival, now=now)
    first_response = timing.first_response(case.channel, now, case.priority)
    due_times.hasten(case, DueKind.FIRST_RESPONSE, first_response, since=now)
    if not again:
        note_lesson(case, now=now)
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
        poorly_handled=decision.poorly_handled,
    )
    if again and (regraded or before["important"] != case.important):
        _plan_again(case, timing, rose=rose, marked=case.important and not before["important"], now=now)
        reckon_decided(case, before["grade"], was_important=before["important"], by=by, now=now)
    if before["lead_department_id"] != department.id:
        drop_consultation(case, by=by, now=now)
        end_own_task(case, by=by, now=now)
    ask_decided(case, by=by, now=now)
    if regraded:
        promise_meeting(case, by=by, now=now)
    alerted = _alerted(case, rules, graver=regraded and (rose or not again), before=before, now=now)
    people = {case.owner_id} if case.owner_id else set(head_of(case) or handlers_or_head(department, now=now))
    if alerted - people:
        tell_staff(alerted, "case_alert", case, by=by, now=now, grade=case.grade, urgent=case.urgent)
        people -= alerted
    if case.owner_id != was_owned_by or not case.owner_id:
        tell_staff(people, "case_assigned", case, by=by, now=now)
    db.session.flush()
    return case


def _alerted(case: Case, rules: Rules, *, graver: bool, before: dict[str, Any], now: datetime) -> set[int]:
    """Who is told at once of a graver grade (G-04) or of new urgency (T-02): whom the rulebook names, and of
    what cannot wait for the morning whoever is on duty.

    Where these are only those who get the case, the news that they have it is enough.
    """
    audiences: set[Audience] = set()
    if graver and case.grade is not None:
        audiences |= set(rules.grade(case.grade).alerts)
    if case.urgent and not before["urgent"]:
        audiences |= set(rules.urgency.alerts)
    people = {person for audience in audiences for person in people_of(audience, case, rules, now=now)}
    grave = graver and case.grade is not None and rules.grade(case.grade).at_any_hour
    if grave or (case.urgent and not before["urgent"]):
        people |= on_call(case, rules, now=now)
    return people


def _priority(case: Case, rules: Rules) -> int:
    level = rules.priority(urgent=case.urgent, important=case.important, grade=case.grade)
    outside = rules.outside.priority_rise if case.outside_since is not None else 0
    return max(1, level - rules.revisit.priority_rise * (case.round - 1) - outside)


def _start_plan(case: Case, rules: Rules, *, by_channel: bool, now: datetime) -> None:
    """A plan that is no longer promised is no longer due."""
    plan = rules.plan(case.grade, now, important=case.important)
    if plan is None:
        due_times.end(case, DueKind.PLAN, ending=Ending.DROPPED, now=now)
    else:
        _start(case, DueKind.PLAN, plan, rules, by_channel=by_channel, now=now)


def _plan_again(case: Case, rules: Rules, *, rose: bool, marked: bool, now: datetime) -> None:
    """A plan where a rise of the grade asks for one or the case was `marked` important; none where the rules
    promise none any more. One that is due is only hastened: `reckon_decided` says what else moves it."""
    plan = rules.plan(case.grade, now, important=case.important)
    if plan is None:
        due_times.end(case, DueKind.PLAN, ending=Ending.DROPPED, now=now)
    elif running(case, DueKind.PLAN):
        if marked:
            due_times.hasten(case, DueKind.PLAN, plan, since=now)
    elif rose or (marked and current_plan(case) is None):
        due_times.start(case, DueKind.PLAN, plan, since=now)


def _start(
    case: Case, kind: DueKind, promise: Promise, rules: Rules, *, by_channel: bool, now: datetime
) -> None:
    """Starts a clock, that of the channel where it counts and is over sooner (V-04)."""
    since = now
    if by_channel:
        promise, since = rules.by_channel(
            promise,
            now,
            channel=case.channel,
            received_at=arrived_at(case),
            simple=kind is DueKind.RESULT,
        )
    due_times.start(case, kind, promise, since=since)


def _owner(owner_id: int, department: Department, before: int | None, now: datetime) -> Staff:
    owner = db.session.get(Staff, owner_id)
    if owner is None or not owner.works_on(local_day(now)) or owner.department_id != department.id:
        raise Invalid("owner_id", "not_in_department")
    if not owner.may(Permission.CASE_HANDLE):
        raise Invalid("owner_id", "may_not_handle")
    check_relief("owner_id", owner, before, now=now)
    return owner


def _agreed(case: Case) -> dict[str, bool]:
    """Where the person decided as the system had suggested (T-05)."""
    suggested = case.suggestion
    return {name: suggested.get(name) == getattr(case, name) for name in ("category", "grade", "urgent")}
