"""Who may do what in a matter, by the rows of the house (A-04)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from models.accountability.queries.clocks import too_late
from models.accountability.rules.due_process import (
    DOORS,
    GATHERED_IN,
    Turn,
    Verb,
    names_investigator,
    possible,
)
from models.accountability.rules.separation import Concern, bar, department_line, line_of, who_may
from models.accountability.tables import Matter, MatterCandidate
from models.accountability.words import Decider, Duty
from models.db import db
from models.memory import remembered
from models.people.queries import organisation_on, works_on
from models.people.roles import Role
from models.people.tables import RoleGrant, Staff
from models.permissions import Permission


def everybody(day: date) -> Mapping[int, frozenset[Role]]:
    """All who work here on a day and play a role, with their roles. One query a transaction."""
    return remembered(("roles", day), lambda: _everybody(day))


def _everybody(day: date) -> Mapping[int, frozenset[Role]]:
    found: dict[int, set[Role]] = {}
    rows = select(RoleGrant.staff_id, RoleGrant.role).join(Staff, Staff.id == RoleGrant.staff_id)
    for person, role in db.session.execute(rows.where(works_on(day))):
        found.setdefault(person, set()).add(role)
    return {person: frozenset(roles) for person, roles in found.items()}


def concern_of(matter: Matter, day: date) -> Concern:
    """Whom a matter is about and who had a part in it, with the house of both days."""
    finding, decision = matter.finding, matter.decision
    investigators = {
        *matter.investigators,
        finding.by_id if finding else None,
        *(each.by_id for each in matter.proposals),
    }
    had_part = {
        matter.opened_by_id,
        matter.notified_by_id,
        decision.by_id if decision else None,
        matter.delivery.by_id if matter.delivery else None,
        matter.delivery.witness_id if matter.delivery else None,
        *(each.returned_by_id for each in matter.proposals),
        *(each.by_id for each in matter.evidence),
    }
    return Concern(
        person=matter.person_id,
        line=frozenset(matter.line) | line_of(matter.person_id, organisation_on(day)),
        reporter=matter.reporter_id,
        investigators=_known(investigators),
        involved=_known(had_part | investigators) - {matter.person_id},
    )


def _known(people: Iterable[int | None]) -> frozenset[int]:
    return frozenset(person for person in people if person is not None)


def concern_of_candidate(candidate: MatterCandidate, person_id: int | None, day: date) -> Concern:
    """As `concern_of`, before there is a matter. Where a department is named and nobody of it, all of it are
    shut out: it may be about any of them."""
    person = candidate.person_id if person_id is None else person_id
    if person is None:
        assert candidate.department_id is not None, "a candidate names somebody or a department"
        whole = department_line(candidate.department_id, organisation_on(candidate.conduct_on))
        return Concern(person=0, line=whole, reporter=candidate.reporter_id)
    then = candidate.line
    if person != candidate.person_id:
        then = sorted(line_of(person, organisation_on(candidate.conduct_on)))
    return Concern(
        person=person,
        line=frozenset(then) | line_of(person, organisation_on(day)),
        reporter=candidate.reporter_id,
    )


def free_for(duty: Duty, concern: Concern, day: date, *, decider: Decider | None = None) -> frozenset[int]:
    """The ids of everybody who may have that part (A-04)."""
    return who_may(duty, everybody(day), concern, decider=decider)


@dataclass(frozen=True)
class Standing:
    """How somebody stands to a matter: which verbs are theirs now, and whether they may read it."""

    verbs: tuple[Verb, ...]
    reads: bool
    concerned: bool
    reads_result: bool
    """Finding and measures: whoever reads the matter, but the person concerned not before the decision."""
    names_investigator: bool
    adds_evidence: bool
    nobody_left: bool
    """Nobody may take the step that waits, in the leading group neither."""

    @property
    def turn(self) -> bool:
        """Whether the matter waits for this person: a step of theirs besides withdrawing it."""
        return any(verb is not Verb.WITHDRAW for verb in self.verbs)


def standing(matter: Matter, staff: Staff, day: date, *, now: datetime | None = None) -> Standing:
    """What this person may do with a matter on a day; at a moment of it, nothing whose time is over by then.
    A fixed number of queries."""
    concern = concern_of(matter, day)
    free = {duty: free_for(duty, concern, day, decider=_decider(matter, duty)) for duty in Duty}
    concerned = staff.id == matter.person_id
    verbs = tuple(
        verb
        for verb in possible(matter.state)
        if _theirs(verb, matter, staff, free) and (now is None or not too_late(verb, matter, now))
    )
    barred = bar(Duty.OPEN, staff.id, concern) is not None
    office = staff.id in free[Duty.OPEN]
    investigates = staff.id == matter.investigator_id and staff.id in free[Duty.INVESTIGATE]
    parts = office or investigates or staff.may(Permission.MATTER_READ)
    waiting = [DOORS[verb] for verb in possible(matter.state) if verb is not Verb.WITHDRAW]
    duties = [door.duty for door in waiting if door.duty is not None]
    return Standing(
        verbs=verbs,
        reads=concerned or (not barred and parts),
        concerned=concerned,
        reads_result=not concerned or matter.decision is not None,
        names_investigator=office
        and names_investigator(matter.state, free=matter.investigator_id in free[Duty.INVESTIGATE]),
        adds_evidence=investigates and matter.state in GATHERED_IN,
        nobody_left=any(not free[duty] for duty in duties),
    )


def _decider(matter: Matter, duty: Duty) -> Decider | None:
    return matter.proposal.decider if duty is Duty.DECIDE and matter.proposal else None


def _theirs(verb: Verb, matter: Matter, staff: Staff, free: Mapping[Duty, frozenset[int]]) -> bool:
    door = DOORS[verb]
    if door.turn is Turn.CLOCK:
        return False
    if door.turn is Turn.PERSON:
        return staff.id == matter.person_id
    if verb is Verb.DELIVER and staff.id == matter.person_id:
        return True
    assert door.duty is not None, "every other door is somebody's duty"
    if door.turn is Turn.INVESTIGATOR and staff.id != matter.investigator_id:
        return False
    return staff.id in free[door.duty]
