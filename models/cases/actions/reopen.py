"""A customer who is not content brings the case back (R-04)."""

from datetime import datetime

from models.cases.actions import due_times
from models.cases.actions.audience import head_of, owner_or_head, tell_staff, with_role
from models.cases.actions.letters import send_letter
from models.cases.actions.progress import promise_progress
from models.cases.tables import Case
from models.cases.words import OF_COMPENSATION, DueKind, Ending, State
from models.clock import local_day
from models.db import db
from models.errors import WrongState
from models.events.actions import Actor, record
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.queries import rules_of

STAYS = OF_COMPENSATION | {DueKind.ACKNOWLEDGEMENT, DueKind.OUTSIDE}
"""What others owe whichever round it is."""


def reopen(case: Case, *, why: str, by: Actor, now: datetime) -> Case:
    """Starts the next round: once, as an open case cannot be reopened.

    Raises the priority by the rulebook's step; the owner keeps the case if still here; new clocks
    run for calling the customer back and for the result, the old ones stay as they ended. One that ended
    before anybody triaged it is new again: customer service is told, and triage promises the result. Tells
    owner and head, and writes to the customer. Records case.reopened with `why` (dissatisfied,
    not_confirmed, not_solved, objection, outside). Past the rulebook's number of rounds the leading
    group has to decide, with a due time, whether it goes on; the customer is called back meanwhile. Raises
    WrongState for a case that is neither answered nor closed, or that another carries on, or that has lost
    its personal data.
    """
    over = case.state in (State.ANSWERED, State.CLOSED) and case.merged_into_id is None
    if not over or case.expired_at is not None:
        raise WrongState("reopening", case.state.value)
    rules = rules_of(case.timing_id)
    before = case.priority
    owner = db.session.get(Staff, case.owner_id) if case.owner_id else None
    if owner is not None and not owner.works_on(local_day(now)):
        case.owner_id = None
    case.round += 1
    case.priority = max(1, before - rules.revisit.priority_rise)
    case.answered_at = case.closed_at = case.closing = None
    case.closing_reason = ""
    case.enter(_back(case))
    due_times.end(case, ending=Ending.DROPPED, now=now, but=STAYS)
    due_times.start(case, DueKind.FIRST_RESPONSE, rules.promise(rules.revisit.callback, now), since=now)
    if case.triaged_at is not None:
        due_times.start(case, DueKind.RESULT, rules.promise(rules.grade(case.grade).result, now), since=now)
    promise_progress(case, now=now)
    record(
        "case.reopened",
        case,
        by=by,
        now=now,
        why=why,
        round=case.round,
        priority=[before, case.priority],
    )
    people = {*owner_or_head(case, now=now), *head_of(case)}
    if case.state is State.NEW:
        people |= set(with_role(Role.CUSTOMER_SERVICE_AGENT, now=now))
    tell_staff(people, "case_reopened", case, by=by, now=now, round=case.round, why=why)
    if case.round > rules.revisit.most_rounds:
        decision = rules.promise(rules.revisit.decision, now)
        due_times.start(case, DueKind.DECISION, decision, since=now)
        leaders = with_role(Role.LEADING_GROUP, now=now)
        tell_staff(leaders, "case_rounds_used", case, by=by, now=now, round=case.round - 1)
    letter = "objection" if why == "objection" else "reopened"
    send_letter(letter, case, by=by, now=now, dedupe=f"reopened:{case.number}:{case.round}")
    db.session.flush()
    return case


def _back(case: Case) -> State:
    if case.triaged_at is None:
        return State.NEW
    return State.HANDLING if case.owner_id else State.ASSIGNED
