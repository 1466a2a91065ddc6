"""What a list shows of where a word was found (V-01)."""

import pytest

from models.cases.rules.extract import AROUND, Extract, extract


@pytest.mark.parametrize(
    ("text", "search", "shown"),
    [
        ("光猫坏了", "光猫", Extract("", "光猫", "坏了")),
        ("The ROUTER\n is  dead", "router", Extract("The ", "ROUTER", " is dead")),
        ("先打电话，后来上门安装", "电话 上门安装", Extract("先打电话，后来", "上门安装", "")),
        ("没有这个词", "光猫", None),
        ("光猫", "光", None),
        ("a.b (c)", "(c) a.b", None),
    ],
)
def test_v01_the_longest_word_is_shown_where_it_stands(text: str, search: str, shown: Extract | None) -> None:
    assert extract(text, search) == shown


def test_v01_a_long_text_is_cut_on_both_sides() -> None:
    """So many signs on either side, and an ellipsis where there is more."""
    found = extract("前" * 500 + "光猫" + "后" * 500, "光猫")
    assert found == Extract("…" + "前" * AROUND, "光猫", "后" * AROUND + "…")
