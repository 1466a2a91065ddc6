"""The pure rules of inspections: scoring, sampling, agreement, who is free (Q-01)."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Invalid
from models.inspection.rules.agreement import agreement
from models.inspection.rules.assigning import Inspected, Inspector, free_for, lightest
from models.inspection.rules.sampling import Plan, Unit, by_risk, sample, second_look
from models.inspection.rules.scoring import Scored, result
from models.inspection.words import Ground, Mark

ITEMS = st.builds(Scored, st.integers(1, 100), st.booleans(), st.sampled_from(Mark))
MARKS = st.sampled_from(["met", "partly", "not_met"])
UNITS = st.lists(
    st.builds(
        Unit,
        st.integers(1, 10**6).map("HY-{}".format),
        st.sampled_from("abc"),
        st.integers(0, 3),
        st.integers(0, 9),
    ),
    unique_by=lambda unit: unit.number,
    max_size=80,
)


def applies(items: list[Scored]) -> bool:
    return any(each.mark is not Mark.NOT_APPLICABLE for each in items)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([Scored(20, False, Mark.MET), Scored(80, False, Mark.MET)], (100, True, False)),
        ([Scored(20, False, Mark.NOT_MET), Scored(80, False, Mark.MET)], (80, True, False)),
        ([Scored(21, False, Mark.NOT_MET), Scored(79, False, Mark.MET)], (79, False, False)),
        ([Scored(1, True, Mark.NOT_MET), Scored(99, False, Mark.MET)], (99, False, True)),
        ([Scored(1, True, Mark.PARTLY), Scored(99, False, Mark.MET)], (99, True, False)),
        ([Scored(50, True, Mark.NOT_APPLICABLE), Scored(50, False, Mark.PARTLY)], (50, False, False)),
        ([Scored(1, False, Mark.MET), Scored(2, False, Mark.NOT_MET)], (33, False, False)),
    ],
)
def test_q01_points_by_hand(items: list[Scored], expected: tuple[int, bool, bool]) -> None:
    """Worked by hand, with 80 percent to pass."""
    assert result(items, 80) == expected


def test_q01_nothing_that_applies_gives_no_result() -> None:
    with pytest.raises(Invalid):
        result([Scored(9, True, Mark.NOT_APPLICABLE)], 80)


@given(st.lists(ITEMS, min_size=1, max_size=20).filter(applies), st.integers(1, 100))
def test_q01_a_failed_killer_always_fails_and_a_better_mark_never_harms(
    items: list[Scored], pass_percent: int
) -> None:
    found = result(items, pass_percent)
    killed = any(each.killer and each.mark is Mark.NOT_MET for each in items)
    assert 0 <= found.percent <= 100
    assert found.passed == (not killed and found.percent >= pass_percent)
    better = [each._replace(mark=Mark.MET) if each.mark is Mark.PARTLY else each for each in items]
    assert result(better, pass_percent) >= found
    assert result(list(reversed(items)), pass_percent) == found


@given(UNITS, st.integers(0, 5), st.integers(1, 100), st.integers(0, 10), st.randoms(use_true_random=False))
def test_q01_the_same_seed_draws_the_same_cases(
    units: list[Unit], least: int, share: int, risky: int, order: random.Random
) -> None:
    """However the frame is ordered; all of grade 3; the share of each stratum, the minimum at least."""
    plan = Plan(share, least, risky)
    found = sample(units, "SEED", plan)
    shuffled = list(units)
    order.shuffle(shuffled)
    assert sample(shuffled, "SEED", plan) == found
    grounds = dict(found)
    assert {unit.number for unit in units if unit.grade == 3} == {
        number for number, ground in grounds.items() if ground is Ground.GRADE_THREE
    }
    for stratum in "abc":
        members = [unit for unit in units if unit.stratum == stratum and unit.grade != 3]
        drawn = sum(grounds.get(unit.number) is Ground.RANDOM for unit in members)
        assert drawn == min(len(members), max(least, -(-len(members) * share // 100)))
    by = [number for number, ground in grounds.items() if ground is Ground.RISK]
    assert len(by) <= risky
    assert all(unit.risk for unit in units if unit.number in by)


def test_q01_a_heavier_case_is_drawn_more_often() -> None:
    """Of one case of weight 9 and nine of weight 1, the heavy one comes first in half of 2,000 draws."""
    units = [Unit("heavy", "a", 1, 9), *(Unit(f"light{n}", "a", 1, 1) for n in range(9))]
    first = sum(by_risk(units, str(seed), 1) == ["heavy"] for seed in range(2000))
    assert 930 < first < 1070  # 1000 expected, three standard deviations of 22


def test_q01_a_share_is_scored_twice() -> None:
    numbers = [f"HY-{n}" for n in range(25)]
    assert len(second_look("SEED", numbers, 10)) == 3
    assert second_look("SEED", numbers, 0) == set()
    assert second_look("SEED", numbers, 100) == set(numbers)


def test_q01_kappa_by_hand() -> None:
    """The diagnoses of Fleiss, Levin and Paik 2003, table 18.1: kappa 0.676, standard error 0.088."""
    cells = {
        ("psychotic", "psychotic"): 75, ("psychotic", "neurotic"): 1, ("psychotic", "organic"): 4,
        ("neurotic", "psychotic"): 5, ("neurotic", "neurotic"): 4, ("neurotic", "organic"): 1,
        ("organic", "organic"): 10,
    }  # fmt: skip
    found = agreement([pair for pair, count in cells.items() for _ in range(count)])
    assert found.n == 100
    assert found.observed == pytest.approx(0.89)
    assert found.kappa == pytest.approx(0.676, abs=0.0005)
    assert found.low is not None
    assert found.high is not None
    assert (found.high - found.low) / 2 / 1.96 == pytest.approx(0.0877, abs=0.0005)


def test_q01_no_kappa_of_nothing_or_of_one_mark_only() -> None:
    assert agreement([]) == (0, None, None, None, None)
    assert agreement([("met", "met")] * 5) == (5, 1.0, None, None, None)


@given(st.lists(st.tuples(MARKS, MARKS), min_size=1, max_size=60))
def test_q01_kappa_lies_in_its_interval_whoever_is_first(pairs: list[tuple[str, str]]) -> None:
    found = agreement(pairs)
    turned = agreement([(b, a) for a, b in pairs])
    assert found.kappa == pytest.approx(turned.kappa) if found.kappa is not None else turned.kappa is None
    if found.kappa is not None and found.low is not None and found.high is not None:
        assert -1 <= found.low <= found.kappa + 1e-9
        assert found.kappa - 1e-9 <= found.high <= 1
        assert (found.kappa == pytest.approx(1)) == all(a == b for a, b in pairs)


def test_q01_nobody_inspects_what_they_handled_or_their_own_department() -> None:
    people = [Inspector(1, frozenset({7})), Inspector(2, frozenset({8})), Inspector(3, frozenset({8}))]
    case = Inspected(department_id=7, involved=frozenset({2}))
    assert [each.id for each in free_for(case, people)] == [3]
    assert lightest(free_for(case, people, but=(3,)), {}) is None
    assert lightest(people, {1: 2, 2: 1, 3: 1}) == 2
