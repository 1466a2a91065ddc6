"""The seals of the trail: how far it is chained, and whether anybody changed it (X-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from models.db import db
from models.events.rules import START, digest_of, digest_of_words
from models.events.tables import REDACTED, Event, EventSeal


@dataclass(frozen=True)
class Verification:
    """What a walk along the chain found. `faults` are sentences for an operator."""

    sealed: int
    unsealed: int
    head: str
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.faults


def verify(expected_head: str | None = None) -> Verification:
    """Recomputes every digest from the first event on (X-02).

    Finds events that were changed, removed or slipped in between. One that lost personal data is sound where
    a later event of the chain says so, with the checksum of what is left (X-03). That the end was not cut
    off is only shown against a head that was noted elsewhere: give it as `expected_head`.
    """
    redacted = _redacted()
    faults: list[str] = []
    previous, position, heads = START, 0, {START}
    rows: Iterable[Any] = db.session.execute(
        select(EventSeal, Event)
        .outerjoin(Event, Event.id == EventSeal.event_id)
        .order_by(EventSeal.position)
        .execution_options(yield_per=1000)
    )
    for seal, event in rows:
        position += 1
        if seal.position != position:
            faults.append(f"position {position} of the chain is missing")
            position = seal.position
        if event is None:
            faults.append(f"event {seal.event_id} was removed")
        elif digest_of(event, previous) != seal.digest and redacted.get(event.id) != digest_of_words(
            event.reason, event.facts
        ):
            faults.append(f"event {event.id} ({event.kind} of {event.subject}) or its seal was changed")
        previous = seal.digest
        heads.add(previous)
    if expected_head is not None and expected_head not in heads:
        faults.append("the noted head is not in the chain: its end was cut off or rewritten")
    unsealed = db.session.scalar(select(func.count()).select_from(Event).where(_UNSEALED))
    return Verification(position, unsealed or 0, previous, tuple(faults))


def _redacted() -> dict[int, str]:
    """By the numbers of events that lost personal data, the checksum of what was left the last time."""
    said = select(Event.subject, Event.facts).where(Event.kind == REDACTED).order_by(Event.id)
    return {
        int(subject.partition(":")[2]): str(facts.get("remains"))
        for subject, facts in db.session.execute(said)
    }


STRAGGLERS = 1000
_UNSEALED = ~select(EventSeal.id).where(EventSeal.event_id == Event.id).exists()


@dataclass(frozen=True)
class Seals:
    """How far the chain reaches: the events in it, its end, when that was made; what waits, and since when.

    An event waits from when it was written down, which for imported ones is later than when it happened.
    """

    sealed: int
    head: str
    made_at: datetime | None
    unsealed: int
    waiting_since: datetime | None


def seals() -> Seals:
    """The state of the chain without walking along it. Two queries.

    Only the events near its end are looked at: they are sealed in the order of their numbers, but for some
    whose transactions took longer than those of later ones.
    """
    last = db.session.scalars(select(EventSeal).order_by(EventSeal.position.desc()).limit(1)).first()
    waiting = select(func.count(), func.min(Event.created_at)).where(_UNSEALED)
    if last is not None:
        waiting = waiting.where(Event.id > last.event_id - STRAGGLERS)
    count, since = db.session.execute(waiting).one()
    if last is None:
        return Seals(0, START, None, count, since)
    return Seals(last.position, last.digest, last.created_at, count, since)
