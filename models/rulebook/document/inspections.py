"""Quality inspection in numbers: what is drawn, when a case passes, by when corrections are made (Q-01)."""

from typing import Annotated

from pydantic import Field

from models.rulebook.document.part import Part, Weight
from models.rulebook.document.time import Period
from models.rulebook.words import Unit

Percent = Annotated[int, Field(ge=0, le=100)]


def _working_days(amount: int) -> Period:
    return Period(amount=amount, unit=Unit.WORKING_DAYS)


class Inspections(Part):
    """How closed cases are sampled and judged, and what follows (Q-01).

    Of each stratum `share_percent` are drawn, `least_each` at any rate; all of grade 3; and `risk_cases`
    of those that came back, were late, or complain about a person, by these weights. The clock draws last
    month's cases on day `draw_on_day` of a month. A case passes from `pass_percent` of the points on, if
    no killer item failed. `second_percent` of the inspections are scored a second time, blind.
    """

    share_percent: Annotated[int, Field(ge=1, le=100)] = 5
    least_each: Annotated[int, Field(ge=0, le=100)] = 1
    risk_cases: Annotated[int, Field(ge=0, le=1000)] = 10
    reopened_weight: Weight = 3
    overdue_weight: Weight = 2
    about_person_weight: Weight = 4
    draw_on_day: Annotated[int, Field(ge=1, le=28)] = 3
    scoring: Period = _working_days(5)
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 80
    second_percent: Percent = 10
    correction: Period = _working_days(5)
    recheck: Period = _working_days(2)
    objection: Period = _working_days(3)
    objection_decision: Period = _working_days(3)
    department_answer: Period = _working_days(3)
