"""Candidates that wait for a person, and what became of others (A-02)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.accountability.queries.due_people import concern_of_candidate, free_for
from models.accountability.rules.separation import bar
from models.accountability.tables import MatterCandidate
from models.accountability.words import CandidateState, Duty
from models.db import db
from models.people.tables import Staff
from models.permissions import Permission

LISTED = 300


def opens(staff: Staff, candidate: MatterCandidate, day: date) -> bool:
    """Whether somebody may open or dismiss a candidate (A-04)."""
    return staff.id in free_for(Duty.OPEN, concern_of_candidate(candidate, None, day), day)


def find_candidate(staff: Staff, candidate_id: int, day: date) -> MatterCandidate | None:
    """A candidate, for who may open it, and for those who read matters and are not kept from it."""
    rows = select(MatterCandidate).where(MatterCandidate.id == candidate_id).options(*_names())
    found = db.session.scalars(rows).first()
    return found if found is not None and sees_candidate(staff, found, day) else None


def candidates(staff: Staff, day: date, *, state: CandidateState) -> list[MatterCandidate]:
    """Candidates in a state that somebody may see, the oldest open one or the latest ended one first."""
    if not staff.may(Permission.MATTER_READ):
        return []
    order = MatterCandidate.id if state is CandidateState.OPEN else MatterCandidate.id.desc()
    rows = select(MatterCandidate).where(MatterCandidate.state == state).order_by(order).limit(LISTED)
    found: Sequence[MatterCandidate] = db.session.scalars(rows.options(*_names())).all()
    return [each for each in found if sees_candidate(staff, each, day)]


def sees_candidate(staff: Staff, candidate: MatterCandidate, day: date) -> bool:
    """Whether somebody reads a candidate: they may open it, or read matters and are not kept from it."""
    concern = concern_of_candidate(candidate, None, day)
    kept = bar(Duty.OPEN, staff.id, concern) is not None
    return not kept and (staff.may(Permission.MATTER_READ) or staff.id in free_for(Duty.OPEN, concern, day))


def _names() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    people = (MatterCandidate.person, MatterCandidate.reporter, MatterCandidate.ended_by)
    return [
        *(joinedload(each).options(*quiet) for each in people),
        joinedload(MatterCandidate.department),
        joinedload(MatterCandidate.case),
    ]
