"""What rules promise for each due time of a case: for replays and for reckoning anew (RB-02). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.cases.tables import Case, DueTime
from models.cases.words import Channel, DueKind
from models.rulebook.document import Promise, Rules

Span = tuple[datetime, datetime | None]


@dataclass(frozen=True)
class Terms:
    """What of a case its promises depend on."""

    channel: Channel
    received_at: datetime
    triaged_at: datetime | None
    grade: int | None
    urgent: bool
    important: bool
    priority: int


@dataclass(frozen=True)
class Clock:
    """What of a due time is needed to reckon it under other rules."""

    kind: DueKind
    round: int
    calendar: str
    minutes: int
    extended_minutes: int
    started_at: datetime
    ended_at: datetime | None


def terms_of(case: Case) -> Terms:
    """The terms of a case as it stands."""
    return Terms(
        case.channel,
        case.received_at,
        case.triaged_at,
        case.grade,
        case.urgent,
        case.important,
        case.priority,
    )


def clock_of(due: DueTime) -> Clock:
    """The clock of a due time as it stands."""
    return Clock(
        due.kind, due.round, due.calendar, due.minutes, due.extended_minutes, due.started_at, due.ended_at
    )


def promised(rules: Rules, terms: Terms, clock: Clock) -> Promise | None:
    """What rules promise for a due time begun at its start; None where they promise nothing of the kind.

    A first response that a triage hastened is the sooner of both. Whoever granted more time has granted
    it on top.
    """
    start, grade = clock.started_at, rules.grade(terms.grade)
    match clock.kind:
        case DueKind.FIRST_RESPONSE if clock.round > 1:
            return rules.promise(rules.revisit.callback, start)
        case DueKind.FIRST_RESPONSE:
            return _first_response(rules, terms, clock)
        case DueKind.PLAN | DueKind.RESULT:
            return _decided(rules, terms, clock)
        case DueKind.REVIEW:
            return rules.promise(grade.review, start)
        case DueKind.TELL:
            return rules.promise(grade.tell, start)
        case DueKind.ASSIST:
            return rules.promise(grade.assist, start)
        case DueKind.PROGRESS:
            return rules.progress(terms.grade, start, urgent=terms.urgent)
        case DueKind.DECISION:
            return rules.promise(rules.revisit.decision, start)


def _first_response(rules: Rules, terms: Terms, clock: Clock) -> Promise:
    received = rules.first_response(terms.channel, terms.received_at)
    triaged = terms.triaged_at
    if triaged is None or (clock.ended_at is not None and clock.ended_at < triaged):
        return received
    hastened = rules.first_response(terms.channel, triaged, terms.priority)
    if hastened.due_at >= received.due_at:
        return received
    return _from(rules, hastened, triaged, clock.started_at)


def _decided(rules: Rules, terms: Terms, clock: Clock) -> Promise | None:
    """What a decision promises. A clock that began before the decision keeps its channel's promise (V-04),
    unless what the decision promised is over sooner.
    """
    start, triaged = clock.started_at, terms.triaged_at
    if clock.round > 1 or triaged is None or not (start < triaged or start == terms.received_at):
        return _by_grade(rules, terms, clock, start)
    promise = _by_grade(rules, terms, clock, triaged)
    simple = rules.plan(terms.grade, triaged, important=terms.important) is None
    if promise is None:
        return None
    if simple != (clock.kind is DueKind.RESULT):  # a channel promises the answer or the plan, not both
        return _from(rules, promise, triaged, start)
    sooner, since = rules.by_channel(
        promise, triaged, channel=terms.channel, received_at=start, simple=simple
    )
    return _from(rules, sooner, since, start)


def _by_grade(rules: Rules, terms: Terms, clock: Clock, start: datetime) -> Promise | None:
    if clock.kind is DueKind.PLAN:
        return rules.plan(terms.grade, start, important=terms.important)
    return rules.promise(rules.grade(terms.grade).result, start)


def _from(rules: Rules, promise: Promise, since: datetime, start: datetime) -> Promise:
    """A promise begun at another moment, told from the start of its clock."""
    if since == start:
        return promise
    minutes = rules.calendar(promise.calendar).minutes_between(start, promise.due_at)
    return Promise(promise.calendar, max(minutes, 1), promise.due_at)


def due_under(
    rules: Rules, terms: Terms, clock: Clock, pauses: Sequence[Span], now: datetime
) -> Promise | None:
    """The promise of a due time under rules, with what was granted on top, due after its pauses.

    None where these rules promise nothing of the kind.
    """
    promise = promised(rules, terms, clock)
    if promise is None:
        return None
    minutes = max(promise.minutes, 1) + clock.extended_minutes
    due_at = rules.calendar(promise.calendar).due_after_pauses(clock.started_at, minutes, pauses, now)
    return Promise(promise.calendar, minutes, due_at)
