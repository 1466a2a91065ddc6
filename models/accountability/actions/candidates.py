"""Candidates: found by the job once each, reported by somebody, dismissed with a reason (A-02)."""

from dataclasses import dataclass
from datetime import date, datetime

from models.accountability.actions.audience import acting, tell
from models.accountability.actions.clocks import end, start
from models.accountability.queries.candidates import opens
from models.accountability.queries.triggers import Found
from models.accountability.rules.separation import line_of
from models.accountability.tables import MatterCandidate
from models.accountability.words import CandidateState, MatterKind, Step, StepEnding, TriggerKind
from models.clock import local_day
from models.db import db, inserted_id
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, record
from models.ids import random_code
from models.people.queries import organisation_on
from models.people.tables import Staff
from models.permissions import Permission

CandidateDraft = Found
"""What is found: other areas hand theirs to `note_candidate`."""


@dataclass(frozen=True)
class Report:
    """What somebody reports of a colleague: who, what, when, in their own words."""

    person: Staff
    kind: MatterKind
    conduct_on: date
    text: str
    case_id: int | None = None


def note_candidate(draft: Found, *, now: datetime) -> MatterCandidate | None:
    """Notes a candidate once, starts the clock of deciding on it, and tells who decides.

    Records candidate.found, which never says who reported it: many read the trail who have no part in the
    matter, and it stays for good; the candidate itself says it to those who decide (A-04, X-03). Returns
    None where its `dedupe` is known already.
    """
    line: list[int] = []
    if draft.person_id is not None:
        line = sorted(line_of(draft.person_id, organisation_on(draft.conduct_on)))
    candidate_id = inserted_id(
        MatterCandidate,
        source=draft.source,
        kind=draft.kind,
        about=draft.about,
        case_id=draft.case_id,
        person_id=draft.person_id,
        department_id=draft.department_id,
        conduct_on=draft.conduct_on,
        text=draft.text,
        evidence=list(draft.evidence),
        line=line,
        reporter_id=draft.reporter_id,
        found_at=now,
        dedupe=draft.dedupe,
        state=CandidateState.OPEN,
        reason="",
    )
    if candidate_id is None:
        return None
    candidate = db.session.get_one(MatterCandidate, candidate_id)
    start(Step.CANDIDATE, candidate, now=now)
    record("candidate.found", candidate, by=SYSTEM, now=now, trigger=draft.source, about=draft.about)
    tell(acting(candidate, now=now), "candidate_found", candidate, now=now)
    return candidate


def report_conduct(report: Report, *, by: Staff, now: datetime) -> MatterCandidate:
    """Somebody reports conduct by hand; it waits as a candidate like any other, and its reporter has no
    part in it from then on (A-04). Raises NotAllowed, and Invalid: "required", "future"."""
    if not by.may(Permission.MATTER_REPORT):
        raise NotAllowed("permission")
    if not report.text.strip():
        raise Invalid("text", "required")
    if report.conduct_on > local_day(now):
        raise Invalid("conduct_on", "future")
    if not report.person.works_on(report.conduct_on):
        raise Invalid("person", "not_here_then")
    candidate = note_candidate(
        Found(
            source=TriggerKind.BY_HAND,
            kind=report.kind,
            about=report.person.audit_name,
            conduct_on=report.conduct_on,
            evidence=(),
            dedupe=f"by_hand:{random_code(16)}",
            person_id=report.person.id,
            case_id=report.case_id,
            reporter_id=by.id,
            text=report.text.strip(),
        ),
        now=now,
    )
    assert candidate is not None, "a random name is new"
    return candidate


def dismiss_candidate(
    candidate: MatterCandidate, reason: str, *, by: Staff, now: datetime
) -> MatterCandidate:
    """Nothing comes of it, for a reason. Records candidate.dismissed. Raises NotAllowed, WrongState,
    Invalid."""
    check_open(candidate, by=by, now=now)
    if not reason.strip():
        raise Invalid("reason", "required")
    candidate.reason = reason.strip()
    close(candidate, CandidateState.DISMISSED, by=by, now=now)
    record("candidate.dismissed", candidate, by=by, now=now, reason=reason.strip())
    return candidate


def check_open(candidate: MatterCandidate, *, by: Staff, now: datetime) -> None:
    """Raises WrongState for one that is decided, NotAllowed for who may not decide on it."""
    db.session.refresh(candidate, ["state"], with_for_update=True)
    if not candidate.open:
        raise WrongState("candidate", candidate.state.value)
    if not opens(by, candidate, local_day(now)):
        raise NotAllowed("permission")


def close(candidate: MatterCandidate, state: CandidateState, *, by: Staff, now: datetime) -> None:
    """Ends a candidate and its clock."""
    candidate.state, candidate.ended_by_id, candidate.ended_at = state, by.id, now
    end(candidate, StepEnding.MET, by=by, now=now)
