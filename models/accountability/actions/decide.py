"""The decision, by another than the investigator (A-03, A-04)."""

from datetime import datetime

from models.accountability.actions.audience import acting, tell
from models.accountability.actions.clocks import move
from models.accountability.actions.finding import times_of
from models.accountability.actions.guard import enter, said
from models.accountability.actions.paper import put_on_paper
from models.accountability.actions.propose import check_wages
from models.accountability.rules.due_process import Verb
from models.accountability.rules.measures import MeasureDraft
from models.accountability.tables import Decision, Matter, Proposal
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.papers.document import NoticeFacts
from models.papers.words import PaperKind
from models.people.tables import Staff
from models.rulebook.queries import conduct_of


def decide(
    matter: Matter,
    text: str,
    *,
    paper: NoticeFacts | None = None,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> Matter:
    """Decides as was proposed, on paper; delivery is next. Records matter.decided.

    What changed since the proposal is looked at once more: other decisions, appeals that were won, the law,
    another month. Raises as every verb does, Invalid without words, as `check_wages`, and
    "repetition_changed": such a proposal is to be returned.
    """
    text = said("text", text)
    matter = enter(Verb.DECIDE, matter, by=by, now=now, seen=seen)
    proposal = matter.proposal
    assert proposal is not None, "nothing is decided before it is proposed"
    _check_still_right(matter, proposal, now=now)
    matter.decision = Decision(proposal_id=proposal.id, by_id=by.id, at=now, text=text)
    db.session.flush()
    move(matter, by=by, now=now)
    put_on_paper(PaperKind.DECISION, matter, paper, by=by, now=now)
    record("matter.decided", matter, by=by, now=now, measures=[each.kind for each in proposal.measures])
    tell(acting(matter, now=now) - {matter.person_id}, "matter_decided", matter, now=now, but=by.id)
    tell([matter.person_id], "matter_to_receive", matter, now=now)
    return matter


def _check_still_right(matter: Matter, proposal: Proposal, *, now: datetime) -> None:
    finding = matter.finding
    assert finding is not None, "a proposal follows a finding"
    if finding.upheld and times_of(matter, conduct_of(matter.rulebook_id)) != finding.times:
        raise Invalid("text", "repetition_changed")
    drafts = [MeasureDraft(each.kind, each.amount, each.months) for each in proposal.measures]
    try:
        check_wages(matter, drafts, proposal.wage_fen, proposal.region, now=now)
    except Invalid as fault:
        raise Invalid("text", fault.why) from fault


def return_proposal(matter: Matter, reason: str, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """Gives the proposal back with a reason; another one is to be made. Records matter.returned. Raises as
    every verb does, and Invalid without a reason."""
    reason = said("reason", reason)
    matter = enter(Verb.RETURN, matter, by=by, now=now, seen=seen)
    proposal = matter.proposal
    assert proposal is not None, "nothing is returned before it is proposed"
    proposal.returned_by_id, proposal.returned_at, proposal.returned_because = by.id, now, reason
    db.session.flush()
    move(matter, by=by, now=now)
    record("matter.returned", matter, by=by, now=now)
    tell(acting(matter, now=now), "matter_returned", matter, now=now)
    return matter
