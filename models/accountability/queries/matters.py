"""Matters: one, lists, and what was decided about a person before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from models.accountability.queries.due_people import Standing, standing
from models.accountability.rules.measures import FROM_WAGES, MeasureDraft, months_begun
from models.accountability.tables import Decision, Finding, Matter, MatterFile, Measure, Proposal
from models.accountability.words import ENDED, MatterState, Outcome
from models.clock import local_day
from models.db import db
from models.people.tables import Staff
from models.permissions import Permission

LISTED = 200


def find(staff: Staff, number: str, day: date) -> Matter | None:
    """A matter with all its rows, for the person concerned and whoever has or may have a part; else None."""
    found = db.session.scalars(select(Matter).where(Matter.number == number).options(*_whole())).first()
    return found if found is not None and standing(found, staff, day).reads else None


def held(matter: Matter) -> Matter:
    """The matter as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = select(Matter).where(Matter.id == matter.id).options(*_whole())
    return db.session.scalars(rows.with_for_update(of=Matter).execution_options(populate_existing=True)).one()


def whole(matter_id: int) -> Matter | None:
    """A matter with all its rows, for jobs."""
    return db.session.scalars(select(Matter).where(Matter.id == matter_id).options(*_whole())).first()


def decided_measures(proposal: Proposal) -> list[MeasureDraft]:
    """The measures of a proposal as they were decided, before any appeal."""
    decided = [each for each in proposal.measures if each.lightened_at is None]
    return [MeasureDraft(each.kind, each.amount, each.months) for each in decided]


def appealed_measures(number: str) -> list[MeasureDraft]:
    """What a decision that is appealed against took, by the number of its matter; nothing where it waits for
    no hearing."""
    found = select(Matter).where(Matter.number == number, Matter.state == MatterState.APPEALED)
    matter = db.session.scalars(found.options(selectinload(Matter.proposals))).one_or_none()
    return decided_measures(matter.proposal) if matter is not None and matter.proposal is not None else []


def listing(staff: Staff, day: date, *, open_only: bool) -> list[tuple[Matter, Standing]]:
    """The matters that somebody has or may have a part in, the latest first, with how they stand to each;
    never their own."""
    if not reads_matters(staff):
        return []
    found = select(Matter).where(Matter.person_id != staff.id)
    if not staff.may(Permission.MATTER_READ):
        found = found.where(Matter.investigator_id == staff.id)
    if open_only:
        found = found.where(Matter.state.not_in(ENDED))
    rows = _rows(found.order_by(Matter.opened_at.desc(), Matter.id.desc()).limit(LISTED))
    stood = [(matter, standing(matter, staff, day)) for matter in rows]
    return [(matter, stands) for matter, stands in stood if stands.reads]


@dataclass(frozen=True)
class Turns:
    """How many matters of others wait for somebody, and by when the first of them is due."""

    n: int = 0
    due_at: datetime | None = None


def turns(staff: Staff, day: date) -> Turns:
    """The open matters whose next step is this person's: to notify, investigate, find, decide, deliver or
    hear (M-02). No query for who reads no matter of others; else a fixed number, as the list takes."""
    mine = [matter for matter, stands in listing(staff, day, open_only=True) if stands.turn]
    times = [step.due_at for matter in mine for step in matter.steps if step.running]
    return Turns(len(mine), min(times, default=None))


def about_case(case_id: int, besides: Staff) -> Sequence[Matter]:
    """The matters about what was done in a case, but for those about one person."""
    return _rows(select(Matter).where(Matter.case_id == case_id, Matter.person_id != besides.id))


def reads_matters(staff: Staff) -> bool:
    """Whether matters of others are shown to this person at all."""
    return staff.may(Permission.MATTER_READ) or staff.may(Permission.MATTER_INVESTIGATE)


def own_matters(staff: Staff) -> Sequence[Matter]:
    """The matters about somebody, from the notice on: the latest first."""
    found = select(Matter).where(Matter.person_id == staff.id, Matter.notified_at.is_not(None))
    return _rows(found.order_by(Matter.opened_at.desc(), Matter.id.desc()).limit(LISTED))


def waiting_for_word(staff: Staff) -> Sequence[Matter]:
    """The matters about somebody in which their word is next: a statement, or that they have the decision.
    With their steps, the oldest first. None for most people, in one query."""
    found = select(Matter).where(
        Matter.person_id == staff.id, Matter.state.in_((MatterState.NOTIFIED, MatterState.DECIDED))
    )
    return db.session.scalars(found.options(selectinload(Matter.steps)).order_by(Matter.opened_at)).all()


def times_before(person_id: int, since: date, before: Matter) -> int:
    """How often conduct of this person was upheld, at least partly, in other matters that were decided from
    a day on and hold: reversed ones do not count, nor conduct of a later day than that of `before` (C-03)."""
    holds = select(Measure.id).where(Measure.proposal_id == Decision.proposal_id, Measure.struck_at.is_(None))
    found = (
        select(func.count(Matter.id))
        .join(Finding, Finding.matter_id == Matter.id)
        .join(Decision, Decision.matter_id == Matter.id)
        .where(
            Matter.person_id == person_id,
            Matter.id != before.id,
            Matter.conduct_on <= before.conduct_on,
            Matter.state.in_(
                (MatterState.DECIDED, MatterState.DELIVERED, MatterState.APPEALED, MatterState.FINAL)
            ),
            Finding.outcome != Outcome.NOT_UPHELD,
            Decision.at >= datetime.combine(since, datetime.min.time(), before.opened_at.tzinfo),
            holds.exists(),
        )
    )
    return db.session.scalar(found) or 0


def deducted_in_month(person_id: int, since: datetime, until: datetime, besides: Matter) -> int:
    """What decisions take from the person's wages in a month, in fen: those of the month, and earlier pay
    cuts that still run."""
    found = (
        select(Measure.amount, Measure.months, Decision.at)
        .join(Proposal, Proposal.id == Measure.proposal_id)
        .join(Decision, Decision.proposal_id == Proposal.id)
        .join(Matter, Matter.id == Decision.matter_id)
        .where(
            Matter.person_id == person_id,
            Matter.id != besides.id,
            Measure.kind.in_(FROM_WAGES),
            Measure.struck_at.is_(None),
            or_(Decision.at >= since, Measure.months > 1),
            Decision.at < until,
        )
    )
    return sum(
        fen or 0
        for fen, months, at in db.session.execute(found)
        if months_begun(local_day(at), local_day(until)) <= (months or 1)
    )


def _rows(found: Select[Matter]) -> Sequence[Matter]:
    return db.session.scalars(found.options(*_whole())).all()


def _whole() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    people = (Matter.person, Matter.opened_by, Matter.investigator)
    return [
        *(joinedload(each).options(*quiet) for each in people),
        joinedload(Matter.department),
        joinedload(Matter.case),
        joinedload(Matter.statement),
        joinedload(Matter.finding),
        joinedload(Matter.decision),
        joinedload(Matter.delivery),
        joinedload(Matter.appeal),
        selectinload(Matter.steps),
        selectinload(Matter.evidence),
        selectinload(Matter.files).joinedload(MatterFile.file),
        selectinload(Matter.proposals),
    ]
