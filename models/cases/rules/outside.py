"""When a customer without an answer may turn to the regulator (H-11). Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.cases.tables import Case
from models.cases.words import Kind, State
from models.clock import local_day
from models.rulebook.document import Rules

ANSWERED = (State.ANSWERED, State.CLOSED)


@dataclass(frozen=True)
class OutsideRight:
    """From which day the customer may go to the regulator; `gained` when that day has come."""

    day: date
    gained: bool


def outside_right(case: Case, rules: Rules, now: datetime) -> OutsideRight | None:
    """The right that is near or gained, for a complaint that has had no answer yet; else None.

    Calendar days from its arrival, by the rulebook. A case that came back had its answer.
    """
    if case.kind is not Kind.COMPLAINT or case.state in ANSWERED or case.round > 1:
        return None
    day = local_day(case.received_at) + timedelta(days=rules.regulator.right_after_days)
    today = local_day(now)
    if today < day - timedelta(days=rules.regulator.warn_days_before):
        return None
    return OutsideRight(day, gained=today >= day)
