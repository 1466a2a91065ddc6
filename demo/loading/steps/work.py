"""Plan, notes, words with the customer, pauses."""

from datetime import timedelta

from demo import story as tale
from demo.loading.chronicle import Chronicle
from models.cases.tables import Attendance, Meeting, Milestone, Note, Plan
from models.cases.words import DueKind, MeetingKind, MeetingState, State
from models.events.tables import Party

HOUR = timedelta(hours=1)


def planned(on: Chronicle, step: tale.Planned) -> None:
    by = on.by(step)
    plan = on.rows.add(
        Plan, at=step.at, case_id=on.case["id"], round=on.case["round"], by_id=by, text=step.text
    )
    for item in step.milestones:
        row = on.rows.add(
            Milestone,
            at=step.at,
            plan_id=plan["id"],
            text=item.text,
            owner_id=on.known.staff[item.owner],
            due_at=item.due_at,
            done_at=None,
        )
        on.milestones.append(row)
    on.clocks.meet(DueKind.PLAN, at=step.at)
    on.event("case.planned", step.at, by, plan=plan["id"], milestones=len(step.milestones))


def noted(on: Chronicle, step: tale.Noted) -> None:
    by = on.by(step)
    note = on.rows.add(Note, at=step.at, case_id=on.case["id"], by_id=by, text=step.text)
    on.event("case.noted", step.at, by, note=note["id"])


def met(on: Chronicle, step: tale.Met) -> None:
    by = on.by(step)
    meeting = on.rows.add(
        Meeting,
        at=step.at,
        case_id=on.case["id"],
        round=on.case["round"],
        kind=MeetingKind.EMERGENCY,
        by_id=by,
        state=MeetingState.HELD,
        held_at=step.at - HOUR,
        place=step.place,
        decisions=step.text,
        minuted_by_id=by,
        minuted_at=step.at,
    )
    people = sorted({on.known.staff[number] for number in step.people})
    for person in people:
        on.rows.add(Attendance, at=step.at, meeting_id=meeting["id"], staff_id=person)
    on.clocks.meet(DueKind.MEETING, at=step.at)
    on.event("case.meeting_held", step.at, by, meeting=meeting["id"], people=people, items=0)


def contacted(on: Chronicle, step: tale.Contacted) -> None:
    on.contact(step.at, on.by(step), step.means, step.direction, step.text, step.seconds)


def added(on: Chronicle, step: tale.Added) -> None:
    contact = on.heard(step.at, step.text)
    on.event("case.customer_added", step.at, Party.CUSTOMER, contact=contact, files=0)
    if on.case["state"] is State.WAITING:
        on.go_on(step.at, Party.CUSTOMER)


def pressed(on: Chronicle, step: tale.Pressed) -> None:
    contact = on.heard(step.at, step.text)
    on.event("case.pressed", step.at, Party.CUSTOMER, contact=contact)


def nudged(on: Chronicle, step: tale.Nudged) -> None:
    on.event("case.nudged", step.at, on.by(step), reason=step.text)


def paused(on: Chronicle, step: tale.Paused) -> None:
    by = on.by(step)
    contact = on.letter_or_page("more_info_request", step.at, by, step.reason)
    on.spoken_to(step.at)
    rules = on.rules
    on.case.update(
        state=State.WAITING,
        ask_again_at=rules.promise(rules.waiting.ask_again_after, step.at).due_at,
        waits_until=rules.promise(rules.waiting.longest, step.at).due_at,
    )
    on.clocks.pause(step.at)
    on.event("case.paused", step.at, by, contact=contact)


def resumed(on: Chronicle, step: tale.Resumed) -> None:
    if on.case["state"] is State.WAITING:
        on.go_on(step.at, on.by(step))
