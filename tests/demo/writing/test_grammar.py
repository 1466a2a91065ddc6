"""The grammar of fragments."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.writing.grammar import BadFragment, chinese_number, chinese_value, expand, parse, slots_of


def texts(fragment: str, count: int = 200) -> set[str]:
    draw = Random(1)
    return {expand(parse(fragment), draw, lambda name: f"<{name}>") for _ in range(count)}


def test_brackets_choose_and_may_be_nested_or_empty() -> None:
    assert texts("网[断|掉[线|网]]了[。|]") == {
        "网断了。", "网断了", "网掉线了。", "网掉线了", "网掉网了。", "网掉网了",
    }  # fmt: skip


def test_slots_ask_for_facts() -> None:
    assert texts("{day}在{estate}") == {"<day>在<estate>"}
    assert slots_of(parse("[{a}|{b}{2~9}]")) == {"a", "b"}


def test_ranges_keep_decimals_and_numerals() -> None:
    assert texts("{7~9}") == {"7", "8", "9"}
    assert texts("{二~四}次") == {"两次", "三次", "四次"}
    assert texts("{三百~五百}") == {"三百", "四百", "五百"}
    assert all(-2.5 <= float(text) <= -1.5 and len(text) == 4 for text in texts("{-2.5~-1.5}"))


@pytest.mark.parametrize("broken", ["[断", "断]", "{day", "a}", "{}", "[a|[b]"])
def test_what_does_not_close_is_refused(broken: str) -> None:
    with pytest.raises(BadFragment):
        parse(broken)


@given(st.integers(0, 9999))
def test_numerals_and_values_are_inverse(value: int) -> None:
    assert chinese_value(chinese_number(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(2, "两"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (300, "三百"), (3400, "三千四百")],
)
def test_numerals_are_as_spoken(value: int, text: str) -> None:
    assert chinese_number(value) == text
