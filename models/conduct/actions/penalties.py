"""Penalties take effect when a decision is delivered, and end when an appeal strikes them (C-03, C-04)."""

from datetime import datetime

from sqlalchemy import func, or_, select

from models.accountability.tables import Matter, Measure, Proposal
from models.accountability.words import MatterState, MeasureKind
from models.conduct.actions.book import book, reverse_all
from models.conduct.actions.talks import call_talk, drop_talk
from models.conduct.tables import Penalty
from models.conduct.words import EntryCause
from models.db import db, inserted_id
from models.events.actions import SYSTEM, Actor, record
from models.people.tables import Staff
from models.rulebook.document.conduct import OF_DEPARTMENTS

DELIVERED = (MatterState.DELIVERED, MatterState.APPEALED, MatterState.FINAL)


def carry_out(matter: Matter, *, by: Actor, now: datetime) -> list[Penalty]:
    """Puts every measure of a delivered decision in force, each once: points are taken at once, money with
    the next payroll, and a talk with the head of the department is called for. Returns what is new; none
    before the delivery. What an appeal made lighter counts from when the decision took effect, so that a pay
    cut ends no later than it would have.

    Records penalty.in_force, points.booked for points, and talk.called.
    """
    if matter.state not in DELIVERED:
        return []
    made = []
    for measure in _measures(matter):
        whole = measure.kind in OF_DEPARTMENTS
        number = inserted_id(
            Penalty,
            measure_id=measure.id,
            matter_id=matter.id,
            kind=measure.kind,
            staff_id=None if whole else matter.person_id,
            department_id=matter.department_id,
            amount=measure.amount,
            months=measure.months,
            effective_at=_since(matter, now) if measure.lightened_at else now,
        )
        if number is None:
            continue
        penalty = db.session.get_one(Penalty, number)
        made.append(penalty)
        record(
            "penalty.in_force",
            penalty,
            by=by,
            now=now,
            matter=matter.number,
            measure=measure.kind,
            staff=matter.person_id,
        )
        if measure.kind is MeasureKind.POINTS and measure.amount:
            person = db.session.get_one(Staff, matter.person_id)
            book(person, -measure.amount, cause=EntryCause.PENALTY, about=penalty, by=by, now=now)
        if measure.kind is MeasureKind.HEAD_TALK:
            call_talk(penalty, by=by, now=now)
    return made


def take_back(matter: Matter, reason: str, *, by: Actor, now: datetime) -> list[Penalty]:
    """Ends the penalties whose measure an appeal struck: points come back by entries of their own, money as a
    correction with the next payroll, and a talk that waits is dropped. Nothing is deleted. Returns what
    ended.

    Records penalty.reversed, points.reversed and talk.dropped. Raises Invalid without a reason.
    """
    found = select(Penalty).join(Measure, Measure.id == Penalty.measure_id)
    struck = found.where(
        Penalty.matter_id == matter.id, Penalty.reversed_at.is_(None), Measure.struck_at.is_not(None)
    )
    ended = db.session.scalars(struck.with_for_update(of=Penalty).order_by(Penalty.id)).all()
    for penalty in ended:
        penalty.reversed_at = now
        db.session.flush()
        record(
            "penalty.reversed",
            penalty,
            by=by,
            now=now,
            matter=matter.number,
            measure=penalty.kind,
            staff=matter.person_id,
        )
        reverse_all(penalty, reason, by=by, now=now)
        drop_talk(penalty, by=by, now=now)
    return list(ended)


def settle_penalties(matter_id: int, *, now: datetime) -> bool:
    """What the clock does for one matter that `matters_to_settle` names: both of the above."""
    matter = db.session.get(Matter, matter_id)
    if matter is None:
        return False
    made = carry_out(matter, by=SYSTEM, now=now)
    return bool(made or take_back(matter, APPEAL_WON, by=SYSTEM, now=now))


APPEAL_WON = "申诉成立"
"""Why the clock took points back: the ledger is the company's book, and in its language."""


def matters_to_settle(limit: int = 200) -> list[int]:
    """Matters with a measure that is not in force though delivered, or in force though struck."""
    in_force = select(Penalty.id).where(Penalty.measure_id == Measure.id)
    missing = Matter.state.in_(DELIVERED) & Measure.struck_at.is_(None) & ~in_force.exists()
    over = Measure.struck_at.is_not(None) & in_force.where(Penalty.reversed_at.is_(None)).exists()
    found = (
        select(Matter.id)
        .join(Proposal, Proposal.matter_id == Matter.id)
        .join(Measure, Measure.proposal_id == Proposal.id)
        .where(Proposal.returned_at.is_(None), or_(missing, over))
    )
    return list(db.session.scalars(found.distinct().order_by(Matter.id).limit(limit)))


def _since(matter: Matter, now: datetime) -> datetime:
    """When the decision of a matter took effect; now where it did not yet."""
    first = select(func.min(Penalty.effective_at)).where(Penalty.matter_id == matter.id)
    return db.session.scalar(first) or now


def _measures(matter: Matter) -> list[Measure]:
    """The measures of the proposal that was decided on."""
    found = (
        select(Measure)
        .join(Proposal, Proposal.id == Measure.proposal_id)
        .where(Proposal.matter_id == matter.id, Proposal.returned_at.is_(None), Measure.struck_at.is_(None))
    )
    return list(db.session.scalars(found.order_by(Measure.id)))
