"""Whose a case was at a moment, by its events (A-01, A-02)."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, func, select

from models.db import db
from models.events.tables import Event

HANDED_ON = ("case.triaged", "case.assigned")
"""Events that say whose a case is from then on."""
AT_ONCE = 500
CASE = "case:"


def handed_on(names: Iterable[str]) -> Mapping[str, Sequence[Event]]:
    """The events that handed cases on, by the audit names of the cases, in their order; a query for every
    500 cases. `holder_at` says of them whose a case was."""
    told: dict[str, list[Event]] = {}
    ordered = sorted(set(names))
    for first in range(0, len(ordered), AT_ONCE):
        part = ordered[first : first + AT_ONCE]
        rows = select(Event).where(Event.subject.in_(part), Event.kind.in_(HANDED_ON)).order_by(Event.id)
        for event in db.session.scalars(rows):
            told.setdefault(event.subject, []).append(event)
    return told


def once_held(staff_id: int) -> Select[str]:
    """The numbers of the cases that were handed to somebody at any time, whoever has them now."""
    to_them = Event.facts["owner"].as_integer() == staff_id
    return select(func.substr(Event.subject, len(CASE) + 1)).where(Event.kind.in_(HANDED_ON), to_them)
