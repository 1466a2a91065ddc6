"""What happened and calls for a look: found from rows and events, never typed in (A-02)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from models.accountability.queries.holders import handed_on
from models.accountability.rules.spans import holder_at
from models.accountability.tables import MatterCandidate
from models.accountability.words import MatterKind, TriggerKind
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind, Ending
from models.clock import local_day
from models.db import db
from models.events.tables import Event
from models.rulebook.document.conduct import Triggers
from models.rulebook.queries import conduct_at, rules_at

DISSATISFIED = ("dissatisfied", "not_solved")
"""Why a case came back: what counts as dissatisfaction."""
AT_ONCE = 500


@dataclass(frozen=True)
class Found:
    """Something that happened: what it is about, what shows it, and the name under which it is noted once."""

    source: TriggerKind
    kind: MatterKind
    about: str
    conduct_on: date
    evidence: tuple[str, ...]
    dedupe: str
    person_id: int | None = None
    department_id: int | None = None
    case_id: int | None = None
    reporter_id: int | None = None
    text: str = ""


def new_candidates(now: datetime) -> list[Found]:
    """All that the triggers in force name and nobody has noted yet."""
    found = found_since(conduct_at(now).triggers, now)
    noted = known([each.dedupe for each in found])
    return [each for each in found if each.dedupe not in noted]


def found_since(triggers: Triggers, now: datetime) -> list[Found]:
    """All that the triggers name within the days that they look back, what is noted already among it."""
    since = now - timedelta(days=triggers.look_back_days)
    lookers: dict[TriggerKind, Callable[[Triggers, datetime, datetime], Iterator[Found]]] = {
        TriggerKind.OVERDUE: _overdue,
        TriggerKind.REOPENED: _reopened,
        TriggerKind.GRADE_RISE: _risen,
        TriggerKind.ABOUT_PERSON: _about_people,
    }
    return [
        found
        for source, look in lookers.items()
        if source not in triggers.silent
        for found in look(triggers, since, now)
    ]


def known(names: Collection[str]) -> set[str]:
    """Which of these names are noted already."""
    found: set[str] = set()
    ordered = sorted(names)
    for first in range(0, len(ordered), AT_ONCE):
        part = ordered[first : first + AT_ONCE]
        found |= set(
            db.session.scalars(select(MatterCandidate.dedupe).where(MatterCandidate.dedupe.in_(part)))
        )
    return found


def _overdue(triggers: Triggers, since: datetime, now: datetime) -> Iterator[Found]:
    rows = db.session.execute(
        select(DueTime, Case)
        .join(Case, Case.id == DueTime.case_id)
        .where(
            DueTime.kind == DueKind.RESULT,
            DueTime.due_at >= since,
            DueTime.due_at <= now,
            or_(DueTime.ending.is_(None), DueTime.ending != Ending.DROPPED),
            or_(DueTime.ended_at.is_(None), DueTime.ended_at > DueTime.due_at),
            or_(Case.owner_id.is_not(None), Case.lead_department_id.is_not(None)),
        )
        .order_by(DueTime.due_at)
    )
    rules = rules_at(now)
    late: list[tuple[DueTime, Case]] = []
    for due, case in rows:
        late_from = rules.promise(triggers.late_by, due.due_at, due.calendar or None).due_at
        if due.late(now) and (due.ended_at or due.paused_since or now) >= late_from:
            late.append((due, case))
    told = handed_on(case.audit_name for _, case in late)
    for due, case in late:
        before = [event for event in told.get(case.audit_name, ()) if event.at <= due.due_at]
        yield _of_case(case, TriggerKind.OVERDUE, MatterKind.DELAY, due.due_at, f"due:{due.id}", before)


def _reopened(triggers: Triggers, since: datetime, _now: datetime) -> Iterator[Found]:
    found = [
        (event, case)
        for event, case in _events("case.reopened", since)
        if event.facts.get("why") in DISSATISFIED
        and int(event.facts.get("round", 0)) >= triggers.reopened_round
    ]
    for event, case, before in _with_before(found):
        shown = f"event:{event.id}"
        yield _of_case(case, TriggerKind.REOPENED, MatterKind.PERFUNCTORY, event.at, shown, before)


def _risen(_triggers: Triggers, since: datetime, _now: datetime) -> Iterator[Found]:
    found = list(_events("case.triaged", since, poorly=True))
    for event, case, before in _with_before(found):
        shown = f"event:{event.id}"
        yield _of_case(case, TriggerKind.GRADE_RISE, MatterKind.WRONG_HANDLING, event.at, shown, before)


def _about_people(triggers: Triggers, since: datetime, _now: datetime) -> Iterator[Found]:
    cases: Sequence[Case] = db.session.scalars(
        select(Case)
        .where(
            Case.category.in_(triggers.about_people),
            Case.received_at >= since,
            Case.lead_department_id.is_not(None),
        )
        .order_by(Case.received_at)
    ).all()
    for case in cases:
        yield Found(
            source=TriggerKind.ABOUT_PERSON,
            kind=MatterKind.OTHER,
            about=case.audit_name,
            conduct_on=local_day(case.received_at),
            evidence=(case.audit_name,),
            dedupe=f"about_person:{case.audit_name}",
            department_id=case.lead_department_id,
            case_id=case.id,
        )


def _events(kind: str, since: datetime, *, poorly: bool = False) -> Iterator[tuple[Event, Case]]:
    subject = aliased(Case)
    found = select(Event, subject).join(subject, Event.subject == "case:" + subject.number)
    found = found.where(Event.kind == kind, Event.at >= since)
    if poorly:
        found = found.where(Event.facts["poorly_handled"].as_boolean().is_(True))
    for event, case in db.session.execute(found.order_by(Event.id)):
        if case.owner_id is not None or case.lead_department_id is not None:
            yield event, case


def _with_before(found: Sequence[tuple[Event, Case]]) -> Iterator[tuple[Event, Case, list[Event]]]:
    """Each with the events that handed its case on before it. One query for every 500 cases."""
    told = handed_on(case.audit_name for _, case in found)
    for event, case in found:
        yield event, case, [each for each in told.get(case.audit_name, ()) if each.id < event.id]


def _of_case(
    case: Case, source: TriggerKind, kind: MatterKind, at: datetime, evidence: str, before: Sequence[Event]
) -> Found:
    """Falls on who had the case then, by the events `before` it; on who has it where none is told of."""
    owner, department = holder_at(before) if before else (case.owner_id, case.lead_department_id)
    if owner is None and department is None:
        department = case.lead_department_id
    return Found(
        source=source,
        kind=kind,
        about=case.audit_name,
        conduct_on=local_day(at),
        evidence=(evidence,),
        dedupe=f"{source.value}:{evidence}",
        person_id=owner,
        department_id=department,
        case_id=case.id,
    )
