"""The person appeals, and somebody new hears it; nothing becomes heavier (A-03)."""

from collections.abc import Sequence
from datetime import datetime

from models.accountability.actions.audience import acting, office, tell
from models.accountability.actions.clocks import move
from models.accountability.actions.guard import enter, said
from models.accountability.actions.paper import put_on_paper, take_back_decision
from models.accountability.queries.matters import decided_measures
from models.accountability.rules.due_process import Verb
from models.accountability.rules.measures import MeasureDraft, lighter
from models.accountability.tables import Appeal, Matter, MatterFile, Measure, Proposal
from models.accountability.words import AppealOutcome, FilePart
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.files.tables import StoredFile
from models.papers.document import NoticeFacts
from models.papers.words import PaperKind
from models.people.tables import Staff


def appeal(
    matter: Matter, text: str, files: Sequence[StoredFile] = (), *, by: Staff, now: datetime, seen: int | None
) -> Matter:
    """The person's appeal, once; the clock of the hearing starts. Records matter.appealed. Raises as every
    verb does, and Invalid without words."""
    text = said("text", text)
    matter = enter(Verb.APPEAL, matter, by=by, now=now, seen=seen)
    matter.appeal = Appeal(text=text, at=now)
    matter.files.extend(MatterFile(part=FilePart.APPEAL, file=file) for file in files)
    db.session.flush()
    move(matter, by=by, now=now)
    record("matter.appealed", matter, by=by, now=now, files=len(files))
    tell(acting(matter, now=now) | office(matter, now=now), "matter_appealed", matter, now=now)
    return matter


def hear(
    matter: Matter,
    outcome: AppealOutcome,
    reason: str,
    *,
    kept: Sequence[MeasureDraft] = (),
    paper: NoticeFacts | None = None,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> Matter:
    """Somebody who had no part decides on the appeal, and the matter is final.

    With a lighter outcome holds what is `kept`: some of the measures, as they were or with less of them, or a
    warning in the place of something heavier. A reversal keeps none. What is not kept as it was is struck,
    and does not count as repetition any more where nothing is left. A decision that does not stand as it was
    is withdrawn, with the correction in its place. Records matter.heard. Raises as every verb does,
    Invalid without a reason, and "not_lighter" where what is kept is nothing, the same, or heavier anywhere.
    """
    reason = said("reason", reason)
    matter = enter(Verb.HEAR, matter, by=by, now=now, seen=seen)
    proposal = matter.proposal
    made = matter.appeal
    assert proposal is not None, "an appeal follows a decision"
    assert made is not None, "an appeal is heard after it was made"
    before = decided_measures(proposal)
    if outcome is AppealOutcome.LIGHTER and not lighter(before, kept):
        raise Invalid("kept", "not_lighter")
    stays = {AppealOutcome.STANDS: before, AppealOutcome.LIGHTER: kept, AppealOutcome.REVERSED: ()}[outcome]
    made.heard_by_id, made.heard_at, made.outcome, made.reason = by.id, now, outcome, reason
    matter.ended_by_id, matter.ended_at = by.id, now
    db.session.flush()
    struck = _strike(proposal, stays, now)
    db.session.flush()
    move(matter, by=by, now=now)
    stands = outcome is AppealOutcome.STANDS
    made_paper = put_on_paper(
        PaperKind.APPEAL_OUTCOME if stands else PaperKind.CORRECTION, matter, paper, by=by, now=now
    )
    if not stands:
        take_back_decision(matter, made_paper, by=by, now=now)
    record(
        "matter.heard",
        matter,
        by=by,
        now=now,
        appeal_outcome=outcome,
        struck=[each.kind for each in struck],
        measures=[each.kind for each in stays],
    )
    tell({matter.person_id} | office(matter, now=now), "matter_heard", matter, now=now, but=by.id)
    return matter


def _strike(proposal: Proposal, stays: Sequence[MeasureDraft], now: datetime) -> list[Measure]:
    """Strikes what does not stay as it was decided, and puts what is lighter in its place."""
    before = decided_measures(proposal)
    struck = [each for each, was in zip(proposal.measures, before, strict=True) if was not in stays]
    for each in struck:
        each.struck_at = now
    db.session.flush()
    proposal.measures.extend(
        Measure(kind=each.kind, amount=each.amount, months=each.months, outside=False, lightened_at=now)
        for each in stays
        if each not in before
    )
    return struck
