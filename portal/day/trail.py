"""My day for auditors: the seals of the trail, and who looked at personal data lately (M-02, X-02, X-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.events import queries
from models.events.queries import Narrowing
from models.people.tables import Staff
from models.permissions import Permission
from portal.trail.checks import State, state_of_seals
from portal.trail.kinds import READS
from portal.trail.lines import Line, lines

SHOWN = 8
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class TrailToday:
    """The state of the seals, the last reads of personal data, and how many there were in a week."""

    seals: State
    reads: Sequence[Line]
    week: int


def trail_today(by: Staff, now: datetime) -> TrailToday | None:
    """For whoever may read the trail; a fixed number of queries."""
    if not by.may(Permission.AUDIT_READ):
        return None
    reads = Narrowing(kinds=READS, since=now - LATELY)
    return TrailToday(
        state_of_seals(), lines(queries.trail(reads, size=SHOWN).rows, by), queries.count(reads)
    )
