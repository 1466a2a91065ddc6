"""Findings are written down item by item, and sent to the department (Q-03)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.files.tables import StoredFile
from models.inspection.actions.audience import heads_of, tell
from models.inspection.rules.scoring import Result, Scored, result
from models.inspection.words import Mark
from models.people.tables import Staff
from models.rulebook.queries import rules_at, rules_of
from models.supervision.actions.attach import attach
from models.supervision.actions.guard import enter
from models.supervision.queries import held
from models.supervision.tables import DepartmentFinding, DepartmentInspection
from models.supervision.words import FilePart, InspectionState, Step

FAULTS = (Mark.PARTLY, Mark.NOT_MET)


@dataclass(frozen=True)
class FindingDraft:
    """How an item was found, what is missing, where it shows, and what is to be put right."""

    mark: Mark
    note: str = ""
    evidence: str = ""
    remedy: str = ""


def record_findings(
    inspection: DepartmentInspection,
    drafts: Mapping[int, FindingDraft],
    files: Collection[StoredFile] = (),
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> DepartmentInspection:
    """Keeps what was found so far, by the ids of items, and the files that show it: items not among `drafts`
    are still to be looked at, files not among `files` are taken off. It is under way from the first on.

    Records supervision_inspection.recorded. Raises NotAllowed for who is not of the team, WrongState, Stale
    where another of the team was quicker; Invalid: ("notes", "required") for a fault that says nothing,
    ("marks", "unknown") for an item of another checklist.
    """
    found = enter(Step.RECORD, inspection, by=by, now=now, seen=seen)
    if not drafts.keys() <= {item.id for item in found.checklist.items}:
        raise Invalid("marks", "unknown")
    if any(each.mark in FAULTS and not each.note.strip() for each in drafts.values()):
        raise Invalid("notes", "required")
    before = {each.item_id: each for each in found.findings}
    for item_id, draft in drafts.items():
        row = before.get(item_id) or DepartmentFinding(inspection_id=found.id, item_id=item_id)
        row.mark, row.note, row.evidence = draft.mark, draft.note.strip(), draft.evidence.strip()
        row.remedy = draft.remedy.strip() if draft.mark in FAULTS else ""
        db.session.add(row)
    for item_id in before.keys() - drafts.keys():
        db.session.delete(before[item_id])
    found.state = InspectionState.UNDER_WAY
    found.touch()
    attach(found, FilePart.FINDINGS, files)
    record("supervision_inspection.recorded", found, by=by, now=now, files=len(files))
    return held(found)


def send_findings(
    inspection: DepartmentInspection, *, by: Staff, now: datetime, seen: int | None
) -> DepartmentInspection:
    """Sends the findings to the department, whose head answers within the rulebook's time; heads are told.
    The result is that of `models.inspection.rules.scoring`, by the rulebook of the plan.

    Records supervision_inspection.sent. Raises NotAllowed for all but its leader, WrongState, Stale; Invalid:
    ("marks", "required") where an item was not looked at, ("remedy", "required") for an item that is not met
    and nothing is to be put right, ("marks", "nothing_scored").
    """
    found = enter(Step.SEND, inspection, by=by, now=now, seen=seen)
    if len(found.findings) < len(found.checklist.items):
        raise Invalid("marks", "required")
    if any(each.mark is Mark.NOT_MET and not each.remedy for each in found.findings):
        raise Invalid("remedy", "required")
    outcome = result_of(found)
    rules = rules_at(now)
    due_at = rules.promise(rules.inspections.department_answer, now).due_at
    found.percent, found.passed, found.killed = outcome
    found.sent_at, found.answer_due_at = now, due_at
    found.state, found.reminded_at = InspectionState.ANSWERING, None
    db.session.flush()
    record(
        "supervision_inspection.sent", found, by=by, now=now, percent=outcome.percent, passed=outcome.passed,
        killed=outcome.killed,
    )  # fmt: skip
    people = heads_of(found.department_id)[:2]
    tell(people, "supervision_sent", found, now=now, due_at=due_at.isoformat())
    return found


def result_of(inspection: DepartmentInspection) -> Result:
    """What the findings come to without those that were withdrawn. Raises Invalid where nothing applies."""
    scored = [
        Scored(
            each.item.weight,
            each.item.killer,
            Mark.NOT_APPLICABLE if each.withdrawn_because else each.mark,
        )
        for each in inspection.findings
    ]
    return result(scored, rules_of(inspection.rulebook_id).inspections.pass_percent)
