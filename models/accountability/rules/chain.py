"""The chain of responsibility of a case: who held which part from when to when, and how much time it took.

It is reckoned from events and clocks alone, so nobody types it in and nobody can leave a link out (A-01).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from models.accountability.chain_words import Part, Stop
from models.accountability.rules.spans import Span, holders, seconds_of, spans_of
from models.cases.words import DueKind, Ending

Minutes = Callable[[str, datetime, datetime], int]
"""Working minutes of a calendar, by its name, between two moments."""
CLOCKED = {
    DueKind.FIRST_RESPONSE: Part.RESPONDED,
    DueKind.PLAN: Part.PLANNED,
    DueKind.ASSIST: Part.ASSISTED,
    DueKind.REVIEW: Part.REVIEWED,
    DueKind.DECISION: Part.DECIDED,
    DueKind.TELL: Part.REPLIED,
}
"""Parts that have a clock of their own."""
OPENED = ("case.opened", "case.imported")
ANSWERS = ("case.result_approved", "case.answered")
ORDER = list(Part)


class Happened(Protocol):
    """An event of the trail."""

    @property
    def id(self) -> Any: ...
    @property
    def kind(self) -> Any: ...
    @property
    def at(self) -> Any: ...
    @property
    def staff_id(self) -> Any: ...
    @property
    def facts(self) -> Any: ...


@dataclass(frozen=True)
class Clock:
    """One clock of the case. `department_id` is that of an assisting department's task."""

    kind: DueKind
    calendar: str
    minutes: int
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    ending: Ending | None
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    department_id: int | None = None


@dataclass(frozen=True)
class Standstill:
    """A span in which somebody's time did not run, and why."""

    since: datetime
    until: datetime
    why: Stop


@dataclass(frozen=True)
class Link:
    """One link: somebody, or a department while nobody of it did, had a part.

    `used` are the working minutes that it took, standstills left out; `had` those that were left when the
    part came to them, None where no rule gives a time. `until` is None while it is going on. Nobody and no
    department is named for what the customer or the system did.
    """

    part: Part
    staff_id: int | None
    department_id: int | None
    since: datetime
    until: datetime | None
    used: int = 0
    had: int | None = None
    stopped: int = 0
    stops: tuple[Standstill, ...] = ()

    @property
    def instant(self) -> bool:
        """Whether it was done in one moment."""
        return self.since == self.until

    @property
    def late(self) -> bool:
        """Whether it took longer than there was."""
        return self.had is not None and self.used > self.had


def links(events: Sequence[Happened], clocks: Sequence[Clock], minutes: Minutes, now: datetime) -> list[Link]:
    """The chain, in the order in which the parts began."""
    found = [
        *_arrival(events, minutes),
        *_held(events, clocks, minutes, now),
        *_clocked(events, clocks, minutes, now),
        *_replies(events, clocks),
    ]
    found += [Link(Part.SECONDED, span.staff_id, None, span.since, span.until) for span in seconds_of(events)]
    return sorted(found, key=lambda link: (link.since, ORDER.index(link.part), link.until or now))


def _arrival(events: Sequence[Happened], minutes: Minutes) -> Iterator[Link]:
    """Who registered the case, and who triaged it; both have no clock of their own."""
    opened = next((event for event in events if event.kind in OPENED), None)
    if opened is None:
        return
    yield Link(Part.REGISTERED, opened.staff_id, None, opened.at, opened.at)
    triaged = next((event for event in events if event.kind == "case.triaged"), None)
    if triaged is not None:
        used = minutes(HANDLING, opened.at, triaged.at)
        yield Link(Part.TRIAGED, triaged.staff_id, None, opened.at, triaged.at, used=used)


HANDLING = "*"
"""Stands for the calendar by which cases are handled."""


def _held(
    events: Sequence[Happened], clocks: Sequence[Clock], minutes: Minutes, now: datetime
) -> Iterator[Link]:
    """The owners, one after another, and the lead department while it had none."""
    reviews = [
        Standstill(span.since, span.until or now, Stop.REVIEW)
        for span in spans_of(events, REVIEW_BEGINS, REVIEW_ENDS)
    ]
    for span in holders(events):
        clock = _result_clock(clocks, span, now)
        end = span.until or now
        pauses = _paused(clock, span.since, end) if clock else ()
        stops = tuple(_clipped([*pauses, *reviews], span.since, end))
        calendar = clock.calendar if clock else HANDLING
        stopped = _length(stops, calendar, minutes)
        yield Link(
            Part.LED if span.staff_id is None else Part.OWNED,
            span.staff_id,
            span.department_id,
            span.since,
            span.until,
            used=minutes(calendar, span.since, end) - stopped,
            had=_left(clock, span.since, minutes) if clock else None,
            stopped=stopped,
            stops=stops,
        )


