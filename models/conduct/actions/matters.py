"""Steps of a matter that money and points hang on, each with its effect: none goes without it (C-03)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from models.accountability import actions
from models.accountability.actions import ProposalDraft
from models.accountability.rules.measures import MeasureDraft
from models.accountability.tables import Matter
from models.accountability.words import AppealOutcome
from models.clock import local_day
from models.conduct.actions.penalties import carry_out, take_back
from models.conduct.queries.payroll import wage_on
from models.papers.document import NoticeFacts
from models.people.tables import Staff


def propose_measures(
    matter: Matter, draft: ProposalDraft, *, by: Staff, now: datetime, seen: int | None
) -> Matter:
    """As `accountability.actions.propose`; the wage in HR's books, in fen a month, goes before what the
    investigator typed, and so does its region."""
    known = wage_on(matter.person_id, local_day(now))
    if known is not None:
        draft = replace(draft, wage_fen=known.fen, region=known.region)
    return actions.propose(matter, draft, by=by, now=now, seen=seen)


def acknowledge_decision(matter: Matter, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """The person has the decision, and its measures take effect. Records and raises as `acknowledge` and
    `carry_out` do."""
    delivered = actions.acknowledge(matter, by=by, now=now, seen=seen)
    carry_out(delivered, by=by, now=now)
    return delivered


def record_refusal(matter: Matter, witness: Staff, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """The person did not take the decision before a witness, and its measures take effect. Records and
    raises as `deliver_refused` and `carry_out` do."""
    delivered = actions.deliver_refused(matter, witness, by=by, now=now, seen=seen)
    carry_out(delivered, by=by, now=now)
    return delivered


def hear_appeal(
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
    """The appeal is decided on; what it strikes is taken back, and what it puts in the place of that takes
    effect. Records and raises as `hear`, `take_back` and `carry_out` do."""
    heard = actions.hear(matter, outcome, reason, kept=kept, paper=paper, by=by, now=now, seen=seen)
    take_back(heard, reason, by=by, now=now)
    carry_out(heard, by=by, now=now)
    return heard
