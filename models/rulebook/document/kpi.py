"""What the rules say about key figures: targets, when a department is talked to or praised (Q-02, Q-04)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from models.rulebook.document.part import Count, Part
from models.rulebook.words import Figure

Months = Annotated[int, Field(ge=1, le=12)]


class Target(Part):
    """What a figure is to reach: per cent for a share, minutes for a median.

    Of figures where less is better it is the most that is allowed. From `excellent` on a reward is suggested;
    none is where the rules name none.
    """

    figure: Figure
    target: Annotated[int, Field(ge=0, le=1_000_000)]
    excellent: Annotated[int, Field(ge=0, le=1_000_000)] | None = None


class KpiRules(Part):
    """Targets, and what follows on them.

    A department that is on the wrong side for `below_months` months in a row is flagged for a talk with its
    head; one that is excellent for `above_months` is suggested for a reward. A month counts only where the
    figure rests on `least` cases or more. The efficiency report is made every `report_months` (M-04).
    Heads have `summary_days` working days for the summary of their department's month (Q-05).
    """

    targets: tuple[Target, ...] = ()
    below_months: Months
    above_months: Months
    least: Count
    report_months: Months
    summary_days: Annotated[int, Field(ge=1, le=20)] = 3

    def target(self, figure: Figure) -> Target | None:
        """The target of a figure; None where the rules name none."""
        return next((each for each in self.targets if each.figure is figure), None)

    @model_validator(mode="after")
    def _once(self) -> Self:
        if len({each.figure for each in self.targets}) < len(self.targets):
            raise ValueError("a figure has two targets")
        return self
