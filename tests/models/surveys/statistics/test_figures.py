"""S-06: five points, recommending, strata, response rates, and those who did not answer."""

from fractions import Fraction
from itertools import pairwise
from statistics import mean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.surveys.rules.statistics import (
    Dispositions,
    FivePoints,
    Group,
    Recommending,
    Stratum,
    compare,
    low_base,
    share,
    shown,
    weighted_share,
)
from tests.models.surveys.statistics.roots import paired_limits

answers = st.lists(st.integers(0, 5), max_size=60)


@given(answers)
def test_five_points_counted_otherwise(given_points: list[int]) -> None:
    """S-06: counts, shares, mean and deviation are those of the list of answers; 0 is apart."""
    found = FivePoints.of({point: given_points.count(point) for point in set(given_points)})
    points = [point for point in given_points if point]
    assert found.n == len(points)
    assert found.not_applicable == given_points.count(0)
    assert found.satisfied == share(sum(point >= 4 for point in points), len(points))
    assert found.dissatisfied == share(sum(point <= 2 for point in points), len(points))
    assert found.mean == (pytest.approx(mean(points)) if points else None)
    assert found.deviation == (pytest.approx(stdev(points)) if len(points) > 1 else None)


@given(answers, answers)
def test_groups_make_up_the_whole(one: list[int], other: list[int]) -> None:
    """S-06: counted apart and together, it is the same."""
    parts = [FivePoints.of({point: each.count(point) for point in range(6)}) for each in (one, other)]
    assert FivePoints.together(parts) == FivePoints.of({p: (one + other).count(p) for p in range(6)})


def test_no_such_point() -> None:
    """S-06: a point that is not on the scale is a mistake, not an answer."""
    with pytest.raises(ValueError, match="6"):
        FivePoints.of({6: 1})
    with pytest.raises(ValueError, match="11"):
        Recommending.of({11: 1})


def test_bases() -> None:
    """S-06: 29 are few, 30 are not; 5 are shown inside, 10 to the public."""
    assert (low_base(29), low_base(30)) == (True, False)
    assert (shown(4), shown(5), shown(9, 10), shown(10, 10)) == (False, True, False, True)


def test_recommending() -> None:
    """S-06: 9 and 10 promote, 7 and 8 pass, 0 to 6 warn (Reichheld 2003)."""
    found = Recommending.of({10: 4, 9: 3, 8: 2, 7: 1, 6: 1, 0: 1})
    assert (found.promoters, found.passives, found.detractors) == (7, 3, 2)
    assert found.score == pytest.approx(100 * 5 / 12)
    assert Recommending(0, 0, 0).score is None
    assert Recommending(0, 0, 0).interval is None


def test_published_interval_of_a_paired_difference() -> None:
    """S-06: 1 up and 7 down of 21: Tango's interval is -0.517 to -0.026 (M. W. Fagerland, S. Lydersen,
    P. Laake, "Recommended tests and confidence intervals for paired binomial proportions", Statistics in
    Medicine 33 (2014) 2850-2875, table VII).
    """
    interval = Recommending(1, 13, 7).interval
    assert interval is not None
    assert [round(limit / 100, 3) for limit in interval] == [-0.517, -0.026]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_recommending_by_another_way(promoters: int, passives: int, detractors: int) -> None:
    """S-06: the limits are where the score test turns, its shares found by searching the likelihood."""
    found = Recommending(promoters, passives, detractors)
    if found.n and found.interval:
        low, high = paired_limits(promoters, detractors, found.n)
        assert found.interval == pytest.approx((100 * low, 100 * high), abs=1e-5)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_the_score_lies_in_its_interval(promoters: int, passives: int, detractors: int) -> None:
    """S-06: -100 ≤ low ≤ score ≤ high ≤ 100, and the same from the other side."""
    found, turned = (
        Recommending(promoters, passives, detractors),
        Recommending(detractors, passives, promoters),
    )
    if found.interval and turned.interval and found.score is not None:
        low, high = found.interval
        assert -100 <= low <= found.score + 1e-9
        assert found.score - 1e-9 <= high <= 100
        assert low == pytest.approx(-turned.interval[1], abs=1e-6)


TELEVISION = (Stratum(155, 20, 16), Stratum(62, 8, 2), Stratum(93, 12, 6))


def test_published_stratified_share() -> None:
    """S-06: households that watch a programme: 0.60 with a variance of 0.0045 (R. L. Scheaffer,
    W. Mendenhall, L. Ott, Elementary Survey Sampling, chapter 5).
    """
    found = weighted_share(TELEVISION)
    assert found is not None
    assert round(found.value, 2) == 0.60
    assert round(found.error**2, 4) == 0.0045
    assert found.n == 40


