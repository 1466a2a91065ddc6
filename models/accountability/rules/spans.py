"""From when to when somebody had a case, told from its events (A-01)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

STOPS = ("case.answered", "case.closed")
GOES_ON = ("case.reopened", "case.separated")


@dataclass(frozen=True)
class Span:
    """Somebody, or a department without anybody, from a moment to another; None while it goes on."""

    staff_id: int | None
    department_id: int | None
    since: datetime
    until: datetime | None

    def holds(self, moment: datetime) -> bool:
        """Whether it had begun by a moment, and not ended before."""
        return self.since <= moment and (self.until is None or moment <= self.until)


def holders(events: Sequence[Any]) -> Iterator[Span]:
    """The owners one after another, and the lead department where nobody owned it.

    Nobody holds a case that was answered or closed, until it is reopened or separated from another.
    """
    owner: int | None = None
    department: int | None = None
    since: datetime | None = None
    for event in events:
        before = (owner, department)
        if event.kind == "case.triaged":
            department = event.facts["department"]
            owner = event.facts.get("owner", owner if department == before[1] else None)
        elif event.kind == "case.assigned":
            owner = event.facts["owner"]
        if since is not None and (event.kind in STOPS or before != (owner, department)):
            if since < event.at:
                yield Span(*before, since, event.at)
            since = None
        if event.kind in GOES_ON or (before != (owner, department) and event.kind not in STOPS):
            since = since or event.at
    if since is not None:
        yield Span(owner, department, since, None)


def seconds_of(events: Sequence[Any]) -> Iterator[Span]:
    """Who handled the case beside the owner, from when to when."""
    who: int | None = None
    since: datetime | None = None
    for event in events:
        if event.kind not in ("case.second_named", "case.second_ended", "case.closed"):
            continue
        if who is not None and since is not None:
            yield Span(who, None, since, event.at)
        named = event.kind == "case.second_named"
        who, since = (event.facts["second"], event.at) if named else (None, None)
    if who is not None and since is not None:
        yield Span(who, None, since, None)


def spans_of(events: Sequence[Any], begins: Collection[str], ends: Collection[str]) -> Iterator[Span]:
    """From each event that begins something to the next that ends it."""
    since: datetime | None = None
    for event in events:
        if event.kind in begins:
            since = since or event.at
        elif event.kind in ends and since is not None:
            yield Span(None, None, since, event.at)
            since = None
    if since is not None:
        yield Span(None, None, since, None)
