"""What rules promise for each due time of a case: for replays and for reckoning anew (RB-02). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.cases.tables import Case, DueTime
from models.cases.words import Channel, DueKind
from models.rulebook.document import GradeRules, Period, Promise, Rules

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
    outside_at: datetime | None
    """Since when the case is before a regulator or mediator, which raises its priority (H-11)."""


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
        case.outside_since,
    )


def clock_of(due: DueTime) -> Clock:
    """The clock of a due time as it stands."""
    return Clock(
        due.kind, due.round, due.calendar, due.minutes, due.extended_minutes, due.started_at, due.ended_at
    )


def promised(rules: Rules, terms: Terms, clock: Clock) -> Promise | None:
    """What rules promise for a due time begun at its start; None where they promise nothing of the kind.

    A first response that a triage hastened, or a store's alert, is the sooner of both. Whoever
    granted more time has granted it on top.
    """
    start, grade = clock.started_at, rules.grade(terms.grade)
    match clock.kind:
        case DueKind.FIRST_RESPONSE if clock.round > 1:
            return rules.promise(rules.revisit.callback, start)
        case DueKind.FIRST_RESPONSE:
            return _first_response(rules, terms, clock)
        case DueKind.PLAN:
            plan = rules.plan(terms.grade, _decided(terms, clock), important=terms.important)
            return plan and _by_channel(rules, terms, clock, plan, simple=False)
        case DueKind.RESULT:
            result = rules.promise(grade.result, _decided(terms, clock))
            simple = rules.plan(terms.grade, start, important=terms.important) is None
            return (
                _by_channel(rules, terms, clock, result, simple=True)
                if simple
                else _from(rules, result, _decided(terms, clock), start)
            )
        case DueKind.PROGRESS:
            return rules.progress(terms.grade, start, urgent=terms.urgent)
        case _:
            period = _period(rules, grade, clock.kind)
            return rules.promise(period, start) if period else None


def _period(rules: Rules, grade: GradeRules, kind: DueKind) -> Period | None:
    """How long the steps have whose clocks know nothing but their start."""
    money = rules.compensation
    periods: dict[DueKind, Period | None] = {
        DueKind.REVIEW: grade.review,
        DueKind.TELL: grade.tell,
        DueKind.ASSIST: grade.assist,
        DueKind.DECISION: rules.revisit.decision,
        DueKind.CONSULTATION: rules.consultation,
        DueKind.MEETING: grade.meeting,
        DueKind.SPECIAL_REPORT: grade.special_report,
        DueKind.ACKNOWLEDGEMENT: grade.review,
        DueKind.LEGAL_OPINION: money.opinion if money else None,
        DueKind.COMPENSATION: money.approval if money else None,
        DueKind.PAYMENT: money.payment if money else None,
        DueKind.OUTSIDE: None,
        DueKind.EXTENSION: grade.extension.decided if grade.extension else None,
    }
    return periods[kind]


def _first_response(rules: Rules, terms: Terms, clock: Clock) -> Promise:
    """By the channel; sooner where a store called it urgent, or the triage did while it was open."""
    level = rules.priority(urgent=terms.urgent, important=terms.important, grade=terms.grade)
    first = rules.first_response(terms.channel, terms.received_at)
    triaged = terms.triaged_at
    if terms.urgent and terms.channel is Channel.STORE:
        alerted = rules.first_response(terms.channel, clock.started_at, level)
        if triaged is None or clock.minutes <= alerted.minutes:  # else the triage called it urgent, later
            first = min(first, alerted, key=lambda each: each.due_at)
    if triaged is None or (clock.ended_at is not None and clock.ended_at < triaged):
        return first
    if terms.outside_at is not None and terms.outside_at <= triaged:
        level = max(1, level - rules.outside.priority_rise)
    hastened = rules.first_response(terms.channel, triaged, level)
    if hastened.due_at >= first.due_at:
        return first
    return _from(rules, hastened, triaged, clock.started_at)


def _decided(terms: Terms, clock: Clock) -> datetime:
    """From when the time of a grade runs: its clock's start, or the first decision where that of the
    channel, which runs from the receipt, was over sooner (V-04)."""
    by_channel = clock.round == 1 and clock.started_at == terms.received_at
    return terms.triaged_at if by_channel and terms.triaged_at else clock.started_at


def _by_channel(rules: Rules, terms: Terms, clock: Clock, promise: Promise, *, simple: bool) -> Promise:
    """The promise of a first decision, or that of the channel where it is over sooner (V-04)."""
    since = _decided(terms, clock)
    if clock.round == 1 and since == terms.triaged_at:
        promise, since = rules.by_channel(
            promise, since, channel=terms.channel, received_at=terms.received_at, simple=simple
        )
    return _from(rules, promise, since, clock.started_at)


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
