"""What a store hears: entered the same day, alerted when urgent, told and followed by the store (V-07)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.actions import due_times
from models.cases.actions.audience import handlers_or_head, on_call, people_of, tell_staff, with_role
from models.cases.actions.close import settle
from models.cases.actions.confirm import has_spoken
from models.cases.actions.indexing import index_words
from models.cases.actions.open_case import open_case
from models.cases.actions.progress import promise_progress
from models.cases.actions.reopen import reopen
from models.cases.channel_intake import InStore
from models.cases.intake import Intake
from models.cases.queries.scope import departments_of, standing
from models.cases.queries.stores import stores
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Confirmation, StoreVisit
from models.cases.words import Closing, DueKind
from models.clock import local_day
from models.db import db
from models.errors import Invalid, WrongState
from models.events.actions import record
from models.people.queries import department_with_code
from models.people.roles import Role
from models.people.tables import Department, Staff
from models.permissions import Permission
from models.rulebook.queries import rules_of


def register_in_store(intake: Intake, told: InStore, *, by: Staff, now: datetime) -> Case:
    """As `open_case`, with the store; sent twice it is one case.

    An urgent one is marked so and goes to the department that its words suggest at once: its people see
    it and are told, with customer service and whom the rulebook names for urgency; customer service
    triages it all the same. Records case.store_urgent for that. Raises Invalid("store_id", "unknown" for
    no store or, for store staff, not their own) and Invalid("told_on", "future").
    """
    own = departments_of(by)
    store = next((each for each in stores(on=local_day(now)) if each.id == told.store_id), None)
    if store is None or not (by.may(Permission.CASE_TRIAGE) or store.id in own):
        raise Invalid("store_id", "unknown")
    if told.told_on > local_day(now):
        raise Invalid("told_on", "future")
    case = open_case(intake, by=by, now=now)
    if case.store_id is None:
        case.store_id = store.id
        db.session.add(StoreVisit(case_id=case.id, means=told.means, told_on=told.told_on))
        db.session.flush()
        if told.urgent:
            _alert(case, by=by, now=now)
    return case


def confirm_in_store(
    case: Case, satisfied: bool, comment: str, *, by: Staff, now: datetime, seen: int | None
) -> Confirmation:
    """Writes down what the customer told the store of the result: content closes, not content reopens.

    One word a round, as on the tracking page. Records case.confirmed_in_store, then what follows from it.
    Raises NotAllowed, WrongState, Stale, and Invalid("comment", "required") for discontent without a why.
    """
    require(Step.STORE_CONFIRMATION, case, standing(case, by))
    case.expect(seen)
    if not satisfied and not comment.strip():
        raise Invalid("comment", "required")
    if has_spoken(case):
        raise WrongState(Step.STORE_CONFIRMATION.value, case.state.value)
    confirmation = Confirmation(
        case_id=case.id, round=case.round, satisfied=satisfied, comment=comment.strip(), at=now
    )
    db.session.add(confirmation)
    db.session.flush()
    index_words(case, confirmation.comment)
    record(
        "case.confirmed_in_store",
        case,
        by=by,
        now=now,
        confirmation=confirmation.id,
        satisfied=satisfied,
        round=case.round,
    )
    if satisfied:
        settle(case, Closing.CONFIRMED, by=by, now=now)
    else:
        reopen(case, why="not_confirmed", by=by, now=now)
    return confirmation


def tell_store(case: Case, kind: str, *, by: Staff, now: datetime) -> None:
    """Puts a notice under the bell of the store's people, where a store heard the case."""
    if case.store_id is None:
        return
    people = select(Staff.id).where(Staff.department_id == case.store_id)
    there = set(db.session.scalars(people)) & set(with_role(Role.STORE_STAFF, now=now))
    tell_staff(there, kind, case, by=by, now=now)


def _alert(case: Case, *, by: Staff, now: datetime) -> None:
    rules = rules_of(case.rulebook_id)
    case.urgent = True
    case.priority = rules.priority(urgent=True, important=case.important, grade=case.grade)
    department = _suggested(case)
    if department is not None:
        case.lead_department_id = department.id
    due_times.hasten(
        case,
        DueKind.FIRST_RESPONSE,
        rules.first_response(case.channel, now, case.priority),
        since=now,
    )
    promise_progress(case, now=now)
    people = set(with_role(Role.CUSTOMER_SERVICE_AGENT, now=now))
    for audience in rules.urgency.alerts:
        people |= set(people_of(audience, case, rules, now=now))
    if department is not None:
        people |= set(handlers_or_head(department, now=now))
    people |= on_call(case, rules, now=now)
    record(
        "case.store_urgent",
        case,
        by=by,
        now=now,
        department=department.id if department is not None else None,
    )
    tell_staff(people, "store_urgent", case, by=by, now=now)
    db.session.flush()


def _suggested(case: Case) -> Department | None:
    """That of the suggested category: what is urgent is not customer service's alone, whatever its grade."""
    category = case.suggestion.get("category")
    code = rules_of(case.rulebook_id).category(category).department if category else ""
    department = department_with_code(code) if code else None
    return department if department is not None and department.open else None
