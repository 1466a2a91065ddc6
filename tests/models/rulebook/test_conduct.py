"""The part of the rulebook on accountability, rewards and penalties (C-03, A-02, A-03)."""

from copy import deepcopy
from typing import Any

import pytest

from models.rulebook.document import InvalidDocument, MeasureRange, parse
from models.rulebook.installed import first_conduct, first_document
from models.rulebook.words import Approver, Decider, MatterKind, MeasureKind, RewardKind, Severity


@pytest.mark.parametrize("kind", MatterKind)
@pytest.mark.parametrize("severity", Severity)
def test_c03_the_scale_knows_all_conduct_for_every_time(kind: MatterKind, severity: Severity) -> None:
    """C-03: the last row of a severity holds for every further time."""
    rules = parse(first_document()).conduct
    assert rules is not None
    rows = [rules.row(kind, severity, times) for times in (1, 2, 3, 9)]
    assert None not in rows
    assert rows[2] == rows[3]


def test_c03_who_decides() -> None:
    rules = parse(first_document()).conduct
    assert rules is not None
    assert rules.decider(Severity.MINOR, outside=False) is Decider.HR
    assert rules.decider(Severity.SERIOUS, outside=False) is Decider.LEADING_GROUP
    assert rules.decider(Severity.MINOR, outside=True) is Decider.LEADING_GROUP


@pytest.mark.parametrize(
    ("wage", "most"), [(800_000, 160_000), (300_000, 48_000), (252_000, 0), (100_000, 0)]
)
def test_c03_a_fifth_of_the_wages_and_the_minimum_wage_stays(wage: int, most: int) -> None:
    """C-03: at most 20 %, and never below 2520 yuan in Shenzhen."""
    rules = parse(first_document()).conduct
    assert rules is not None
    assert rules.legal.deductible(wage, "深圳") == most


def test_c03_a_range_allows_what_lies_in_it() -> None:
    points = MeasureRange(kind=MeasureKind.POINTS, least=2, most=4)
    assert [points.allows(amount) for amount in (None, 1, 2, 4, 5)] == [False, False, True, True, False]
    assert MeasureRange(kind=MeasureKind.WARNING).allows(None)
    cut = MeasureRange(kind=MeasureKind.PAY_CUT, least=100, most=200, months=3)
    assert [cut.allows(150, months) for months in (1, 3, 4)] == [True, True, False]
    once = MeasureRange(kind=MeasureKind.PAY_CUT, least=100, most=200)
    assert [once.allows(150, months) for months in (1, 2)] == [True, False], "from before there were months"
    with pytest.raises(ValueError, match="has no months"):
        MeasureRange(kind=MeasureKind.FINE, least=100, most=200, months=3)


def test_c04_rewards_by_kind_and_amount() -> None:
    """C-04."""
    rules = parse(first_document()).conduct
    assert rules is not None
    assert rules.rewards.approver(50_000) is Approver.HEAD
    assert rules.rewards.approver(50_001) is Approver.FINANCE
    assert rules.rewards.approver(999_999) is Approver.LEADING_GROUP
    assert rules.rewards.rules(RewardKind.CERTIFICATE).points == 3


def test_rb01_a_rulebook_from_before_them_holds() -> None:
    """RB-01: an older document has no such part."""
    document = first_document()
    del document["conduct"]
    assert parse(document).conduct is None


def _without_a_row(conduct: dict[str, Any]) -> None:
    conduct["scale"] = [row for row in conduct["scale"] if row["severity"] != "serious"]


def _twice(conduct: dict[str, Any]) -> None:
    conduct["scale"].append(conduct["scale"][0])


def _amount_of_a_warning(conduct: dict[str, Any]) -> None:
    conduct["scale"][0]["measures"][0]["least"] = 1


def _falling_limits(conduct: dict[str, Any]) -> None:
    conduct["rewards"]["limits"][0]["up_to_fen"] = 900_000


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_without_a_row, "the scale says nothing of"),
        (_twice, "the scale says two things"),
        (_amount_of_a_warning, "has an amount where it needs none"),
        (_falling_limits, "the limits of rewards must rise"),
    ],
)
def test_c03_what_contradicts_itself_is_no_rulebook(spoil: Any, sentence: str) -> None:
    conduct = deepcopy(first_conduct())
    spoil(conduct)
    with pytest.raises(InvalidDocument, match=sentence):
        parse({**first_document(), "conduct": conduct})
