"""The draft replayed on past cases: how timely would they have been under its due times (RB-02)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select

from models.amendments.rules.timeliness import Figure, Played, Replay, tally
from models.cases.rules.terms import Clock, Span, Terms, due_under
from models.cases.tables import Case, DueTime, Pause
from models.cases.words import Ending
from models.db import db
from models.rulebook.document import Rules

MOST = 20_000
"""Due times that are replayed at most; of a longer period the latest."""

_CLOCK = (
    DueTime.kind,
    DueTime.round,
    DueTime.calendar,
    DueTime.minutes,
    DueTime.extended_minutes,
    DueTime.started_at,
    DueTime.ended_at,
)
_TERMS = (
    Case.channel,
    Case.received_at,
    Case.triaged_at,
    Case.grade,
    Case.urgent,
    Case.important,
)


@dataclass(frozen=True)
class Past:
    """The period whose cases are replayed: received from `since` on and before `until`."""

    since: datetime
    until: datetime


def replay(rules: Rules, past: Past, *, now: datetime) -> Replay:
    """What was due of the cases of a period, under what was promised and under other rules.

    Counts what was done, and what is open once its time is over. Grades, priorities, pauses and
    granted extensions stay as they were. Asks two queries whatever the period.
    """
    wanted = _wanted(past)
    found = db.session.execute(
        select(DueTime.id, DueTime.due_at, DueTime.paused_since, Case.number, *_CLOCK, *_TERMS)
        .join(Case, Case.id == DueTime.case_id)
        .where(wanted)
        .order_by(Case.received_at.desc(), DueTime.id.desc())
        .limit(MOST + 1)
    ).all()
    pauses = _pauses(wanted)
    played = [each for row in found[:MOST] if (each := _played(row, rules, pauses, now)) is not None]
    return tally(played, cut=len(found) > MOST)


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
    clock, terms = Clock(*_named(row, _CLOCK)), Terms(*_named(row, _TERMS))
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
