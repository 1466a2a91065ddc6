"""What the rules say about accountability, rewards and penalties: triggers, clocks, the scale, limits
(A-02 … A-05, C-01 … C-04)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from models.rulebook.document.compensation import Fen
from models.rulebook.document.part import Code, Count, FrozenMap, Name, Part
from models.rulebook.document.time import Period
from models.rulebook.words import (
    Approver,
    Decider,
    MatterKind,
    MeasureKind,
    RewardKind,
    Severity,
    TriggerKind,
    Unit,
)

MONEY = frozenset({MeasureKind.FINE, MeasureKind.PAY_CUT, MeasureKind.BONUS_DEDUCTION})
"""Measures whose amount is in fen."""

COUNTED = MONEY | {MeasureKind.POINTS}
"""Measures that have an amount: in fen, or in points."""

MOST_MONTHS = 36
"""The longest that a pay cut can run at all."""

OF_DEPARTMENTS = frozenset({MeasureKind.HEAD_TALK, MeasureKind.BONUS_DEDUCTION})
"""Measures that concern the department, not the person (C-03)."""

Percent = Annotated[int, Field(ge=1, le=100)]
Points = Annotated[int, Field(ge=0, le=10_000)]


class Triggers(Part):
    """From when on what happened is a candidate for a matter (A-02).

    A result is late by `late_by` or more after its due time; a case came back for the `reopened_round`-th
    round or a later one. `about_people` are the categories of complaints about a person. Nothing that
    happened more than `look_back_days` ago is looked at. `silent` triggers are found by no job.
    """

    late_by: Period
    reopened_round: Annotated[int, Field(ge=2, le=20)]
    about_people: tuple[Code, ...]
    look_back_days: Annotated[int, Field(ge=1, le=366)]
    silent: tuple[TriggerKind, ...] = ()


class Clocks(Part):
    """By when each step of a matter is done (A-03), each from the end of the step before.

    `appeal` is the time that the person has after the delivery; `longest` is when a matter lapses that
    nobody has decided, counted from its opening.
    """

    candidate: Period
    notice: Period
    statement: Period
    investigation: Period
    finding: Period
    proposal: Period
    decision: Period
    delivery: Period
    appeal: Period
    hearing: Period
    longest: Period


class MeasureRange(Part):
    """A measure that a row of the scale allows: from `least` to `most`, in fen or points; without an amount
    for measures that have none. A pay cut is so much a month, for at most `months`; one if none is said."""

    kind: MeasureKind
    least: Annotated[int, Field(ge=1, le=100_000_000)] | None = None
    most: Annotated[int, Field(ge=1, le=100_000_000)] | None = None
    months: Annotated[int, Field(ge=1, le=MOST_MONTHS)] | None = None

    def allows(self, amount: int | None, months: int | None = None) -> bool:
        """Whether an amount lies in the range, and a pay cut ends in time."""
        if months is not None and months > (self.months or 1):
            return False
        if self.least is None or self.most is None:
            return amount is None
        return amount is not None and self.least <= amount <= self.most

    @model_validator(mode="after")
    def _has_an_amount(self) -> Self:
        ends = (self.least is not None, self.most is not None)
        if ends != (self.kind in COUNTED, self.kind in COUNTED):
            raise ValueError(f"the measure {self.kind.value} has an amount where it needs none, or none")
        if self.months is not None and self.kind is not MeasureKind.PAY_CUT:
            raise ValueError(f"the measure {self.kind.value} is over at once, and has no months")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"the amounts of {self.kind.value} go from the larger to the smaller")
        return self


class ScaleRow(Part):
    """What may follow on conduct of these kinds, that severe, the `times`-th time within the repetition
    months; the last row of a severity holds for every further time."""

    kinds: Annotated[tuple[MatterKind, ...], Field(min_length=1)]
    severity: Severity
    times: Annotated[int, Field(ge=1, le=9)]
    measures: Annotated[tuple[MeasureRange, ...], Field(min_length=1)]


class DecisionLimit(Part):
    """Up to which severity who decides, as long as the scale is kept; whoever is last decides the rest."""

    severity: Severity
    decider: Decider


class LegalLimits(Part):
    """What the law allows: a month's deductions take at most `share_percent` of that month's wages, and
    leave at least the minimum wage of the region, in fen a month."""

    share_percent: Percent
    minimum_wages: Annotated[FrozenMap[Name, Fen], Field(min_length=1)]

    def deductible(self, wage_fen: int, region: str) -> int:
        """The most that may be deducted from a month's wages, in fen. Raises KeyError for another region."""
        share = wage_fen * self.share_percent // 100
        return max(0, min(share, wage_fen - self.minimum_wages[region]))


