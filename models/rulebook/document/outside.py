"""By when others are answered: regulators and mediators (H-11), and staff by their heads (H-10)."""

from typing import Annotated

from pydantic import Field

from models.rulebook.document.part import Part
from models.rulebook.document.time import Period
from models.rulebook.words import OutsideBody, Unit


def _days(amount: int, unit: Unit) -> Period:
    return Period(amount=amount, unit=unit)


class Outside(Part):
    """By when each body usually wants our answer, from the day its letter reached us; its letter may name
    another day, which then holds. `priority_rise` is by how much the priority of such a case rises.
    """

    telecom_appeal: Period = _days(10, Unit.CALENDAR_DAYS)
    market_regulation: Period = _days(10, Unit.WORKING_DAYS)
    communications_administration: Period = _days(10, Unit.CALENDAR_DAYS)
    consumer_association: Period = _days(10, Unit.WORKING_DAYS)
    other: Period = _days(5, Unit.WORKING_DAYS)
    priority_rise: Annotated[int, Field(ge=0, le=3)] = 1

    def period(self, body: OutsideBody) -> Period:
        """How long a body usually gives us."""
        found = getattr(self, body.value)
        assert isinstance(found, Period)
        return found


class Support(Part):
    """By when a head answers a request for help, a second handler, or relief from load, and for how long
    at most one answer relieves somebody (H-10)."""

    answer: Period = _days(2, Unit.WORKING_DAYS)
    longest_relief: Period = _days(20, Unit.WORKING_DAYS)
