"""S-07: drafted sentences claim what the figures show, in both languages, and nothing more."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.reports.installed import sentences, words
from models.reports.rules.period import Period
from models.reports.rules.publishing import between, figure, z_of
from models.reports.words import Passage
from models.surveys.document import Dimension
from models.surveys.rules.statistics import FivePoints
from models.surveys.words import Reach
from tests.models.reports.sample import counted, sample

Counts = tuple[int, int, int, int, int]
COUNTS = st.tuples(*[st.integers(0, 60)] * 5)


def english(found: object, about: Passage) -> list[str]:
    return [text.en for text in found.said(about)]  # type: ignore[attr-defined]


def test_the_main_figure() -> None:
    """S-06, S-07: n, share, interval; the same in Chinese."""
    found = sample()
    assert english(found, Passage.DIMENSIONS) == [
        "Of 100 answers, 70.0% are satisfied or very satisfied (95% interval 60.4% to 78.1%); 20.0% are"
        " dissatisfied or very dissatisfied."
    ]
    assert found.said(Passage.DIMENSIONS)[0].zh == (
        "本期共有 100 份评价，70.0% 为满意或非常满意（95% 置信区间 60.4% 至 78.1%）；"
        "20.0% 为不满意或非常不满意。"
    )


def test_few_answers_are_said_to_be_few() -> None:
    """S-06: under 30."""
    assert "These figures rest on fewer than 30 answers and say little." in english(
        sample(main=(10, 5, 3, 2, 1)), Passage.DIMENSIONS
    )


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ((20, 20, 20, 20, 20), "the satisfied share rose from 40.0% to 70.0% (by 16.3 to 42.2 points"),
        ((70, 25, 3, 1, 1), "the satisfied share fell from 95.0% to 70.0% (by 14.8 to 35.0 points"),
        (
            (38, 30, 12, 12, 8),
            "The difference may be chance (95% interval −10.7 to 14.6 points, which includes 0).",
        ),
        (None, "This is the first report of its kind"),
    ],
)
def test_a_change_is_named_only_where_it_is_clear(before: Counts | None, said: str) -> None:
    """S-07: rose or fell only where Newcombe's interval leaves out 0."""
    (sentence,) = english(sample(before=before), Passage.COURSE)
    assert said in sentence


@settings(max_examples=60, deadline=None)
@given(COUNTS, COUNTS)
def test_no_word_of_rising_or_falling_without_an_interval_that_says_so(now: Counts, before: Counts) -> None:
    """S-07: whatever the figures are."""
    if min(sum(now), sum(before)) < 10:
        return
    (sentence,) = english(sample(main=now, before=before), Passage.COURSE)
    apart = between(figure(FivePoints(now)), figure(FivePoints(before)))
    assert (" rose " in sentence) == (apart.low > 0)
    assert (" fell " in sentence) == (apart.high < 0)


def test_groups_are_called_different_only_where_all_comparisons_together_bear_it() -> None:
    """S-07: each group against all others, its interval wider the more are compared."""
    clear = sample(
        main=(60, 20, 10, 5, 5), by_channel={"web": (50, 10, 2, 0, 0), "hotline": (10, 10, 8, 5, 5)}
    )
    assert english(clear, Passage.GROUPS) == [
        "Web form: 96.8% satisfied (62 answers), more than the 52.6% of all others.",
        "Hotline: 52.6% satisfied (38 answers), less than the 96.8% of all others.",
    ]
    alike = sample(
        main=(60, 20, 10, 5, 5), by_channel={"web": (30, 10, 5, 3, 2), "hotline": (30, 10, 5, 2, 3)}
    )
    assert english(alike, Passage.GROUPS) == ["No clear differences by: Channel."]
    assert z_of(1) < z_of(2) < z_of(12)


def test_hidden_groups_are_named_nowhere() -> None:
    """S-06, S-07: that something is hidden is said, and no more."""
    found = sample(main=(50, 20, 10, 5, 5), by_channel={
        "web": (30, 10, 5, 3, 2), "hotline": (19, 9, 5, 2, 3), "store": (1, 1, 0, 0, 0),
    })  # fmt: skip
    hidden = [line.name.en for laid_out in found.groups for line in laid_out.lines if line.figure is None]
    assert hidden == ["Hotline", "Store"]
    said = english(found, Passage.GROUPS)
    assert "Groups with too few answers are not shown, nor can they be worked out from totals." in said
    assert not any(name in sentence for name in hidden for sentence in said)


def test_every_sentence_has_the_same_places_in_both_languages() -> None:
    """X-04."""
    for section, listed in sentences().items():
        for key, pair in listed.items():
            assert set(re.findall(r"{(\w+)}", pair["zh"])) == set(re.findall(r"{(\w+)}", pair["en"])), (
                section,
                key,
            )


def test_every_word_has_its_name() -> None:
    """X-04: dimensions and means are called the same as on all other screens."""
    assert set(words()["dimension"]) == set(Dimension)
    assert set(words()["reach"]) == set(Reach)
    assert counted("handling", 1, 1, 1, 1, 1).name.zh == "投诉处理"


def test_periods() -> None:
    """S-07: quarters and months as addresses name them."""
    quarter = Period.read("2026Q4")
    assert quarter is not None
    assert (quarter.first.isoformat(), quarter.last.isoformat()) == ("2026-10-01", "2026-12-31")
    assert (quarter.before().key, quarter.name.zh) == ("2026Q3", "2026 年第四季度")
    month = Period.read("2026-01")
    assert month is not None
    assert (month.before().key, month.last.isoformat(), month.name.en) == (
        "2025-12",
        "2026-01-31",
        "January 2026",
    )
    assert [Period.read(key) for key in ("2026Q5", "2026-13", "C2026-0001", "")] == [None] * 4
