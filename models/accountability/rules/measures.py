"""The scale of measures with its mitigations, and what the law allows (C-03, A-05). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.accountability.words import EvidenceKind, MatterKind, MeasureKind, Mitigation, Severity
from models.errors import Invalid
from models.rulebook.document import COUNTED, MOST_MONTHS, ConductRules, LegalLimits, ScaleRow

FROM_WAGES = frozenset({MeasureKind.FINE, MeasureKind.PAY_CUT})
"""Measures that are taken from the person's wages."""
ABOVE_WARNING = FROM_WAGES | {MeasureKind.POINTS, MeasureKind.DEMOTION}
"""Measures on a person that weigh more than a warning, which may come in the place of one (C-03)."""


@dataclass(frozen=True)
class MeasureDraft:
    """A measure as it is proposed: `amount` in fen or points, none where it has none; a pay cut is so much a
    month for so many `months`."""

    kind: MeasureKind
    amount: int | None = None
    months: int | None = None


@dataclass(frozen=True)
class Load:
    """Open cases on a day, beside the median of so many who handled cases in the department."""

    open_cases: int
    median: float
    colleagues: int

    def over(self, percent: int) -> bool:
        """Whether it reached so many per cent of the median; never where there was nobody beside one."""
        return self.colleagues > 1 and self.median > 0 and self.open_cases * 100 >= self.median * percent


def shows_conduct(evidence: Iterable[EvidenceKind]) -> bool:
    """Whether there is any evidence but answers to surveys (A-05)."""
    return any(kind is not EvidenceKind.SURVEY for kind in evidence)


def mitigations(
    rules: ConductRules, *, times: int, self_reported: bool, load: Load
) -> tuple[Mitigation, ...]:
    """What the house itself knows to speak for the person; faults of a system are for people to see."""
    found = {
        Mitigation.FIRST_TIME: times == 1,
        Mitigation.SELF_REPORTED: self_reported,
        Mitigation.OVERLOAD: load.over(rules.overload_percent),
    }
    return tuple(each for each, holds in found.items() if holds)


def check_measures(measures: Sequence[MeasureDraft], *, upheld: bool) -> None:
    """Raises Invalid: "required" where something was found and nothing is proposed, "nothing_found" the
    other way round, "duplicate", "amount" and "months" where one is missing or too many."""
    if upheld != bool(measures):
        raise Invalid("measures", "required" if upheld else "nothing_found")
    if len({each.kind for each in measures}) < len(measures):
        raise Invalid("measures", "duplicate")
    for each in measures:
        counted = each.kind in COUNTED
        if counted != (each.amount is not None) or (each.amount is not None and each.amount < 1):
            raise Invalid("measures", "amount")
        if not _lasts(each):
            raise Invalid("measures", "months")


def _lasts(measure: MeasureDraft) -> bool:
    """Whether a pay cut says for how many months, and nothing else does."""
    if measure.kind is not MeasureKind.PAY_CUT:
        return measure.months is None
    return measure.months is not None and 1 <= measure.months <= MOST_MONTHS


def within(row: ScaleRow | None, measure: MeasureDraft) -> bool:
    """Whether a row of the scale allows a measure."""
    return row is not None and any(
        each.kind is measure.kind and each.allows(measure.amount, measure.months) for each in row.measures
    )


def row_for(rules: ConductRules, kind: MatterKind, severity: Severity, times: int) -> ScaleRow | None:
    """What the scale says of such conduct for that time."""
    return rules.row(kind, severity, times)


def months_begun(since: date, until: date) -> int:
    """How many calendar months have begun from a day on until the day before another; the first counts."""
    last = until - timedelta(days=1)
    return max(0, (last.year - since.year) * 12 + last.month - since.month + 1)


def from_wages(measures: Iterable[MeasureDraft]) -> int:
    """What the measures take from a month's wages, in fen; a pay cut in each of its months."""
    return sum(each.amount or 0 for each in measures if each.kind in FROM_WAGES)


def check_law(
    legal: LegalLimits, taken: int, *, already: int, wage_fen: int | None, region: str
) -> int | None:
    """The most that may still be deducted this month, in fen; None where nothing is taken from wages.

    `already` was deducted this month for other matters. Raises Invalid: "wage_needed" or "region" where it
    cannot be reckoned, "over_legal_limit" where it is too much (C-03).
    """
    if not taken:
        return None
    if not wage_fen:
        raise Invalid("wage", "wage_needed")
    if region not in legal.minimum_wages:
        raise Invalid("region", "unknown")
    left = max(0, legal.deductible(wage_fen, region) - already)
    if taken > left:
        raise Invalid("measures", "over_legal_limit")
    return left


def lighter(before: Sequence[MeasureDraft], after: Sequence[MeasureDraft]) -> bool:
    """Whether what holds after an appeal is less than what was decided, and nothing of it is heavier (A-03).

    Each measure stays, or goes down in its amount or its months; a warning may come where something on the
    person that weighs more goes. Something is left: with nothing left, the decision is reversed.
    """
    decided = {each.kind: each for each in before}
    left = {each.kind: each for each in after}
    if not left or len(left) < len(after) or set(after) == set(before):
        return False
    gone = decided.keys() - left.keys()
    for kind, each in left.items():
        if kind not in decided:
            if kind is not MeasureKind.WARNING or not gone & ABOVE_WARNING:
                return False
        elif not _at_most(each, decided[kind]):
            return False
    return True


def _at_most(measure: MeasureDraft, decided: MeasureDraft) -> bool:
    """Whether a measure takes something and no more than the one that was decided, in none of its months."""
    pairs = ((measure.amount, decided.amount), (measure.months, decided.months))
    return all(
        (after is None) == (before is None) and (after is None or before is None or 1 <= after <= before)
        for after, before in pairs
    )
