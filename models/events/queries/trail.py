"""The trail as a whole: narrowed down, newest first, a page at a time or all of it (X-02)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, select, tuple_

from models.db import db
from models.events.tables import Event, EventSeal, Party

HIDDEN = "hotline:"
"""What reports to the supervision hotline are called: no screen or export of the trail shows them (W-03)."""
MOST_COUNTED = 50_000
BATCH = 500
_NEWEST = (Event.at.desc(), Event.id.desc())
_place = tuple_(Event.at, Event.id)


@dataclass(frozen=True)
class Narrowing:
    """What the trail is narrowed to; None and nothing do not narrow it. An empty collection leaves nothing.

    `subjects` are audit names, `kinds` names of kinds, `staff` the ids of those who did it. `since` counts,
    `until` does not.
    """

    subjects: Collection[str] | None = None
    kinds: Collection[str] | None = None
    staff: Collection[int] | None = None
    party: Party | None = None
    since: datetime | None = None
    until: datetime | None = None


class Sealed(NamedTuple):
    """An event, and its place in the chain unless it is too new."""

    event: Event
    seal: EventSeal | None


@dataclass(frozen=True)
class Page:
    """Some of the trail, newest first, and whether there is more at either end."""

    rows: Sequence[Sealed]
    newer: bool
    older: bool


def history(subject: str) -> Sequence[Event]:
    """All events of one subject, oldest first."""
    return db.session.scalars(_HISTORY, {"subject": subject}).all()


_HISTORY = select(Event).where(Event.subject == bindparam("subject")).order_by(Event.id)


def trail(wanted: Narrowing, *, before: int | None = None, after: int | None = None, size: int = 50) -> Page:
    """A page: the newest, or those next to the event with the number `before` or `after`.

    It is found by the event at its edge, so the hundredth page costs what the first does. A number that
    no event has is passed over.
    """
    edge = db.session.get(Event, before or after) if before or after else None
    if edge is None or edge.subject.startswith(HIDDEN):
        rows = _read(_sealed(wanted), size)
        return Page(rows[:size], newer=False, older=len(rows) > size)
    if before:
        rows = _read(_sealed(wanted).where(_place < (edge.at, edge.id)), size)
        return Page(rows[:size], newer=True, older=len(rows) > size)
    oldest_first = _sealed(wanted).where(_place > (edge.at, edge.id)).order_by(None)
    rows = _read(oldest_first.order_by(Event.at, Event.id), size)
    return Page(rows[:size][::-1], newer=len(rows) > size, older=True)


def count(wanted: Narrowing) -> int:
    """How many events it leaves; counting ends one behind MOST_COUNTED."""
    some = select(Event.id).where(*_conditions(wanted)).limit(MOST_COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def stream(wanted: Narrowing, *, limit: int) -> Iterator[Sequence[Sealed]]:
    """The newest of all that it leaves, read in batches."""
    rows = db.session.execute(_sealed(wanted).limit(limit).execution_options(yield_per=BATCH))
    for batch in rows.partitions(BATCH):
        yield [Sealed(event, seal) for event, seal in batch]


def latest(wanted: Narrowing, limit: int) -> Sequence[Event]:
    """The newest few, without their seals."""
    found = select(Event).where(*_conditions(wanted)).order_by(*_NEWEST).limit(limit)
    return db.session.scalars(found).all()


def known_subjects(names: Collection[str]) -> Sequence[str]:
    """Those of these audit names to which something happened."""
    known = select(Event.subject).where(*_conditions(Narrowing(subjects=names))).distinct()
    return db.session.scalars(known.order_by(Event.subject)).all()


def last_of(kind: str) -> Event | None:
    """The newest event of a kind."""
    return next(iter(latest(Narrowing(kinds=[kind]), 1)), None)


def _sealed(wanted: Narrowing) -> Select[Event, EventSeal]:
    joined = select(Event, EventSeal).outerjoin(EventSeal, EventSeal.event_id == Event.id)
    return joined.where(*_conditions(wanted)).order_by(*_NEWEST)


def _read(found: Select[Event, EventSeal], size: int) -> list[Sealed]:
    return [Sealed(event, seal) for event, seal in db.session.execute(found.limit(size + 1))]


def _conditions(wanted: Narrowing) -> list[ColumnElement[bool]]:
    conditions = [~Event.subject.startswith(HIDDEN)]
    if wanted.subjects is not None:
        conditions.append(Event.subject.in_(wanted.subjects))
    if wanted.kinds is not None:
        conditions.append(Event.kind.in_(wanted.kinds))
    if wanted.staff is not None:
        conditions.append(Event.staff_id.in_(wanted.staff))
    if wanted.party is not None:
        conditions.append(Event.party == wanted.party)
    if wanted.since is not None:
        conditions.append(Event.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(Event.at < wanted.until)
    return conditions
