"""What happened and calls for a look: found from rows and events, never typed in (A-02)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

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
            Case.owner_id.is_not(None),
        )
        .order_by(DueTime.due_at)
    )
    rules = rules_at(now)
    for due, case in rows:
        late_from = rules.promise(triggers.late_by, due.due_at, due.calendar or None).due_at
        if not due.late(now) or (due.ended_at or due.paused_since or now) < late_from:
            continue
        yield _of_case(case, TriggerKind.OVERDUE, MatterKind.DELAY, due.due_at, f"due:{due.id}")


def _reopened(triggers: Triggers, since: datetime, _now: datetime) -> Iterator[Found]:
    for event, case in _events("case.reopened", since):
        facts = event.facts
        if facts.get("why") in DISSATISFIED and int(facts.get("round", 0)) >= triggers.reopened_round:
            yield _of_case(case, TriggerKind.REOPENED, MatterKind.PERFUNCTORY, event.at, f"event:{event.id}")


def _risen(_triggers: Triggers, since: datetime, _now: datetime) -> Iterator[Found]:
    for event, case in _events("case.triaged", since, poorly=True):
        changed = event.facts.get("changed", {})
        before = changed.get("owner_id", [case.owner_id])[0]
        department = changed.get("lead_department_id", [case.lead_department_id])[0]
        yield Found(
            source=TriggerKind.GRADE_RISE,
            kind=MatterKind.WRONG_HANDLING,
            about=case.audit_name,
            conduct_on=local_day(event.at),
            evidence=(f"event:{event.id}",),
            dedupe=f"grade_rise:event:{event.id}",
            person_id=before,
            department_id=department,
            case_id=case.id,
        )


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


def _of_case(case: Case, source: TriggerKind, kind: MatterKind, at: datetime, evidence: str) -> Found:
    return Found(
        source=source,
        kind=kind,
        about=case.audit_name,
        conduct_on=local_day(at),
        evidence=(evidence,),
        dedupe=f"{source.value}:{evidence}",
        person_id=case.owner_id,
        department_id=case.lead_department_id,
        case_id=case.id,
    )
