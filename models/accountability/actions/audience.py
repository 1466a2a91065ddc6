"""Who is told about a candidate or a matter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.accountability.queries.due_people import concern_of, concern_of_candidate, everybody, free_for
from models.accountability.rules.due_process import DOORS, Turn, Verb, possible
from models.accountability.rules.separation import bar
from models.accountability.tables import Matter, MatterCandidate
from models.accountability.words import Decider, Duty
from models.clock import local_day
from models.outbox.actions import notify_all
from models.people.roles import Role


def acting(of: Matter | MatterCandidate, *, now: datetime, higher: bool = False) -> set[int]:
    """All whose step is next; `higher` adds the office and the leading group, without who is kept from it."""
    day = local_day(now)
    if isinstance(of, MatterCandidate):
        concern = concern_of_candidate(of, None, day)
        found = set(free_for(Duty.OPEN, concern, day))
    else:
        concern = concern_of(of, day)
        verbs = [verb for verb in possible(of.state) if verb is not Verb.WITHDRAW]
        found = {person for verb in verbs for person in _turn(verb, of, now=now)}
    if higher:
        leading = {person for person, roles in everybody(day).items() if Role.LEADING_GROUP in roles}
        found |= {person for person in leading if bar(Duty.OPEN, person, concern) is None}
        found |= set(free_for(Duty.OPEN, concern, day))
    return found


def office(matter: Matter, *, now: datetime) -> set[int]:
    """Human resources free to keep the matter going, or whoever stands in for them."""
    day = local_day(now)
    return set(free_for(Duty.OPEN, concern_of(matter, day), day))


def _turn(verb: Verb, matter: Matter, *, now: datetime) -> set[int]:
    door, day = DOORS[verb], local_day(now)
    if door.turn is Turn.PERSON:
        return {matter.person_id}
    if door.turn is Turn.INVESTIGATOR and matter.investigator_id is not None:
        return {matter.investigator_id}
    if door.duty is None:
        return set()
    decider: Decider | None = None
    if door.duty is Duty.DECIDE and matter.proposal is not None:
        decider = matter.proposal.decider
    return set(free_for(door.duty, concern_of(matter, day), day, decider=decider))


def tell(
    people: Iterable[int],
    kind: str,
    of: Matter | MatterCandidate,
    *,
    now: datetime,
    but: int | None = None,
    dedupe: str | None = None,
    **facts: Any,
) -> None:
    """Puts a notice under the bell of each, without `but`. It names the matter, never the person."""
    number = of.number if isinstance(of, Matter) else str(of.id)
    notify_all(
        sorted(set(people) - {but}),
        kind,
        about=of.audit_name,
        now=now,
        facts={"matter": number, **facts},
        dedupe=dedupe,
    )
