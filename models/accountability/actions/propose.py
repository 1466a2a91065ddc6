"""The measure that the investigator proposes, by the scale and the law (C-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import select

from models.accountability.actions.audience import acting, tell
from models.accountability.actions.clocks import move
from models.accountability.actions.finding import reckon_again
from models.accountability.actions.guard import enter
from models.accountability.queries.matters import deducted_in_month
from models.accountability.rules.due_process import Verb
from models.accountability.rules.measures import (
    MeasureDraft,
    check_law,
    check_measures,
    from_wages,
    row_for,
    within,
)
from models.accountability.tables import Matter, Measure, Proposal
from models.accountability.words import Decider, Severity
from models.clock import SHANGHAI, local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff
from models.rulebook.queries import conduct_at, conduct_of


@dataclass(frozen=True)
class ProposalDraft:
    """What is proposed; `wage_fen` and `region` only where something is taken from wages. `reason` says why
    the scale is left, or anything else."""

    measures: Sequence[MeasureDraft]
    reason: str = ""
    wage_fen: int | None = None
    region: str = ""


def propose(matter: Matter, draft: ProposalDraft, *, by: Staff, now: datetime, seen: int | None) -> Matter:
    """Proposes measures, none where nothing was found; who decides follows from severity and scale.

    Repetition is reckoned anew: an appeal may have been won since the finding. Outside the scale it needs a
    reason, and the leading group decides. What is taken from wages stays under the limits of the law of
    today, with what other decisions of the month take. Records matter.proposed. Raises as every verb does,
    and what `check_measures` and `check_law` raise; Invalid "outside_scale" without a reason.
    """
    matter = enter(Verb.PROPOSE, matter, by=by, now=now, seen=seen)
    finding, rules = matter.finding, conduct_of(matter.rulebook_id)
    assert finding is not None, "a finding is there before its measure"
    check_measures(draft.measures, upheld=finding.upheld)
    reckon_again(matter, rules)
    row = row_for(rules, matter.kind, finding.severity or Severity.MINOR, finding.times)
    outside = [each for each in draft.measures if not within(row, each)]
    if outside and not draft.reason.strip():
        raise Invalid("reason", "outside_scale")
    check_wages(matter, draft.measures, draft.wage_fen, draft.region, now=now)
    decider = rules.decider(finding.severity, outside=bool(outside)) if finding.severity else Decider.HR
    matter.proposals.append(
        Proposal(
            by_id=by.id,
            at=now,
            decider=decider,
            outside=bool(outside),
            reason=draft.reason.strip(),
            wage_fen=draft.wage_fen if from_wages(draft.measures) else None,
            region=draft.region if from_wages(draft.measures) else "",
            measures=[
                Measure(kind=each.kind, amount=each.amount, months=each.months, outside=each in outside)
                for each in draft.measures
            ],
        )
    )
    db.session.flush()
    move(matter, by=by, now=now)
    record(
        "matter.proposed",
        matter,
        by=by,
        now=now,
        measures=[each.kind for each in draft.measures],
        outside_scale=bool(outside),
        decider=decider,
    )
    tell(acting(matter, now=now), "matter_to_decide", matter, now=now)
    return matter


def check_wages(
    matter: Matter, measures: Sequence[MeasureDraft], wage_fen: int | None, region: str, *, now: datetime
) -> int | None:
    """The most that may still be taken from this month's wages, in fen; None where nothing is taken.

    Whoever decides on another matter of the person meanwhile waits. Raises as `check_law`.
    """
    taken = from_wages(measures)
    if taken:
        person = select(Staff.id).where(Staff.id == matter.person_id)
        db.session.execute(person.with_for_update(key_share=True))
    today = local_day(now)
    first = datetime.combine(today.replace(day=1), time(), SHANGHAI)
    following = (today.year + today.month // 12, today.month % 12 + 1)
    until = datetime(*following, 1, tzinfo=SHANGHAI)
    return check_law(
        conduct_at(now).legal,
        taken,
        already=deducted_in_month(matter.person_id, first, until, matter),
        wage_fen=wage_fen,
        region=region,
    )
