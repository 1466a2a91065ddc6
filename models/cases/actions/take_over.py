"""Voices that another system registered become cases, many at once (V-09)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from models.cases.actions import due_times
from models.cases.actions.indexing import index_many
from models.cases.actions.letters import acknowledge_many
from models.cases.actions.signs import keep_many
from models.cases.intake import Inherited
from models.cases.rules.title import title_of
from models.cases.tables import Case, DueTime, Origin
from models.cases.words import Closing, DueKind, Kind, State
from models.customers.actions import Contact, recognise_many
from models.db import db
from models.events.actions import record_many
from models.people.queries import every_department
from models.people.tables import Staff
from models.rulebook.document import Rules
from models.rulebook.queries import rules_of


def take_over(
    voices: Sequence[Inherited],
    numbers: Sequence[str],
    *,
    source: str,
    about: str,
    letters: bool,
    by: Staff,
    now: datetime,
) -> list[int]:
    """Adds a case for each voice under the number beside it; returns their ids, in order.

    `source` is the system they come from, `about` the audit name of what brought them. Each case keeps its
    number there, when it was received, and the rulebook of that day (RB-01). Known customers are recognised.

    - An open one waits for triage; its first response is due from now on, as nobody can keep a promise of
      the past. With `letters` its customer, if there is an address, is told the number and the tracking link.
    - One that ended there is closed at its own moment, without due times, letters or revisits. With a
      category, and a grade where it is a complaint, the department of the category has it.

    Records case.imported for each. Hand in some hundreds at once; nothing is told to staff here. A number of
    this source that is a case already raises IntegrityError.
    """
    customers = recognise_many([_contact(voice) for voice in voices], by=by, now=now)
    departments = {row.code: row.id for row in every_department()}
    rules = {book: rules_of(book) for book in {voice.rulebook_id for voice in voices}}
    cases = [
        _columns(voice, number, customer, rules[voice.rulebook_id], departments, by=by, now=now)
        for voice, number, customer in zip(voices, numbers, customers, strict=True)
    ]
    dues = _first_responses(cases, now)
    ids = db.session.scalars(insert(Case).returning(Case.id, sort_by_parameter_order=True), cases).all()
    for case, case_id in zip(cases, ids, strict=True):
        case["id"] = case_id
    index_many(cases)
    keep_many(cases, now=now)
    if dues:
        db.session.execute(insert(DueTime), [due | {"case_id": cases[at]["id"]} for at, due in dues.items()])
    origins = [
        {"case_id": case["id"], "source": source, "number": voice.number}
        for case, voice in zip(cases, voices, strict=True)
    ]
    db.session.execute(insert(Origin), origins)
    if letters:
        acknowledge_many([case for case in cases if case["state"] is State.NEW], by=by, now=now)
    record_many(
        "case.imported", [(f"case:{case['number']}", _facts(case, about)) for case in cases], by=by, now=now
    )
    return list(ids)


def _contact(voice: Inherited) -> Contact:
    told = voice.intake
    return Contact(told.name, told.phone, told.email, told.account or None, told.region, told.language)


def _columns(
    voice: Inherited,
    number: str,
    customer_id: int,
    rules: Rules,
    departments: Mapping[str, int],
    *,
    by: Staff,
    now: datetime,
) -> dict[str, Any]:
    told = voice.intake
    grade = voice.grade if told.kind is Kind.COMPLAINT else None
    return {
        "number": number,
        "kind": told.kind,
        "channel": told.channel,
        "state": State.CLOSED if voice.closed_at else State.NEW,
        "rulebook_id": voice.rulebook_id,
        "customer_id": customer_id,
        "contact_name": told.name,
        "contact_phone": told.phone,
        "contact_email": told.email,
        "account": told.account,
        "region": told.region,
        "language": told.language,
        "title": told.title or title_of(told.problem),
        "problem": told.problem,
        "happened_when": told.happened_when,
        "happened_where": told.happened_where,
        "expected": told.expected,
        "expected_on": told.expected_on,
        "product_id": told.product_id,
        "registered_by_id": by.id,
        "received_at": voice.received_at,
        "suggestion": voice.suggestion,
        "category": voice.category,
        "grade": grade,
        "priority": rules.priority(urgent=False, important=False, grade=grade),
        "closed_at": voice.closed_at,
        "closing": Closing.ELSEWHERE if voice.closed_at else None,
        "closing_reason": voice.outcome,
        "created_at": now,
        "changed_at": now,
    } | _department(voice, rules, departments)


def _department(voice: Inherited, rules: Rules, departments: Mapping[str, int]) -> dict[str, Any]:
    """Whose a closed one is. Only of one that could be reopened: with all that an assigned case has."""
    whole = voice.grade is not None or voice.intake.kind is not Kind.COMPLAINT
    if voice.closed_at is None or voice.category is None or not whole:
        return {"lead_department_id": None, "triaged_at": None}
    department = departments.get(rules.category(voice.category).department)
    return {
        "lead_department_id": department,
        "triaged_at": None if department is None else voice.closed_at,
    }


def _first_responses(cases: Sequence[dict[str, Any]], now: datetime) -> dict[int, dict[str, Any]]:
    """The due time of each open case by its place, kept in its columns too; alike ones are reckoned once."""
    reckoned: dict[tuple[Any, ...], dict[str, Any]] = {}
    found = {}
    for place, case in enumerate(cases):
        case["due_at"] = case["due_kind"] = None
        if case["state"] is not State.NEW:
            continue
        alike = (case["rulebook_id"], case["channel"], case["grade"])
        if alike not in reckoned:
            rules = rules_of(case["rulebook_id"])
            promise = rules.first_response(case["channel"], now)
            kind = DueKind.FIRST_RESPONSE
            reckoned[alike] = due_times.begun(kind, promise, rules=rules, grade=case["grade"], since=now)
        found[place] = reckoned[alike]
        case["due_at"], case["due_kind"] = found[place]["due_at"], DueKind.FIRST_RESPONSE
    return found


def _facts(case: Mapping[str, Any], about: str) -> dict[str, Any]:
    return {
        "by_way_of": about,
        "channel": case["channel"],
        "case_kind": case["kind"],
        "rulebook": case["rulebook_id"],
        "closed": case["state"] is State.CLOSED,
    }
