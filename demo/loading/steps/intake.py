"""Registering, grading, assigning."""

from dataclasses import replace
from datetime import datetime

from demo import story as tale
from demo.loading.chronicle import Chronicle
from demo.loading.grave import promise_meeting
from models.cases.actions.learn import lesson_values
from models.cases.actions.triage import DECIDED
from models.cases.intake import SPOKEN
from models.cases.rules.likeness import told
from models.cases.rules.terms import Terms
from models.cases.tables import Lesson, Plan
from models.cases.words import ContactMeans, Direction, DueKind, Ending, State
from models.events.tables import Party
from models.products.rules import mentioned
from models.rulebook.document import Promise


def registered(on: Chronicle, step: tale.Registered) -> None:
    case, by = on.case, on.by(step)
    responded = case["channel"] in SPOKEN and not isinstance(by, Party)
    on.event(
        "case.opened",
        step.at,
        by,
        channel=case["channel"],
        case_kind=case["kind"],
        rulebook=case["rulebook_id"],
        files=0,
        verified=case["verified_with_customer"],
        responded=responded,
    )
    promise = on.rules.first_response(case["channel"], step.at)
    on.clocks.start(DueKind.FIRST_RESPONSE, promise, round=1, since=step.at)
    if responded:
        on.clocks.meet(DueKind.FIRST_RESPONSE, at=step.at)
    on.letter("acknowledgement", step.at, by)
    if responded and not case["contact_email"]:
        on.event("case.key_shown", step.at, by)


def acknowledged(on: Chronicle, step: tale.Acknowledged) -> None:
    """By letter it happens while registering; otherwise it is a word with the customer."""
    if step.means is ContactMeans.EMAIL or isinstance(on.by(step), Party):
        return
    if on.case["channel"] in SPOKEN:
        return
    text = "告知已受理、工单号和预计答复时间。"
    on.contact(step.at, on.by(step), step.means, Direction.OUT, text, None)


def triaged(on: Chronicle, step: tale.Triaged) -> None:
    case, by = on.case, on.by(step)
    department = on.known.departments[step.lead]
    before = {name: case[name] for name in DECIDED}
    again = case["triaged_at"] is not None
    regraded = not again or case["grade"] != step.grade
    rose = again and (step.grade or 0) > (case["grade"] or 0)
    terms = _terms(on)
    level = on.rules.priority(urgent=step.urgent, important=step.important, grade=step.grade)
    named = mentioned(told(case["title"], case["problem"], case["expected"]), on.known.offered)
    case.update(
        category=step.category,
        product_id=on.known.products[named.product.code] if named else None,
        grade=step.grade,
        criteria=sorted(step.criteria),
        urgent=step.urgent,
        important=step.important,
        priority=max(1, level - on.rules.revisit.priority_rise * (case["round"] - 1)),
        triaged_at=case["triaged_at"] or step.at,
    )
    if case["lead_department_id"] != department:
        case["owner_id"] = None
    case["lead_department_id"] = department
    if case["state"] is State.WAITING:
        on.clocks.run_on(step.at, "triage")
    case["state"] = State.HANDLING if case["owner_id"] else State.ASSIGNED
    case["ask_again_at"] = case["waits_until"] = None
    if regraded or before["urgent"] != case["urgent"]:
        on.promise_progress(step.at)
    plan = on.rules.plan(step.grade, step.at, important=step.important)
    if not again:
        if plan is not None:
            on.start(DueKind.PLAN, plan, step.at, by_channel=True)
        else:
            on.clocks.end(DueKind.PLAN, ending=Ending.DROPPED, at=step.at)
    if not (again and on.clocks.runs(DueKind.RESULT)):
        on.start_result(step.at, by_channel=plan is None and not again)
    first_response = on.rules.first_response(case["channel"], step.at, case["priority"])
    on.clocks.hasten(DueKind.FIRST_RESPONSE, first_response, round=case["round"], since=step.at)
    changed = {name: [old, case[name]] for name, old in before.items() if old != case[name]}
    suggested = case["suggestion"]
    if not again:
        lesson = lesson_values(suggested, step.at)
        on.rows.add(Lesson, at=step.at, case_id=case["id"], learned_at=None, **lesson)
    agreed = {name: suggested.get(name) == case[name] for name in ("category", "grade", "urgent")}
    on.event(
        "case.triaged",
        step.at,
        by,
        reason=step.reason,
        changed=changed,
        criteria=case["criteria"],
        priority=case["priority"],
        department=department,
        agreed=agreed,
        owner=case["owner_id"],
        poorly_handled=False,
    )
    if again and (regraded or before["important"] != case["important"]):
        _plan_again(on, plan, step.at, rose=rose, marked=case["important"] and not before["important"])
        _reckon(on, terms, step.at, by)
    if regraded:
        promise_meeting(on, step.at, by)


def _plan_again(on: Chronicle, plan: Promise | None, at: datetime, *, rose: bool, marked: bool) -> None:
    """As the triage does: a rise asks for a plan, importance hastens it, a fall may drop it."""
    there = (on.case["id"], on.case["round"])
    if plan is None:
        on.clocks.end(DueKind.PLAN, ending=Ending.DROPPED, at=at)
    elif on.clocks.runs(DueKind.PLAN):
        if marked:
            on.clocks.hasten(DueKind.PLAN, plan, round=on.case["round"], since=at)
    elif rose or (marked and all((row["case_id"], row["round"]) != there for row in on.rows.of(Plan))):
        on.start(DueKind.PLAN, plan, at, by_channel=False)


def _reckon(on: Chronicle, before: Terms, at: datetime, by: int | Party) -> None:
    """The clocks that run are reckoned from when they began, and the history says what moved (H-03)."""
    decided = _terms(on)
    after = replace(decided, important=before.important and decided.important)
    then = replace(decided, grade=before.grade, important=before.important)
    if moved := on.clocks.reckon(then, after, at):
        because = "importance" if before.grade == decided.grade else "grade"
        on.event("case.reckoned", at, by, because=because, edition=None, moved=moved)


def _terms(on: Chronicle) -> Terms:
    case = on.case
    return Terms(
        channel=case["channel"],
        received_at=case["received_at"],
        triaged_at=case["triaged_at"],
        grade=case["grade"],
        urgent=case["urgent"],
        important=case["important"],
        outside_at=None,
    )


def assigned(on: Chronicle, step: tale.Assigned) -> None:
    owner, before = on.known.staff[step.owner], on.case["owner_id"]
    on.case["owner_id"] = owner
    on.case["state"] = State.HANDLING
    on.event("case.assigned", step.at, on.by(step), owner=owner, owner_before=before)