REVIEW_BEGINS = frozenset({"case.result_submitted"})
REVIEW_ENDS = frozenset({"case.result_approved", "case.result_rejected", "case.closed", "case.triaged"})


def _result_clock(clocks: Sequence[Clock], span: Span, now: datetime) -> Clock | None:
    """The latest clock of the result that ran while somebody held the case."""
    end = span.until or now
    running = [
        clock
        for clock in clocks
        if clock.kind is DueKind.RESULT
        and clock.ending is not Ending.DROPPED
        and clock.started_at < end
        and (clock.ended_at or now) > span.since
    ]
    return running[-1] if running else None


def _left(clock: Clock, since: datetime, minutes: Minutes) -> int:
    """The working minutes that were left of a clock when the case came to somebody."""
    if since <= clock.started_at:
        return clock.minutes
    spent = minutes(clock.calendar, clock.started_at, since)
    spent -= _length(_paused(clock, clock.started_at, since), clock.calendar, minutes)
    return max(clock.minutes - spent, 0)


def _clocked(
    events: Sequence[Happened], clocks: Sequence[Clock], minutes: Minutes, now: datetime
) -> Iterator[Link]:
    """Parts with a clock of their own. Whoever acted in the moment in which it ended had done it.

    A plan or first word that came with the answer was the owner's, whoever approved and told it.
    """
    done: dict[datetime, Happened] = {}
    for event in events:
        if event.staff_id is not None:
            done.setdefault(event.at, event)
    spans = list(holders(events))
    leads = [event for event in reversed(events) if event.kind == "case.triaged"]
    for clock in clocks:
        part = CLOCKED.get(clock.kind)
        if part is None or clock.ending is Ending.DROPPED:
            continue
        end = clock.ended_at or now
        stood = _paused(clock, clock.started_at, end)
        stopped = _length(stood, clock.calendar, minutes)
        lead = next((each.facts["department"] for each in leads if each.at <= clock.started_at), None)
        act = done.get(clock.ended_at) if clock.ended_at else None
        who = act.staff_id if act else None
        if act and part in (Part.PLANNED, Part.RESPONDED) and act.kind in ANSWERS:
            who = next((span.staff_id for span in spans if span.holds(act.at)), who)
        yield Link(
            part,
            who,
            clock.department_id if clock.department_id is not None else lead,
            clock.started_at,
            clock.ended_at,
            used=minutes(clock.calendar, clock.started_at, end) - stopped,
            had=clock.minutes,
            stopped=stopped,
            stops=stood,
        )


def _replies(events: Sequence[Happened], clocks: Sequence[Clock]) -> Iterator[Link]:
    """Answers that went out with the approval, and so had no clock of their own."""
    told = {clock.ended_at for clock in clocks if clock.kind is DueKind.TELL}
    for event in events:
        if event.kind == "case.answered" and event.at not in told:
            yield Link(Part.REPLIED, event.staff_id, None, event.at, event.at)


def _paused(clock: Clock, since: datetime, until: datetime) -> tuple[Standstill, ...]:
    """Where a clock stood still within a span."""
    return tuple(_clipped([Standstill(*pause, Stop.CUSTOMER) for pause in clock.pauses], since, until))


def _length(stops: Sequence[Standstill], calendar: str, minutes: Minutes) -> int:
    """The working minutes of all of them, none counted twice."""
    return sum(minutes(calendar, stop.since, stop.until) for stop in _merged(stops))


def _clipped(stops: Sequence[Standstill], since: datetime, until: datetime) -> Iterator[Standstill]:
    for stop in sorted(stops, key=lambda each: each.since):
        first, last = max(stop.since, since), min(stop.until, until)
        if first < last:
            yield Standstill(first, last, stop.why)


def _merged(stops: Sequence[Standstill]) -> list[Standstill]:
    """The same without overlaps, so that no minute is taken off twice."""
    whole: list[Standstill] = []
    for stop in stops:
        if whole and stop.since <= whole[-1].until:
            last = whole.pop()
            whole.append(Standstill(last.since, max(last.until, stop.until), last.why))
        else:
            whole.append(stop)
    return whole
