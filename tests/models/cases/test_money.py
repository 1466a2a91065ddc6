"""T-05: amounts of money as people write and say them."""

import pytest

from models.cases.rules.suggestion import fold
from models.cases.rules.suggestion.money import amounts, counted


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("多扣了98元", [98]),
        ("¥1,200.50 没到账", [1200.5]),
        ("￥３００", [300]),
        ("RMB 45", [45]),
        ("赔偿8万元", [80_000]),
        ("赔1.5万", [15_000]),
        ("要三千五百块", [3500]),
        ("两百块押金", [200]),
        ("一共一百八十元", [180]),
        ("这两万多谁赔", [20_000]),
        ("一万二的单子", [12_000]),
        ("账单一万三千多！", [13_000]),
        ("六十三块五", [63]),
        ("the extra 88 yuan", [88]),
        ("先扣25元又扣三十元", [25, 30]),
        ("五万多人看了", []),
        ("三万户居民", []),
        ("千兆宽带一千兆", []),
        ("第三次了，十二点半", []),
        ("零元购", []),
        ("", []),
    ],
)
def test_amounts_in_a_text(text: str, yuan: list[float]) -> None:
    """Digits and words, with 万 and with none; what counts people or megabits is no money."""
    assert [money.yuan for money in amounts(fold(text))] == yuan


def test_the_place_of_an_amount() -> None:
    """So that it can be shown and its neighbours looked at."""
    (money,) = amounts("赔偿八万元！")
    assert "赔偿八万元！"[money.begin : money.end] == "八万元"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百五", 150),
        ("三千零五十", 3050),
        ("四万六千", 46_000),
        ("一亿两千万", 120_000_000),
    ],
)
def test_numbers_in_words(words: str, number: int) -> None:
    assert counted(words) == number


def test_a_row_of_digits_takes_no_time() -> None:
    """Nobody keeps a process busy with a long number; what is beyond all money is none."""
    assert amounts("9" * 200_000 + "元") == []
    assert [money.yuan for money in amounts("万" * 5000 + "元")] == []
