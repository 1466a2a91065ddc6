"""Everything that happened to a plan or a session, for its page."""

from collections.abc import Mapping
from typing import Any

from flask_babel.speaklater import LazyString

from models.events.queries import history
from models.events.tables import Event, Party
from models.people.queries import staff_with_ids
from models.people.tables import Staff
from portal.trail.kinds import words_of
from web.language import _, lazy
from web.language.filters import named

ONESELF: Mapping[str, LazyString] = {
    "training.enrolled": lazy("enrolled"),
    "training.queued": lazy("went onto the waiting list"),
    "training.given_up": lazy("gave the seat up"),
}
"""What one did about one's own seat."""


def story_of(name: str) -> list[dict[str, Any]]:
    """The events of an audit name, the latest first. Two queries."""
    events = history(name)
    people = staff_with_ids({event.staff_id for event in events if event.staff_id} | set(_meant(events)))
    return [
        {
            "who": named(people[event.staff_id]) if event.staff_id in people else _("System"),
            "what": _what(event, people),
            "at": event.at,
            "kind": "system" if event.party is Party.SYSTEM else "event",
            "text": event.reason,
        }
        for event in reversed(events)
    ]


def _meant(events: Any) -> list[int]:
    return [event.facts["staff"] for event in events if event.facts.get("staff")]


def _what(event: Event, people: Mapping[int, Staff]) -> str:
    """What was done in a session, and to whom where that is another one; a need is its person's anyway."""
    whom = event.facts.get("staff")
    if whom == event.staff_id and event.kind in ONESELF:
        return str(ONESELF[event.kind])
    said = str(words_of(event))
    person = people.get(whom) if whom and event.kind.startswith("training.") else None
    return said if person is None else f"{said}{_(': ')}{named(person)}"
