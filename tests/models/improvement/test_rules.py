"""What rises beyond its usual spread, and what an improvement is shown to have done (M-03, K-02)."""

import pytest

from models.improvement.rules.effect import effect
from models.improvement.rules.rising import PAST, RECENT, rise
from models.improvement.rules.telling import may_name

TOTALS = [100] * (PAST + RECENT)


def counts(past: list[int], recent: list[int]) -> list[int]:
    return (past * PAST)[:PAST] + recent


def test_m_03_a_real_rise_is_found() -> None:
    found = rise(counts([2, 3, 2, 4], [9, 11, 8, 12]), TOTALS)
    assert (found.observed, round(found.expected, 1), found.rose) == (40, 11.0, True)
    assert found.score == pytest.approx((40 - 11) / 11**0.5)


@pytest.mark.parametrize(
    ("past", "recent", "totals"),
    [
        ([2, 3], [3, 2, 3, 3], TOTALS),  # as ever
        ([0], [1, 1, 1, 1], TOTALS),  # too few to speak of
        ([10], [13, 12, 13, 13], TOTALS),  # more, but not half as many again
        ([10], [20, 20, 20, 20], [100] * PAST + [200] * RECENT),  # everything doubled
        ([0, 0, 0, 2], [1, 2, 1, 2], TOTALS),  # seen now and then, as ever
        ([0, 20], [20, 18, 20, 19], TOTALS),  # it always swings that much
    ],
)
def test_m_03_mere_counts_are_no_rise(past: list[int], recent: list[int], totals: list[int]) -> None:
    assert not rise(counts(past, recent), totals).rose


def test_m_03_what_never_was_before_needs_enough_cases() -> None:
    assert not rise(counts([0], [1, 1, 1, 1]), TOTALS).rose
    assert rise(counts([0], [2, 2, 1, 2]), TOTALS).rose


def test_m_03_an_empty_past_tells_nothing_wrong() -> None:
    found = rise([0] * (PAST + RECENT), [0] * (PAST + RECENT))
    assert (found.observed, found.rose) == (0, False)


def test_k_02_a_ratio_of_rates_with_its_interval() -> None:
    """Forty in twelve weeks before, ten in twelve after: a quarter, between about an eighth and a half."""
    found = effect(40, 12, 10, 12)
    assert found.ratio == pytest.approx(0.25)
    assert found.low == pytest.approx(0.127, abs=0.002)
    assert found.high == pytest.approx(0.493, abs=0.002)
    assert (found.fell, found.low_base, found.early) == (True, False, False)


def test_k_02_no_claim_beyond_the_figures() -> None:
    assert not effect(10, 12, 7, 12).fell
    assert effect(10, 12, 7, 12).low_base
    assert effect(40, 12, 0, 12).fell
    assert effect(40, 12, 0, 12).ratio == 0
    assert effect(0, 12, 5, 12).ratio is None
    assert effect(0, 12, 0, 12).high is None
    assert effect(40, 12, 1, 1).early
    assert not effect(40, 12, 0, 0).fell


def test_m_03_pieces_of_sentences_are_no_words() -> None:
    pairs = ("断网", "改期", "退订", "在线", "到账", "天又", "卡的", "每天", "户来", "来电")
    assert [each for each in pairs if may_name(each)] == ["断网", "改期", "退订", "在线", "到账", "户来"]
