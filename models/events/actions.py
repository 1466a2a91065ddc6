"""Writing the trail, and sealing it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import insert, select, update

from models.db import db
from models.events.queries import Verification
from models.events.rules import START, digest_of, digest_of_words
from models.events.tables import REDACTED, Event, EventSeal, Party

CUSTOMER = Party.CUSTOMER
SYSTEM = Party.SYSTEM


class Subject(Protocol):
    """A row that the trail can name, such as case:HY-20261121-0042."""

    @property
    def audit_name(self) -> str: ...


class Person(Protocol):
    """A member of staff, as far as the trail needs to know."""

    @property
    def id(self) -> Any: ...


Actor = Person | Party


def record(
    kind: str, subject: Subject | str, *, by: Actor, now: datetime, reason: str = "", **facts: Any
) -> Event:
    """Adds one event to the trail in the running transaction (X-02).

    `subject` is the row it happened to, or its audit name. `facts` must be JSON and free of
    personal data. Returns the flushed event.
    """
    party = by if isinstance(by, Party) else Party.STAFF
    event = Event(
        kind=kind,
        subject=subject if isinstance(subject, str) else subject.audit_name,
        at=now,
        party=party,
        staff_id=None if isinstance(by, Party) else by.id,
        reason=reason,
        facts=facts,
    )
    db.session.add(event)
    db.session.flush()
    return event


def record_many(
    kind: str, happened: Sequence[tuple[Subject | str, dict[str, Any]]], *, by: Actor, now: datetime
) -> None:
    """As `record`, one event for each subject with its facts, in one statement (X-02)."""
    party = by if isinstance(by, Party) else Party.STAFF
    rows = [
        {
            "kind": kind,
            "subject": subject if isinstance(subject, str) else subject.audit_name,
            "at": now,
            "party": party,
            "staff_id": None if isinstance(by, Party) else by.id,
            "reason": "",
            "facts": facts,
        }
        for subject, facts in happened
    ]
    if rows:
        db.session.execute(insert(Event), rows)


TRAIL = "trail:events"
"""How the trail calls itself, where something happens to it."""


def note_check(found: Verification, *, by: Actor, now: datetime) -> Event:
    """Records `trail.verified`: how a walk along the chain went, so that everybody sees when the last was."""
    return record(
        "trail.verified",
        TRAIL,
        by=by,
        now=now,
        sound=found.sound,
        sealed=found.sealed,
        unsealed=found.unsealed,
        faults=len(found.faults),
        head=found.head,
    )


def note_export(*, by: Person, now: datetime, form: str, rows: int, **narrowed: Any) -> Event:
    """Records `trail.exported`: who took how many events out, as what, and what they were narrowed to."""
    return record("trail.exported", TRAIL, by=by, now=now, format=form, rows=rows, **narrowed)


def redact(event: Event, *, reason: str, facts: dict[str, Any], by: Actor, now: datetime) -> Event:
    """Leaves of an event's words only these: personal data that somebody typed is taken out (X-03).

    Records trail.redacted first, with the checksum of what is left, without which the database refuses the
    change; by that event the chain holds. Who did what to which row, and when, stays as it is.
    """
    said = record(REDACTED, f"event:{event.id}", by=by, now=now, remains=digest_of_words(reason, facts))
    db.session.execute(
        update(Event)
        .where(Event.id == event.id)
        .values(reason=reason, facts=facts)
        .execution_options(synchronize_session=False)
    )
    db.session.expire(event)
    return said


def seal(*, limit: int = 5000) -> int:
    """Chains the events that have no seal yet, oldest first; returns how many.

    Two sealers at once collide on `position`: one of them fails whole and changes nothing.
    """
    last = db.session.scalars(select(EventSeal).order_by(EventSeal.position.desc()).limit(1)).first()
    position, previous = (last.position, last.digest) if last else (0, START)
    unsealed = (
        select(Event)
        .outerjoin(EventSeal, EventSeal.event_id == Event.id)
        .where(EventSeal.id.is_(None))
        .order_by(Event.id)
        .limit(limit)
        .execution_options(populate_existing=True)  # as stored: JSON and moments may read back otherwise
    )
    seals = []
    for place, event in enumerate(db.session.scalars(unsealed), start=position + 1):
        previous = digest_of(event, previous)
        seals.append({"event_id": event.id, "position": place, "digest": previous})
    if seals:
        db.session.execute(insert(EventSeal), seals)
    return len(seals)
