"""Everything that happened to one thing, as the lines of its timeline (X-02)."""

from dataclasses import dataclass
from datetime import datetime

from models.events.queries import history
from models.events.tables import Party
from models.people.queries import staff_with_ids
from portal.trail.kinds import words_of
from web.language import _
from web.language.filters import named


@dataclass(frozen=True)
class Told:
    """One line: who did what, when; `kind` chooses its mark."""

    who: str
    what: str
    at: datetime
    kind: str


def story(audit_name: str) -> list[Told]:
    """The events of what the trail calls `audit_name`, the latest first; two queries."""
    events = history(audit_name)
    people = staff_with_ids({event.staff_id for event in events if event.staff_id})
    return [
        Told(
            named(people[event.staff_id]) if event.staff_id in people else _("System"),
            words_of(event),
            event.at,
            "system" if event.party is Party.SYSTEM else "event",
        )
        for event in reversed(events)
    ]
