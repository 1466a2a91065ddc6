"""The draft replayed on past cases: how timely would they have been under its due times (RB-02)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, lazyload

from models.amendments.rules.period import begin
from models.amendments.rules.timeliness import Figure, Played, Replay, Sums
from models.amendments.tables import Amendment, AmendmentReplay
from models.amendments.words import ReplayState
from models.cases.rules.terms import Clock, Span, Terms, due_under
from models.cases.tables import Case, DueTime, OutsideComplaint, Pause
from models.cases.words import DueKind, Ending
from models.db import db
from models.people.tables import Staff
from models.rulebook.document import Rules

CHUNK = 2_000
"""Due times that are replayed in one go."""
CLAIM = timedelta(minutes=2)
"""How long a replay belongs to the process that works on it, unless that says that it still does."""
MOST_ATTEMPTS = 5
"""How often the clock goes on with a part that its process did not end."""

_First = aliased(DueTime)
_CLOCK = (
    DueTime.kind,
    DueTime.round,
    DueTime.calendar,
    DueTime.minutes,
    DueTime.extended_minutes,
    DueTime.started_at,
    DueTime.ended_at,
)
_OF_ARRIVAL = frozenset({DueKind.FIRST_RESPONSE, DueKind.PLAN, DueKind.RESULT})
"""What is reckoned from the moment when a case came to us."""


@dataclass(frozen=True)
class Past:
    """The period whose cases are replayed: received from `since` on and before `until`."""

    since: datetime
    until: datetime

    @classmethod
    def of(cls, since: date, until: date) -> Self:
        """From the first through the last day."""
        return cls(begin(since), begin(until + timedelta(days=1)))


@dataclass(frozen=True)
class Part:
    """A part of a replay: what was played, how many due times it went through, and the id of the last."""

    played: Sequence[Played] = field(default_factory=list)
    count: int = 0
    last: int = 0


def part(rules: Rules, past: Past, *, after: int, now: datetime, size: int = CHUNK) -> Part:
    """The next due times of a period, under what was promised and under other rules.

    Counts what was done, and what is open once its time is over. Grades, priorities, pauses and
    granted extensions stay as they were. A case that another system handed over counts from the day on
    which it came to us; where none of its clocks says when that was, what is due of its arrival is left
    out. Asks two queries.
    """
    wanted = and_(_wanted(past), DueTime.id > after)
    found = db.session.execute(
        select(
            DueTime.id,
            DueTime.due_at,
            DueTime.paused_since,
            Case.number,
            *_CLOCK,
            Case.channel,
            _arrived().label("arrived_at"),
            Case.triaged_at,
            Case.grade,
            Case.urgent,
            Case.important,
            _outside().label("outside_at"),
        )
        .join(Case, Case.id == DueTime.case_id)
        .where(wanted)
        .order_by(DueTime.id)
        .limit(size)
    ).all()
    if not found:
        return Part()
    pauses = _pauses(and_(wanted, DueTime.id <= found[-1].id))
    played = [each for row in found if (each := _played(row, rules, pauses, now)) is not None]
    return Part(played, len(found), found[-1].id)


def replay(rules: Rules, past: Past, *, now: datetime) -> Replay:
    """The whole replay of a short period at once; a long one is the clock's work, part by part."""
    sums, after = Sums(), 0
    while (each := part(rules, past, after=after, now=now)).count:
        sums.add(each.played)
        after = each.last
        if each.count < CHUNK:
            break
    return sums.replay()


def count_due_times(past: Past) -> int:
    """How many due times the replay of a period goes through."""
    found = select(func.count(DueTime.id)).join(Case, Case.id == DueTime.case_id).where(_wanted(past))
    return db.session.scalar(found) or 0


def latest_replay(amendment: Amendment) -> AmendmentReplay | None:
    """The replay of an amendment that was asked for last, with who asked."""
    return db.session.scalars(
        select(AmendmentReplay)
        .where(AmendmentReplay.amendment_id == amendment.id)
        .options(joinedload(AmendmentReplay.by).options(lazyload(Staff.grants), lazyload(Staff.department)))
        .order_by(AmendmentReplay.id.desc())
        .limit(1)
    ).first()


def to_replay(now: datetime) -> Sequence[int]:
    """The replays that no process works on, the longest waiting first."""
    free = or_(AmendmentReplay.claimed_until.is_(None), AmendmentReplay.claimed_until < now)
    busy = AmendmentReplay.state == ReplayState.BUSY
    return db.session.scalars(select(AmendmentReplay.id).where(busy, free).order_by(AmendmentReplay.id)).all()


def _arrived() -> ScalarSelect[datetime]:
    """When a case came to us (V-04, V-09): its first clock began. Not when another system received it."""
    return (
        select(func.min(_First.started_at))
        .where(_First.case_id == DueTime.case_id, _First.kind == DueKind.FIRST_RESPONSE, _First.round == 1)
        .correlate(DueTime)
        .scalar_subquery()
    )


def _outside() -> ScalarSelect[datetime]:
    """When a regulator or mediator first wrote about a case (H-11); the case forgets it with the outcome."""
    return (
        select(func.min(OutsideComplaint.at))
        .where(OutsideComplaint.case_id == DueTime.case_id)
        .correlate(DueTime)
        .scalar_subquery()
    )


def _wanted(past: Past) -> ColumnElement[bool]:
    return and_(
        Case.received_at >= past.since,
        Case.received_at < past.until,
        or_(DueTime.ending.is_(None), DueTime.ending == Ending.MET),
    )


def _pauses(wanted: ColumnElement[bool]) -> dict[int, list[Span]]:
    rows = db.session.execute(
        select(Pause.due_time_id, Pause.since, Pause.until)
        .join(DueTime, DueTime.id == Pause.due_time_id)
        .join(Case, Case.id == DueTime.case_id)
        .where(wanted)
    )
    found: dict[int, list[Span]] = defaultdict(list)
    for due_id, since, until in rows:
        found[due_id].append((since, until))
    return found


def _played(
    row: Row[*tuple[Any, ...]], rules: Rules, pauses: dict[int, list[Span]], now: datetime
) -> Played | None:
    clock = Clock(*_named(row, _CLOCK))
    if row.arrived_at is None and clock.round == 1 and clock.kind in _OF_ARRIVAL:
        return None
    arrived = row.arrived_at or clock.started_at
    terms = Terms(row.channel, arrived, row.triaged_at, row.grade, row.urgent, row.important, row.outside_at)
    spans: Sequence[Span] = pauses.get(row.id, [])
    if row.paused_since is not None:
        spans = [*spans, (row.paused_since, None)]
    anew = due_under(rules, terms, clock, spans, now)
    if anew is None:
        return None
    done = clock.ended_at or row.paused_since or now
    late, would_be = done > row.due_at, done > anew.due_at
    if clock.ended_at is None and not late and not would_be:
        return None
    return Played(
        number=row.number,
        figure=Figure(clock.kind, terms.grade),
        ended_at=clock.ended_at,
        due_at=row.due_at,
        would_be_due_at=anew.due_at,
        late=late,
        would_be_late=would_be,
    )


def _named(row: Row[*tuple[Any, ...]], columns: Iterable[Any]) -> list[Any]:
    return [row._mapping[column.key] for column in columns]