class RewardRules(Part):
    """What a kind of reward comes with: an amount of money within limits, and points for the ledger."""

    kind: RewardKind
    least_fen: Annotated[int, Field(ge=0, le=100_000_000)] = 0
    most_fen: Annotated[int, Field(ge=0, le=100_000_000)] = 0
    points: Points = 0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least_fen > self.most_fen:
            raise ValueError(f"the amounts of {self.kind.value} go from the larger to the smaller")
        return self


class RewardLimit(Part):
    """Up to which amount who approves a reward; without an amount, whatever it is (C-04)."""

    up_to_fen: Annotated[int, Field(ge=0, le=100_000_000)] | None = None
    approver: Approver


class Rewards(Part):
    """Kinds of rewards, who approves how much, and by when; the limits rise, and the last has none.

    `useful_praise` cases of praise within `praise_months` make the system suggest a reward.
    """

    kinds: Annotated[tuple[RewardRules, ...], Field(min_length=1)]
    limits: Annotated[tuple[RewardLimit, ...], Field(min_length=1)]
    check: Period
    approval: Period
    useful_praise: Count
    praise_months: Annotated[int, Field(ge=1, le=36)]

    def rules(self, kind: RewardKind) -> RewardRules:
        """The rules of a kind; without money and points for one that these rules do not know."""
        return next((each for each in self.kinds if each.kind is kind), RewardRules(kind=kind))

    def approver(self, amount_fen: int) -> Approver:
        """Who approves an amount."""
        return next(
            limit.approver
            for limit in self.limits
            if limit.up_to_fen is None or amount_fen <= limit.up_to_fen
        )

    @model_validator(mode="after")
    def _rise(self) -> Self:
        amounts = [limit.up_to_fen for limit in self.limits]
        if amounts[-1] is not None or None in amounts[:-1]:
            raise ValueError("the last limit of rewards, and no other, has no amount")
        if amounts[:-1] != sorted({fen for fen in amounts if fen is not None}):
            raise ValueError("the limits of rewards must rise")
        return self


class PointRules(Part):
    """A department that has lost `talk_from` points in a period, or more, is due for a talk with its head;
    a point of a person is worth `fen` at the end of the year (0 where points are not paid).

    A talk is held within `talk_within` of what called for it, and its minutes are acknowledged within
    `talk_read`; an edition from before these were kept has ten and three working days.
    """

    talk_from: Count
    fen: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    talk_within: Period = Period(amount=10, unit=Unit.WORKING_DAYS)
    talk_read: Period = Period(amount=3, unit=Unit.WORKING_DAYS)


class ConductRules(Part):
    """Accountability, rewards and penalties (A, C).

    Repetition is counted within `repetition_months`. Load counts as a mitigation from `overload_percent` of
    the department's median on (A-05).
    """

    triggers: Triggers
    clocks: Clocks
    repetition_months: Annotated[int, Field(ge=1, le=36)]
    overload_percent: Annotated[int, Field(ge=100, le=1000)]
    scale: Annotated[tuple[ScaleRow, ...], Field(min_length=1)]
    deciders: Annotated[tuple[DecisionLimit, ...], Field(min_length=1)]
    legal: LegalLimits
    rewards: Rewards
    points: PointRules

    def row(self, kind: MatterKind, severity: Severity, times: int) -> ScaleRow | None:
        """What the scale says of such conduct for that time; None where it says nothing."""
        rows = [row for row in self.scale if kind in row.kinds and row.severity is severity]
        reached = [row for row in rows if row.times <= max(times, 1)]
        return max(reached, key=lambda row: row.times, default=None)

    def decider(self, severity: Severity, *, outside: bool) -> Decider:
        """Who decides: whoever the severity asks for, the leading group outside the scale (C-03)."""
        if outside:
            return Decider.LEADING_GROUP
        found = (each.decider for each in self.deciders if each.severity is severity)
        return next(found, Decider.LEADING_GROUP)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        rows = [(kind, row.severity, row.times) for row in self.scale for kind in row.kinds]
        if len(set(rows)) < len(rows):
            raise ValueError("the scale says two things of the same conduct")
        for kind in MatterKind:
            for severity in Severity:
                if (kind, severity, 1) not in rows:
                    raise ValueError(f"the scale says nothing of {kind.value}, {severity.value}, first time")
        severities = [each.severity for each in self.deciders]
        if len(set(severities)) < len(severities):
            raise ValueError("a severity has two deciders")
        return self
