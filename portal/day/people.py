"""My day for those who keep the people: who comes and goes, and whose login wants a second factor (M-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.people import queries
from models.people.rules.second_factor import ADVISED
from models.people.tables import Staff
from models.permissions import Permission

DAYS = timedelta(days=30)


@dataclass(frozen=True)
class PeopleToday:
    """Thirty days back and ahead: newcomers, leavers, and logins that reach far without a second factor."""

    working: int
    joined: Sequence[Staff]
    leaving: Sequence[Staff]
    unguarded: Sequence[Staff]


def people_today(by: Staff, on: date) -> PeopleToday | None:
    """For whoever may edit people; four queries and one for roles, whatever the number of people."""
    if not by.may(Permission.PEOPLE_EDIT):
        return None
    return PeopleToday(
        working=queries.count_working(on),
        joined=queries.joining(on - DAYS, on + DAYS),
        leaving=queries.leaving(on, on + DAYS),
        unguarded=queries.without_second_factor(ADVISED, on=on),
    )
