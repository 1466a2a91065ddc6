"""S-06: shares and differences, against published examples and against another way of reckoning."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.surveys.rules.statistics import Share, difference, share
from tests.models.surveys.statistics.roots import score_limits


def certain(hits: int, n: int) -> Share:
    found = share(hits, n)
    assert found is not None
    return found


@st.composite
def counted(draw: st.DrawFn, most: int = 3000) -> tuple[int, int]:
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_shares(hits: int, n: int, low: float, high: float) -> None:
    """S-06: R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in
    Medicine 17 (1998) 857-872, table I, method 3 (Wilson).
    """
    found = certain(hits, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@settings(max_examples=60, deadline=None)
@given(counted())
def test_shares_by_another_way(case: tuple[int, int]) -> None:
    """S-06: the limits are where the score test turns."""
    found = certain(*case)
    low, high = score_limits(*case)
    assert found.low == pytest.approx(low, abs=1e-9)
    assert found.high == pytest.approx(high, abs=1e-9)


@given(counted())
def test_a_share_lies_in_its_interval(case: tuple[int, int]) -> None:
    """S-06: 0 ≤ low ≤ share ≤ high ≤ 1, and the same from the other side."""
    hits, n = case
    found, turned = certain(hits, n), certain(n - hits, n)
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low == pytest.approx(1 - turned.high, abs=1e-12)


@given(counted())
def test_more_hits_more_share(case: tuple[int, int]) -> None:
    """S-06: one hit more lifts the share and both limits."""
    hits, n = case
    if hits < n:
        fewer, more = certain(hits, n), certain(hits + 1, n)
        assert fewer.value < more.value
        assert fewer.low <= more.low
        assert fewer.high <= more.high


@given(counted(500), st.integers(2, 50))
def test_more_answers_shorter_interval(case: tuple[int, int], times: int) -> None:
    """S-06: the same share of more answers is surer."""
    hits, n = case
    few, many = certain(hits, n), certain(times * hits, times * n)
    assert many.high - many.low < few.high - few.low


def test_no_share() -> None:
    """S-06: nothing of nothing is no figure; more than all is a mistake."""
    assert share(0, 0) is None
    with pytest.raises(ValueError, match="3 of 2"):
        share(3, 2)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_published_differences(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    """S-06: R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10."""
    found = difference(certain(*one), certain(*other))
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(counted(), counted())
def test_differences_turn_around(one: tuple[int, int], other: tuple[int, int]) -> None:
    """S-06: one less the other is the other less the one, turned; both within -1 and 1."""
    there, back = difference(certain(*one), certain(*other)), difference(certain(*other), certain(*one))
    assert -1 <= there.low <= there.value <= there.high <= 1
    assert there.low == pytest.approx(-back.high, abs=1e-12)
    assert there.clear == back.clear
