"""Which cases have kept personal data long enough, and what keeps others beyond their time (X-03)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from models.accountability.tables import Matter, MatterCandidate, MatterEvidence
from models.accountability.words import ENDED, CandidateState
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import ASKED, OVER, MemberState
from models.cases.tables import Case, DueTime, OutsideComplaint
from models.cases.words import Kind
from models.clock import end_of_day, local_day
from models.conduct.tables import Reward
from models.conduct.words import RewardState
from models.db import db
from models.improvement.tables import ImprovementItem, ImprovementVoice
from models.improvement.words import ItemState
from models.inspection.tables import Correction, Inspection, Objection
from models.inspection.words import CorrectionState, InspectionState
from models.personal.rules.periods import expires_on, months_before
from models.personal.tables import CaseHold
from models.personal.words import Keeps
from models.revisits.tables import OPEN_STATES, Revisit
from models.rulebook.document import RetentionRules
from models.rulebook.queries import retention_at
from models.support.tables import SupportRequest
from models.support.words import SupportState

SEVERE = 3
"""The grade of complaints with a period of their own."""
COUNTED = 10_000
"""What stays is counted up to here: a page must not read a million cases to say that there are many."""
STILL_ASKED = (MemberState.WAITING, MemberState.TO_CALL, *ASKED)
UNDONE = (ItemState.SUGGESTED, ItemState.OPEN)
ON_ITS_WAY = (RewardState.NOMINATED, RewardState.CHECKED, RewardState.APPROVED)
TO_CORRECT = (CorrectionState.ORDERED, CorrectionState.REPORTED)


def months_of(kind: Kind, grade: int | None, rules: RetentionRules) -> int:
    """How many months a case of a kind and grade keeps personal data after its closing."""
    if kind is not Kind.COMPLAINT:
        return rules.other_months
    return rules.severe_months if grade == SEVERE else rules.complaint_months


def due_on(case: Case, rules: RetentionRules) -> date | None:
    """The day on which the time of a case is over; none while it is open, and when its data went."""
    if case.closed_at is None or case.expired_at is not None:
        return None
    return expires_on(local_day(case.closed_at), months_of(case.kind, case.grade, rules))


def before(months: int, now: datetime, *, ahead: int = 0) -> datetime:
    """The moment before which something must have been for so many months to be over, today or in `ahead`
    days."""
    last = months_before(local_day(now) + timedelta(days=ahead), months)
    return end_of_day(now) - (local_day(now) - last)


def over(rules: RetentionRules, now: datetime, *, ahead: int = 0) -> ColumnElement[bool]:
    """SQL for "the time of this case is over", or will be in `ahead` days, whatever keeps it.

    Who was closed is closed still: a reopened case has no such moment. Its state is not asked, as a database
    would read all closed cases by it.
    """

    def closed(months: int) -> ColumnElement[bool]:
        return Case.closed_at < before(months, now, ahead=ahead)

    soonest = min(rules.complaint_months, rules.severe_months, rules.other_months)
    complaint = Case.kind == Kind.COMPLAINT
    severe = and_(complaint, Case.grade == SEVERE)
    return and_(
        Case.expired_at.is_(None),
        closed(soonest),
        or_(
            and_(severe, closed(rules.severe_months)),
            and_(complaint, Case.grade.is_distinct_from(SEVERE), closed(rules.complaint_months)),
            and_(Case.kind != Kind.COMPLAINT, closed(rules.other_months)),
        ),
    )


def _outside(_now: datetime) -> ColumnElement[bool]:
    asked = exists().where(OutsideComplaint.case_id == Case.id, OutsideComplaint.closed_on.is_(None))
    return or_(Case.outside_since.is_not(None), asked)


def _matter(_now: datetime) -> ColumnElement[bool]:
    """Also one that names the case among its evidence. What is decided and appealed against is not ended."""
    shows = (
        select(func.substr(MatterEvidence.name, len("case:") + 1))
        .join(Matter, Matter.id == MatterEvidence.matter_id)
        .where(Matter.state.not_in(ENDED), MatterEvidence.name.startswith("case:"))
    )
    return or_(
        exists().where(Matter.case_id == Case.id, Matter.state.not_in(ENDED)),
        exists().where(MatterCandidate.case_id == Case.id, MatterCandidate.state == CandidateState.OPEN),
        Case.number.in_(shows),
    )


def _improvement(_now: datetime) -> ColumnElement[bool]:
    return exists().where(
        ImprovementVoice.case_id == Case.id,
        ImprovementVoice.told_at.is_(None),
        ImprovementVoice.item_id == ImprovementItem.id,
        ImprovementItem.state.in_(UNDONE),
    )


def _survey(_now: datetime) -> ColumnElement[bool]:
    """By the case, or by its customer, who may have no case left that could be asked about."""
    asked = and_(
        CampaignMember.state.in_(STILL_ASKED),
        CampaignMember.campaign_id == Campaign.id,
        Campaign.state.not_in(OVER),
    )
    return or_(
        exists().where(Revisit.case_id == Case.id, Revisit.state.in_(OPEN_STATES)),
        exists().where(CampaignMember.case_id == Case.id, asked),
        exists().where(CampaignMember.customer_id == Case.customer_id, asked),
    )


def _work(_now: datetime) -> ColumnElement[bool]:
    inspected = Inspection.case_id == Case.id
    return or_(
        exists().where(inspected, Inspection.state == InspectionState.DRAWN),
        exists().where(inspected, Objection.inspection_id == Inspection.id, Objection.decided_at.is_(None)),
        exists().where(
            inspected, Inspection.correction_id == Correction.id, Correction.state.in_(TO_CORRECT)
        ),
        exists().where(SupportRequest.case_id == Case.id, SupportRequest.state == SupportState.ASKED),
        exists().where(Reward.case_id == Case.id, Reward.state.in_(ON_ITS_WAY)),
    )


def _merged(_now: datetime) -> ColumnElement[bool]:
    carrier = aliased(Case)
    return exists().where(carrier.id == Case.merged_into_id, carrier.expired_at.is_(None))


def _hold(now: datetime) -> ColumnElement[bool]:
    """Also one that was lifted within the days that administrators are given before data go the first time:
    whoever set it can set it anew."""
    lately = now - timedelta(days=retention_at(now).wait_days)
    holds = and_(CaseHold.lifted_at.is_(None), CaseHold.until >= local_day(now))
    return exists().where(CaseHold.case_id == Case.id, or_(holds, CaseHold.lifted_at > lately))


def _owed(_now: datetime) -> ColumnElement[bool]:
    return exists().where(DueTime.case_id == Case.id, DueTime.ended_at.is_(None))


KEPT_BY: Mapping[Keeps, Callable[[datetime], ColumnElement[bool]]] = {
    Keeps.HOLD: _hold,
    Keeps.OUTSIDE: _outside,
    Keeps.OWED: _owed,
    Keeps.MATTER: _matter,
    Keeps.IMPROVEMENT: _improvement,
    Keeps.SURVEY: _survey,
    Keeps.WORK: _work,
    Keeps.MERGED: _merged,
}
"""What keeps a case beyond its time. The hotline's reports are sealed, so none can be asked here: whoever
reads one has the case held (docs/decisions/0052-retention.md)."""


def nothing_keeps(now: datetime) -> list[ColumnElement[bool]]:
    """SQL for "and nothing keeps this case"."""
    return [not_(keeps(now)) for keeps in KEPT_BY.values()]


def kept_by(case: Case, now: datetime) -> list[Keeps]:
    """What keeps a case; nothing for most."""
    asked = select(*(keeps(now).label(name.value) for name, keeps in KEPT_BY.items()))
    row = db.session.execute(asked.select_from(Case).where(Case.id == case.id)).one()
    return [name for name, kept in zip(KEPT_BY, row, strict=True) if kept]


def expired_cases(rules: RetentionRules, now: datetime, *, limit: int) -> Sequence[tuple[int, int]]:
    """Cases that lose their personal data now, the longest closed first: their ids and their customers'."""
    found = select(Case.id, Case.customer_id).where(over(rules, now), *nothing_keeps(now))
    rows = db.session.execute(found.order_by(Case.closed_at, Case.id).limit(limit))
    return [(case_id, customer_id) for case_id, customer_id in rows]


