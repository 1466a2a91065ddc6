"""A case that came without a title is called by the customer's first sentence (V-02)."""

import pytest

from models.cases.rules.title import title_of

SIGNS = "从上周三开始每天晚上八点以后宽带就断网了"  # twenty


@pytest.mark.parametrize(
    ("problem", "title"),
    [
        ("网速慢。", "网速慢"),
        ("家里断网了！已经三天了。", "家里断网了"),
        ("断网\n第二行", "断网"),
        ("  多扣了 98 元；请退还  ", "多扣了 98 元"),
        (f"{SIGNS}，报修了三次", f"{SIGNS}，报修了…"),
        (f"{SIGNS}又来一，四五", f"{SIGNS}又来一…"),
        (f"{SIGNS}，打了三次电话", f"{SIGNS}，打了三…"),
        (f"{SIGNS}一天，打了三次电话", f"{SIGNS}一天…"),
        ("My line is down. Please call me.", "My line is down"),
        ("Version 2.1 crashes at start", "Version 2.1 crashes at start"),
        (
            "The internet keeps dropping every evening since Monday",
            "The internet keeps dropping every evening since…",
        ),
        (
            "My bill has a charge of 99 yuan that I never ordered",
            "My bill has a charge of 99 yuan that I never…",
        ),
        ("a" * 60, "a" * 48 + "…"),
        ("。。。", "。。。"),
        ("a   b\tc", "a b c"),
        ("", ""),
    ],
)
def test_titles(problem: str, title: str) -> None:
    """The first sentence, cut at 24 signs; Latin letters count half. Never ends in a comma,
    in half a word or in the stump of a clause."""
    assert title_of(problem) == title