strata = st.lists(
    st.integers(0, 30).flatmap(
        lambda n: st.tuples(st.integers(max(n, 1), 400), st.just(n), st.integers(0, n))
    ),
    min_size=1,
    max_size=6,
).map(lambda drawn: [Stratum(*each) for each in drawn])


@given(strata)
def test_stratified_share_in_fractions(drawn: list[Stratum]) -> None:
    """S-06: value and error as the sums of Cochran 1977, 5.3 and 5.10, reckoned exactly."""
    found = weighted_share(drawn)
    heard = [each for each in drawn if each.n]
    if not heard:
        assert found is None
        return
    assert found is not None
    size = sum(each.size for each in heard)
    value = sum(Fraction(each.size, size) * Fraction(each.hits, each.n) for each in heard)
    assert found.value == pytest.approx(float(value))
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9
    if all(each.n > 1 for each in heard):
        variance = sum(
            Fraction(each.size * (each.size - each.n), size * size)
            * Fraction(each.hits * (each.n - each.hits), each.n**2)
            / (each.n - 1)
            for each in heard
        )
        assert found.error == pytest.approx(float(variance) ** 0.5, abs=1e-9)


@given(st.integers(2, 40).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n - 1))))
def test_one_stratum_is_a_simple_sample(counts: tuple[int, int]) -> None:
    """S-06: of a frame without end one stratum has nearly its own n as effective n, and Wilson's interval."""
    n, hits = counts
    found, simple = weighted_share([Stratum(10**9, n, hits)]), share(hits, n)
    assert found is not None
    assert simple is not None
    assert found.effective == pytest.approx(n - 1, rel=1e-6)
    assert found.low <= simple.low + 1e-9
    assert found.high >= simple.high - 1e-9


def test_strata_without_an_answer_are_told() -> None:
    """S-06: the figure speaks for the part of the frame that somebody answered in."""
    found = weighted_share([Stratum(300, 10, 5), Stratum(100, 0, 0)])
    assert found is not None
    assert found.covered == 0.75


def test_everybody_asked_leaves_no_doubt() -> None:
    """S-06: where the whole frame answered there is no error of sampling."""
    found = weighted_share([Stratum(4, 4, 2), Stratum(4, 4, 0)])
    assert found is not None
    assert (found.value, found.low, found.high, found.error) == (0.25, 0.25, 0.25, 0.0)


def test_a_stratum_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="3 of 5 of 4"):
        weighted_share([Stratum(4, 5, 3)])


def test_response_rates() -> None:
    """S-06: AAPOR's six rates of one sample, reckoned by hand."""
    found = Dispositions(
        complete=50,
        partial=10,
        refused=8,
        not_reached=20,
        not_asked=7,
        waiting=5,
        undelivered=20,
        ineligible=25,
    )
    assert found.eligible == 120
    assert found.estimated_eligible == 0.8
    assert found.rr1 == pytest.approx(50 / 120)
    assert found.rr2 == pytest.approx(60 / 120)
    assert found.rr3 == pytest.approx(50 / 116)
    assert found.rr4 == pytest.approx(60 / 116)
    assert found.rr5 == pytest.approx(50 / 100)
    assert found.rr6 == pytest.approx(60 / 100)


counts = st.integers(0, 10_000)


@given(st.tuples(*[counts] * 8))
def test_response_rates_keep_their_order(parts: tuple[int, ...]) -> None:
    """S-06: 0 ≤ RR1 ≤ RR3 ≤ RR5 ≤ 1, with partial answers likewise and never lower."""
    found = Dispositions(*parts)
    if found.rr1 is None or found.rr5 is None:
        return
    strict = (0.0, found.rr1, found.rr3, found.rr5, 1.0)
    loose = (0.0, found.rr2, found.rr4, found.rr6, 1.0)
    for rates in (strict, loose):
        assert all(one <= other + 1e-12 for one, other in pairwise(rates))  # type: ignore[operator]
    assert all(one <= other for one, other in zip(strict, loose, strict=True))  # type: ignore[operator]


def test_nobody_asked_is_no_rate() -> None:
    assert Dispositions(ineligible=4).rr1 is None


def test_those_who_answered_beside_those_who_did_not() -> None:
    """S-06: a department that answers less than its part is told from one that answers as all do."""
    found = compare({"JS": Group(30, 120), "KF": Group(120, 130)})
    js = found["JS"]
    assert js.of_answered is not None
    assert js.of_silent is not None
    assert js.apart is not None
    assert (js.of_answered.value, js.of_silent.value) == (0.2, 0.48)
    assert js.apart.value == pytest.approx(-0.28)
    assert js.apart.clear
    assert compare({"JS": Group(3, 0)})["JS"].apart is None
