"""How long a closed case keeps personal data, for its screen (X-03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.cases.tables import Case
from models.clock import local_day
from models.personal.queries import due_on, holds_of
from models.personal.tables import CaseHold
from models.rulebook.queries import retention_at


@dataclass(frozen=True)
class Kept:
    """Until when by its period, whether that is over, and what holds it today; nothing of an open case, which
    keeps all."""

    until: date | None = None
    over: bool = False
    holds: Sequence[CaseHold] = ()


def kept(case: Case, at: datetime) -> Kept:
    """One question to the database for a closed case, none for an open one and for one whose data went."""
    if case.open or case.expired_at is not None:
        return Kept()
    today, until = local_day(at), due_on(case, retention_at(at))
    holds = [each for each in holds_of(case) if each.holds_on(today)]
    return Kept(until, until is not None and until <= today, holds)
