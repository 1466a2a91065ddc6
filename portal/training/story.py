"""Everything that happened to a plan or a session, for its page."""

from typing import Any

from models.events.queries import history
from models.events.tables import Party
from models.people.queries import staff_with_ids
from portal.trail.kinds import words_of
from web.language import _
from web.language.filters import named


def story_of(name: str) -> list[dict[str, Any]]:
    """The events of an audit name, the latest first."""
    events = history(name)
    people = staff_with_ids({event.staff_id for event in events if event.staff_id})
    return [
        {
            "who": named(people[event.staff_id]) if event.staff_id in people else _("System"),
            "what": words_of(event),
            "at": event.at,
            "kind": "system" if event.party is Party.SYSTEM else "event",
            "text": event.reason,
        }
        for event in reversed(events)
    ]
