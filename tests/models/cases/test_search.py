"""Finding cases by words: the same on both databases."""

import pytest

from models.cases.queries import Filters, listing
from tests.cast import Cast
from tests.models.cases.making import new
from tests.moments import MONDAY

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("session")]


def found(cast: Cast, text: str, by: str = "agent") -> list[str]:
    return [case.number for case in listing(getattr(cast, by), Filters(text=text), now=MONDAY).rows]


@pytest.mark.parametrize("text", ["vpn", "VPN", "Vpn 连", "anna smith", "hy-20261123-0001", "13812345678"])
def test_latin_letters_are_found_in_either_case(cast: Cast, text: str) -> None:
    """By the words of the problem, the customer's name, the number, the telephone."""
    case = new(problem="VPN 连不上，重启路由器也没用。", name="Anna Smith")
    new(problem="网页打不开。", name="李雷", phone="+8613900000001", email="li@example.com")
    assert found(cast, text) == [case.number]


@pytest.mark.parametrize("by", ["auditor", "committee", "leader"])
def test_a_search_tells_nothing_that_a_list_hides(cast: Cast, by: str) -> None:
    """X-03: who may not reveal personal data learns none of it digit by digit, and leaves no trace less."""
    case = new(name="赵玉兰", phone="+8613812345678", email="zhao@example.com")
    for part in ("45678", "13812345678", "+8613812345678", "玉", "赵玉", "zhao@", "zhao"):
        assert found(cast, part, by) == [], part
        assert found(cast, part) == ([case.number] if part not in ("zhao@", "zhao") else []), part
    for shown in ("5678", "赵玉兰", case.number):
        assert found(cast, shown, by) == [case.number], shown


def test_what_stands_for_any_sign_in_sql_stands_for_itself(cast: Cast) -> None:
    new(problem="套餐只到 50_折")
    assert found(cast, "5%折") == []
    assert found(cast, "50_折") != []
