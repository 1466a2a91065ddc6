"""Somebody investigates: named, gathers evidence, comes to an end (A-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.accountability.actions.audience import tell
from models.accountability.actions.clocks import move
from models.accountability.actions.guard import check_duty, enter, said
from models.accountability.queries.due_people import concern_of, free_for
from models.accountability.rules.due_process import GATHERED_IN, Verb, names_investigator
from models.accountability.rules.separation import bar
from models.accountability.tables import Matter, MatterEvidence, MatterFile
from models.accountability.words import Duty, EvidenceKind, FilePart
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.files.tables import StoredFile
from models.people.tables import Staff


@dataclass(frozen=True)
class EvidenceDraft:
    """A piece of evidence in words, with its files."""

    kind: EvidenceKind
    text: str
    files: Sequence[StoredFile] = ()


def name_investigator(
    matter: Matter, investigator: Staff, *, by: Staff, now: datetime, seen: int | None
) -> Matter:
    """Names who investigates, of those whom separation leaves (A-04); they are told, and so is who is
    replaced: their part is over. When the investigation is over, only in the place of somebody who has left,
    or is kept from it by now.

    Records matter.investigator_named. Raises NotAllowed, WrongState, Stale, Invalid with the reason why
    somebody is kept from it, or "may_not".
    """
    matter = check_duty(Duty.OPEN, matter, by=by, now=now, seen=seen)
    day = local_day(now)
    concern = concern_of(matter, day)
    free = free_for(Duty.INVESTIGATE, concern, day)
    if not names_investigator(matter.state, free=matter.investigator_id in free):
        raise WrongState("matter_investigator", matter.state.value)
    if investigator.id not in free:
        why = bar(Duty.INVESTIGATE, investigator.id, concern)
        raise Invalid("investigator", f"matter_{why.value}" if why else "may_not")
    before = matter.investigator_id
    matter.investigator = investigator
    matter.investigators = sorted({*matter.investigators, investigator.id})
    db.session.flush()
    record("matter.investigator_named", matter, by=by, now=now, investigator=investigator.id)
    tell([investigator.id], "matter_investigator", matter, now=now, but=by.id)
    if before is not None and before != investigator.id:
        tell([before], "matter_relieved", matter, now=now, but=by.id)
    return matter


def add_evidence(
    matter: Matter, draft: EvidenceDraft, *, by: Staff, now: datetime, seen: int | None
) -> Matter:
    """The investigator adds evidence; the person sees it too. Records matter.evidence_added. Raises
    NotAllowed for anybody else, WrongState, Stale, Invalid without words."""
    text = said("text", draft.text)
    matter = check_duty(Duty.INVESTIGATE, matter, by=by, now=now, seen=seen)
    if matter.investigator_id != by.id:
        raise NotAllowed("permission")
    if matter.state not in GATHERED_IN:
        raise WrongState("matter_evidence", matter.state.value)
    matter.evidence.append(MatterEvidence(kind=draft.kind, name="", text=text, by_id=by.id, at=now))
    matter.files.extend(MatterFile(part=FilePart.EVIDENCE, file=file) for file in draft.files)
    matter.touch()
    db.session.flush()
    record("matter.evidence_added", matter, by=by, now=now, evidence_kind=draft.kind, files=len(draft.files))
    return matter


def close_investigation(matter: Matter, text: str, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """What the investigation came to; the clock of the finding starts. Records matter.investigated.
    Raises as every verb does, and Invalid without words."""
    text = said("text", text)
    matter = enter(Verb.CLOSE_INVESTIGATION, matter, by=by, now=now, seen=seen)
    matter.investigation = text
    db.session.flush()
    move(matter, by=by, now=now)
    record("matter.investigated", matter, by=by, now=now)
    return matter
