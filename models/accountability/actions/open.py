"""A candidate becomes a matter (A-02, A-03)."""

from dataclasses import dataclass
from datetime import datetime

from models.accountability.actions.audience import acting, tell
from models.accountability.actions.candidates import check_open, close
from models.accountability.actions.clocks import start
from models.accountability.actions.guard import said
from models.accountability.queries.due_people import concern_of_candidate, free_for
from models.accountability.rules.measures import shows_conduct
from models.accountability.rules.separation import bar, line_of
from models.accountability.tables import Matter, MatterCandidate, MatterEvidence
from models.accountability.words import CandidateState, Duty, EvidenceKind, MatterKind, Step, TriggerKind
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.actions import record
from models.ids import random_code
from models.people.queries import department_on, organisation_on
from models.people.tables import Staff
from models.rulebook.queries import rulebook_at


@dataclass(frozen=True)
class MatterDraft:
    """What is opened: whom it is about, of what kind, what is said to have happened, and what else shows it
    beside the candidate's own evidence."""

    person: Staff
    kind: MatterKind
    facts: str
    evidence: str = ""


def open_matter(candidate: MatterCandidate, draft: MatterDraft, *, by: Staff, now: datetime) -> Matter:
    """Opens a matter about one person, with the candidate's evidence; the clock of the notice starts.

    An answer to a survey alone opens nothing (A-05). Keeps the rulebook in force and who stood over and
    under the person on the day of the conduct. Records matter.opened and candidate.opened. Raises
    NotAllowed, WrongState, Invalid: "required", "another_person" where the candidate names somebody else,
    "not_here_then", "only_surveys".
    """
    check_open(candidate, by=by, now=now)
    day = local_day(now)
    if candidate.person_id is not None and candidate.person_id != draft.person.id:
        raise Invalid("person", "another_person")
    concern = concern_of_candidate(candidate, draft.person.id, day)
    if by.id not in free_for(Duty.OPEN, concern, day):
        why = bar(Duty.OPEN, by.id, concern)
        raise NotAllowed(f"matter_{why.value}" if why else "permission")
    department_id = department_on(draft.person.id, candidate.conduct_on)
    if department_id is None:
        raise Invalid("person", "not_here_then")
    facts = said("facts", draft.facts)
    evidence = [
        MatterEvidence(kind=_kind(candidate), name=name, text="", by_id=by.id, at=now)
        for name in candidate.evidence
    ]
    if candidate.text:
        evidence.append(
            MatterEvidence(kind=EvidenceKind.DOCUMENT, name="", text=candidate.text, by_id=by.id, at=now)
        )
    if draft.evidence.strip():
        evidence.append(
            MatterEvidence(
                kind=EvidenceKind.DOCUMENT, name="", text=draft.evidence.strip(), by_id=by.id, at=now
            )
        )
    if not shows_conduct(each.kind for each in evidence):
        raise Invalid("evidence", "only_surveys")
    matter = Matter(
        number=random_code(18),
        kind=draft.kind,
        person=draft.person,
        department_id=department_id,
        candidate_id=candidate.id,
        case_id=candidate.case_id,
        conduct_on=candidate.conduct_on,
        facts=facts,
        line=sorted(line_of(draft.person.id, organisation_on(candidate.conduct_on))),
        reporter_id=candidate.reporter_id,
        rulebook_id=rulebook_at(now).id,
        opened_by=by,
        opened_at=now,
        evidence=evidence,
        investigators=[],
        proposals=[],
        files=[],
        finding=None,
        decision=None,
        delivery=None,
    )
    db.session.add(matter)
    db.session.flush()
    matter.number = f"M{day.year}-{matter.id:04}"
    close(candidate, CandidateState.OPENED, by=by, now=now)
    start(Step.NOTICE, matter, now=now)
    record("candidate.opened", candidate, by=by, now=now, matter=matter.number)
    record("matter.opened", matter, by=by, now=now, matter_kind=draft.kind, candidate=candidate.id)
    tell(acting(matter, now=now), "matter_opened", matter, now=now, but=by.id)
    return matter


def _kind(candidate: MatterCandidate) -> EvidenceKind:
    """What the candidate's own evidence is: that of a dissatisfied answer is the answer (A-05)."""
    if candidate.source is TriggerKind.REOPENED:
        return EvidenceKind.SURVEY
    return EvidenceKind.INSPECTION if candidate.source is TriggerKind.INSPECTION else EvidenceKind.EVENT