def how_many_cases(rules: RetentionRules, now: datetime) -> int:
    """How many cases would lose their personal data now. Reads all of them: for the clock, once a week."""
    found = select(func.count()).select_from(Case).where(over(rules, now), *nothing_keeps(now))
    return db.session.scalar(found) or 0


def coming(rules: RetentionRules, now: datetime, *, days: int) -> Select[Case]:
    """Cases whose time is over, or will be within so many days, and that nothing keeps as of now; the longest
    closed first."""
    found = select(Case).where(over(rules, now, ahead=days), *nothing_keeps(now))
    return found.order_by(Case.closed_at, Case.id)


def how_many_coming(rules: RetentionRules, now: datetime, *, days: int) -> int:
    """How many these are, counted to one more than COUNTED."""
    some = coming(rules, now, days=days).with_only_columns(Case.id).limit(COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


@dataclass(frozen=True)
class Staying:
    """How many cases are past their time and stay, by reason; `more` where not all were looked at."""

    by_reason: Mapping[Keeps, int]
    more: bool


def staying(rules: RetentionRules, now: datetime) -> Staying:
    """What is past its time and stays, among the longest closed; a case may stay for several reasons.

    Once data go by night, what is past its time is what stays, and little else.
    """
    reasons = {name: keeps(now) for name, keeps in KEPT_BY.items()}
    columns = [keeps.label(name.value) for name, keeps in reasons.items()]
    oldest = select(Case.id).where(over(rules, now)).order_by(Case.closed_at, Case.id).limit(COUNTED + 1)
    ids = oldest.subquery()
    rows = db.session.execute(select(*columns).select_from(Case).where(Case.id.in_(select(ids.c.id)))).all()
    found = Counter(name for row in rows for name, kept in zip(reasons, row, strict=True) if kept)
    return Staying({name: found[name] for name in Keeps if found[name]}, len(rows) > COUNTED)
