"""The person appeals, and somebody new hears it; nothing becomes heavier (A-03)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from models.accountability.actions.audience import acting, office, tell
from models.accountability.actions.clocks import move
from models.accountability.actions.guard import enter, said
from models.accountability.actions.paper import put_on_paper, take_back_decision
from models.accountability.rules.due_process import Verb
from models.accountability.rules.measures import MeasureDraft, lighter
from models.accountability.tables import Appeal, Matter, MatterFile
from models.accountability.words import AppealOutcome, FilePart, MeasureKind
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
    kept: Collection[MeasureKind] = (),
    paper: NoticeFacts | None = None,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> Matter:
    """Somebody who had no part decides on the appeal, and the matter is final.

    A lighter outcome keeps some of the measures, a reversal none; what is not kept is struck, and does not
    count as repetition any more where nothing is left. A decision that does not stand as it was is
    withdrawn, with the correction in its place. Records matter.heard. Raises as every verb does,
    Invalid without a reason, and "not_lighter" where all or other measures would be kept, or none.
    """
    reason = said("reason", reason)
    matter = enter(Verb.HEAR, matter, by=by, now=now, seen=seen)
    proposal = matter.proposal
    made = matter.appeal
    assert proposal is not None, "an appeal follows a decision"
    assert made is not None, "an appeal is heard after it was made"
    before = [MeasureDraft(each.kind, each.amount, each.months) for each in proposal.measures]
    if outcome is AppealOutcome.LIGHTER and not (
        kept and lighter(before, kept) and set(kept) <= {each.kind for each in before}
    ):
        raise Invalid("kept", "not_lighter")
    holding = {each.kind for each in before} if outcome is AppealOutcome.STANDS else set(kept)
    if outcome is AppealOutcome.REVERSED:
        holding = set()
    struck = [each for each in proposal.measures if each.kind not in holding]
    for each in struck:
        each.struck_at = now
    made.heard_by_id, made.heard_at, made.outcome, made.reason = by.id, now, outcome, reason
    matter.ended_by_id, matter.ended_at = by.id, now
    db.session.flush()
    move(matter, by=by, now=now)
    stands = outcome is AppealOutcome.STANDS
    made_paper = put_on_paper(
        PaperKind.APPEAL_OUTCOME if stands else PaperKind.CORRECTION, matter, paper, by=by, now=now
    )
    if not stands:
        take_back_decision(matter, made_paper, by=by, now=now)
    record(
        "matter.heard", matter, by=by, now=now, appeal_outcome=outcome, struck=[each.kind for each in struck]
    )
    tell({matter.person_id} | office(matter, now=now), "matter_heard", matter, now=now, but=by.id)
    return matter
