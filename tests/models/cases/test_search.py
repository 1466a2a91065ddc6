"""Finding cases by words (V-01): the same on both databases."""

from importlib import import_module

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases import actions
from models.cases.channel_words import PostBy
from models.cases.queries import Filters, Sort, export, listing
from models.cases.tables import Case
from models.cases.words import ContactMeans, State
from models.db import db
from tests.cast import Cast
from tests.models.cases.channels import TALK, chatted, in_store, posted, praised
from tests.models.cases.making import HOUR, answered, decision, new
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


TOLD = {
    "outage": "昨天晚上开始宽带一直断网，重启光猫没有用。",
    "bill": "账单多扣了钱，订单 DD20261120 请退费。",
    "apart": "网页断断续续，路由器没问题。",
}


@pytest.fixture
def told(session: Session) -> dict[str, str]:
    """A case for each, by who told us."""
    return {name: new(problem=problem, name=name, phone=None).number for name, problem in TOLD.items()}


SEARCHES: dict[str, list[str]] = {
    "断网": ["outage"],
    "路由": ["apart"],
    "一直断网": ["outage"],
    "宽带 断网": ["outage"],
    "断网 退费": [],
    "断断续": ["apart"],
    "断网络": [],
    "dd2026": ["bill"],
    "ＤＤ２０２６１１２０": ["bill"],
    "退": [],
    "20261123": ["bill", "apart", "outage"],
    "20261123-0002": ["bill"],
    "20261199": [],
    "": ["bill", "apart", "outage"],
}


def test_v01_chinese_words_of_two_characters_are_found(cast: Cast, told: dict[str, str]) -> None:
    """Anywhere in the text, all of several words, longer ones as they stand; by number or day."""
    for text, names in SEARCHES.items():
        assert sorted(found(cast, text)) == sorted(told[name] for name in names), text


def test_v01_what_was_said_later_is_found_too(cast: Cast, told: dict[str, str]) -> None:
    """H-05: in calls and letters, both ways."""
    case = db.session.scalars(select(Case).where(Case.number == told["bill"])).one()
    actions.add_words(case, "优惠券也不见了", (), now=MONDAY + HOUR)
    assert found(cast, "优惠券") == [case.number]
    assert found(cast, "惠券不") == []


def test_v01_v06_what_was_said_on_platforms_is_found_too(cast: Cast) -> None:
    """H-05: posts of others and ours, the direct message that moved the talk, and our thanks."""
    case, praise = posted(cast), praised(cast)
    at = {"by": cast.agent, "now": MONDAY + HOUR, "seen": None}
    actions.move_talk(case, ContactMeans.PHONE, "方便留个座机吗", phone="+8613700001111", **at)
    actions.record_post(case, "楼主说补偿券到账", post_by=PostBy.OTHERS, **at)
    actions.thank(praise, "多谢夸奖，转告师傅", means=ContactMeans.PUBLIC_POST, **at)
    for text, one in (("座机", case), ("补偿券到账", case), ("转告师傅", praise)):
        assert found(cast, text) == [one.number], text


def test_v05_all_that_was_said_in_a_chat_is_found(cast: Cast) -> None:
    """V-05, V-01: our words as well as the customer's, and those of a conversation that went on."""
    case_id = chatted(cast, conversation="8f2c").case_id
    chatted(cast, text=f"{TALK}\n钱先生 10:09:00\n好的，静候佳音", conversation="8f2c")
    case = db.session.get_one(Case, case_id)
    for text in ("马上为您", "第三次了", "静候佳音", "佳音"):
        assert found(cast, text) == [case.number], text
    assert found(cast, "静候音") == []


@pytest.mark.parametrize("satisfied", [True, False])
def test_v01_what_customers_say_of_a_result_is_found(cast: Cast, satisfied: bool) -> None:
    """V-01, R-01: on the tracking page, content or not."""
    case = answered(cast)
    assert found(cast, "师傅很耐心") == []
    actions.confirm(case, satisfied, "师傅很耐心，网速正常", now=MONDAY + 3 * HOUR)
    for text in ("师傅很耐心", "网速正常", "耐心"):
        assert found(cast, text) == [case.number], text


def test_v01_v07_what_a_store_hears_of_a_result_is_found(cast: Cast) -> None:
    case = in_store(cast)
    actions.triage(case, decision(), by=cast.agent, now=MONDAY, seen=None)
    actions.take(case, by=cast.handler, now=MONDAY, seen=None)
    actions.submit_result(case, cause="甲", done="乙", reply="丙", by=cast.handler, now=MONDAY, seen=None)
    actions.approve(case, by=cast.head, now=MONDAY + HOUR, seen=None)
    if case.state is State.APPROVED:
        actions.tell(case, means=ContactMeans.VISIT, text="", by=cast.store, now=MONDAY + HOUR, seen=None)
    actions.confirm_in_store(case, False, "发票还没补开", by=cast.store, now=MONDAY + 2 * HOUR, seen=None)
    assert found(cast, "补开") == found(cast, "还没补开") == [case.number]


def test_a_search_passes_over_what_is_out_of_sight(cast: Cast, told: dict[str, str]) -> None:
    """X-01."""
    assert found(cast, "断网", by="stranger") == []
    assert found(cast, told["outage"], by="stranger") == []


def test_a_list_counts_to_a_thousand_and_says_that_there_are_more(
    cast: Cast, told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To count a million takes longer than to show fifty; an export still holds all."""
    monkeypatch.setattr(import_module("models.cases.queries.listing"), "MOST_COUNTED", 2)
    for text in ("", "20261123"):
        page = listing(cast.agent, Filters(text=text), now=MONDAY, size=2)
        assert (len(page.rows), page.total, page.more, page.pages) == (2, 2, True, 1)
        assert len(list(export(cast.agent, Filters(text=text), now=MONDAY))) == 3
    page = listing(cast.agent, Filters(text="断网"), now=MONDAY, size=2)
    assert (page.total, page.more) == (1, False)


@pytest.mark.parametrize("sort", Sort)
def test_pages_of_each_order_follow_each_other(cast: Cast, told: dict[str, str], sort: Sort) -> None:
    """What has no due time any more comes after what has one, on whichever page that is."""
    closed = db.session.scalars(select(Case).where(Case.number == told["bill"])).one()
    actions.withdraw(closed, "不用了", now=MONDAY + HOUR)
    whole = [case.id for case in listing(cast.agent, Filters(sort=sort), now=MONDAY, size=9).rows]
    for size in (1, 2):
        pages = [
            case.id
            for number in range(1, 5 - size)
            for case in listing(cast.agent, Filters(sort=sort), now=MONDAY, size=size, page=number).rows
        ]
        assert pages == whole
    if sort in (Sort.DUE, Sort.PRIORITY):
        assert whole[-1] == closed.id
