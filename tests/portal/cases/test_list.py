"""The list of cases: each filter, the orders, pages, what a row shows, and what it costs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from lxml import html
from sqlalchemy import select

from models.cases import actions
from models.cases.tables import Case
from models.cases.words import Channel, ContactMeans, Direction, Kind
from models.db import db
from tests.cast import Cast, meet
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import HOUR, answered, decision, in_review, new, taken, triaged
from tests.moments import MONDAY
from tests.portal.cases.conftest import AFTERNOON, address
from tests.servers.databases import Fill
from tests.statements import Statements

DAY = timedelta(days=1)
LIST = "/portal/cases"
FILED = ("new", "inquiry", "triaged", "grave", "mine", "late", "review", "back", "closed")


def filed() -> None:
    """A beginning: one case for each filter to find, in the order of FILED. Commits."""
    cast = meet()
    cases = {
        "new": new(MONDAY, problem="充值页面打不开", name="王建军", phone="+8613911112222", email=None),
        "inquiry": new(MONDAY + HOUR, kind=Kind.INQUIRY, channel=Channel.CHAT, problem="发票怎么开"),
        "triaged": triaged(cast, MONDAY, problem="信号时有时无"),
        "grave": triaged(cast, MONDAY, problem="机房着火"),
        "mine": taken(cast, MONDAY, problem="安装无人上门"),
        "late": taken(cast, MONDAY - 14 * DAY, problem="光猫坏了很久"),
        "review": in_review(cast, MONDAY, problem="换套餐态度不好"),
        "back": answered(cast, MONDAY - 3 * DAY, problem="验证码收不到"),
        "closed": answered(cast, MONDAY - 2 * DAY, problem="家里信号弱"),
    }
    actions.triage(cases["grave"], decision(grade=3, reason="起火"), by=cast.agent, now=MONDAY, seen=None)
    actions.confirm(cases["back"], False, "", now=MONDAY)
    actions.confirm(cases["closed"], True, "", now=MONDAY)
    assert tuple(cases) == FILED
    db.session.commit()


@pytest.fixture
def beginning(beginning: tuple[Fill, ...], request: pytest.FixtureRequest) -> tuple[Fill, ...]:
    """With all of these where a test asks for them."""
    return (*beginning, filed) if "many" in request.fixturenames else beginning


@pytest.fixture
def many(cast: Cast) -> dict[str, Case]:
    """One case for each filter to find, by what it shows."""
    return dict(zip(FILED, db.session.scalars(select(Case).order_by(Case.id)), strict=True))


def shown(client: Client, many: dict[str, Case], **filters: str) -> list[str]:
    """Which cases the list shows, in its order."""
    page = client.get(f"{LIST}?{urlencode(filters)}").text
    numbers = [row.get("id") for row in html.fromstring(page).xpath("//tr[@data-row]")]
    names = {f"case-{case.number}": name for name, case in many.items()}
    return [names[number] for number in numbers]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"new", "inquiry", "triaged", "grave", "mine", "late", "review", "back", "closed"}),
        ({"state": "review"}, {"review"}),
        ({"state": "assigned"}, {"triaged", "grave"}),
        ({"kind": "inquiry"}, {"inquiry"}),
        ({"channel": "chat"}, {"inquiry"}),
        ({"grade": "3"}, {"grave"}),
        ({"category": "network_fault"}, {"triaged", "grave", "mine", "late", "review", "back", "closed"}),
        ({"category": "technology"}, {"triaged", "grave", "mine", "late", "review", "back", "closed"}),
        ({"category": "fees"}, set()),
        ({"department": "KF"}, set()),
        ({"department": "JS", "grade": "3"}, {"grave"}),
        ({"open": "y", "department": "JS"}, {"triaged", "grave", "mine", "late", "review", "back"}),
        ({"late": "y"}, {"late", "inquiry", "grave"}),
        ({"reopened": "y"}, {"back"}),
        ({"waiting": "y"}, {"new", "inquiry", "review"}),
        ({"received_to": "2026-11-20"}, {"late", "back"}),
        ({"received_from": "2026-11-21", "received_to": "2026-11-21"}, {"closed"}),
        ({"q": "充值"}, {"new"}),
        ({"q": "王建军"}, {"new"}),
        ({"q": "13911112222"}, {"new"}),
        ({"q": "139 1111 2222"}, {"new"}),
        ({"q": "2222"}, {"new"}),
        ({"q": "hy-20261123-0002"}, {"inquiry"}),
        ({"q": "50%"}, set()),
        ({"state": "nonsense", "grade": "9", "sort": "x", "page": "-1", "size": "7"}, None),
    ],
)
def test_filters(
    cast: Cast, client: Client, many: dict[str, Case], filters: dict[str, str], found: set[str] | None
) -> None:
    """Each field narrows the list; what does not exist is passed over."""
    client.come_in(cast.agent)
    assert set(shown(client, many, **filters)) == (set(many) if found is None else found)


def test_mine(cast: Cast, client: Client, many: dict[str, Case]) -> None:
    """Cases that the viewer owns."""
    client.come_in(cast.handler)
    assert set(shown(client, many, mine="y", open="y")) == {"mine", "late", "review", "back"}
    client.come_in(cast.head)
    assert shown(client, many, mine="y") == []


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [("due", "late", "closed"), ("newest", "inquiry", "late"), ("oldest", "late", "inquiry")],
)
def test_orders(cast: Cast, client: Client, many: dict[str, Case], sort: str, first: str, last: str) -> None:
    """Nearest due time, newest, oldest; what is not due comes last."""
    names = shown(client.come_in(cast.agent), many, sort=sort)
    assert (names[0], names[-1]) == (first, last)


def test_the_most_pressing_first(cast: Cast, client: Client, many: dict[str, Case]) -> None:
    """T-03: by priority, then by due time."""
    names = shown(client.come_in(cast.agent), many, sort="priority")
    assert names[:2] == ["grave", "back"]


def test_heads_sort_and_keep_the_filters(cast: Cast, client: Client, many: dict[str, Case]) -> None:
    """A list in another order is the same list, under an address that can be shared."""
    page = client.come_in(cast.agent).get(f"{LIST}?open=y&q=&sort=newest").text
    heads = {
        " ".join(link.text_content().split()): link.get("href")
        for link in html.fromstring(page).xpath("//th/a")
    }
    assert heads == {
        "级别": "/portal/cases?open=y&sort=priority",
        "时限": "/portal/cases?open=y&sort=due",
        "收到": "/portal/cases?open=y&sort=oldest",
    }
    assert 'aria-sort="descending"' in page


def test_pages(cast: Cast, client: Client) -> None:
    """Twenty, fifty or a hundred on a page; a page that is not there is the last one."""
    for n in range(23):
        new(MONDAY + timedelta(minutes=n), problem=f"第 {n} 件", email=None)
    db.session.commit()
    client.come_in(cast.agent)
    rows = [client.get(f"{LIST}?size=20&page={page}").text.count("data-row") for page in ("1", "2", "9")]
    assert rows == [20, 3, 3]
    page = client.get(f"{LIST}?size=20").text
    assert region(page, "//p[@class='pager-count']") == "第 1–20 条，共 23 条"
    assert region(page, "//p[@role='status']") == "23 件工单"


def test_a_row(cast: Cast, client: Client, many: dict[str, Case]) -> None:
    """X-03, H-03: what matters in words, the customer masked."""
    page = client.come_in(cast.agent).get(f"{LIST}?q=安装").text
    row = region(page, f"#case-{many['mine'].number}")
    told = ("安装无人上门", "网络故障 · 网页表单", "二级 P3", "处理中", "技术运维部季书", "赵*兰")
    assert [words for words in (*told, many["mine"].number) if words not in row] == []
    assert "还有" in row or "已超" in row
    assert "13812345678" not in page
    assert "zhao@example.com" not in page
    assert "赵玉兰" not in page


def test_a_date_that_is_none_is_said_at_its_field(cast: Cast, client: Client, many: dict[str, Case]) -> None:
    """Bad input: the list is shown all the same, with what was typed."""
    page = client.come_in(cast.agent).get(f"{LIST}?received_from=tomorrow").text
    assert "请填写日期，如 2026-11-21。" in region(page, "//details[@class='more-filters']")
    assert page.count("data-row") == len(many)
    assert 'class="more-filters" open' in page


def test_an_empty_list_says_what_to_do(cast: Cast, client: Client) -> None:
    """Nothing there yet, or nothing that matches: two different sentences."""
    client.come_in(cast.agent)
    assert "还没有工单" in region(client.get(LIST).text, "#case-list")
    page = client.get(f"{LIST}?q=月亮&open=y").text
    assert "没有符合条件的工单" in region(page, "#case-list")
    assert "清除筛选（2）" in region(page, "#case-list")


def test_htmx_is_given_an_address_without_empty_fields(cast: Cast, client: Client) -> None:
    """What is in the address bar can be shared."""
    client.come_in(cast.agent)
    answer = client.get(f"{LIST}?q=&state=review&grade=", headers={"HX-Request": "true"})
    assert answer.headers["HX-Push-Url"] == "/portal/cases?state=review"


def test_the_list_costs_the_same_at_any_length(
    cast: Cast, client: Client, statements: Callable[[], AbstractContextManager[Statements]]
) -> None:
    """No query a row: the same number at one row and at six."""
    taken(cast)
    db.session.commit()
    client.come_in(cast.agent).get(LIST)
    with statements() as one:
        client.get(LIST)
    for n in range(5):
        taken(cast, MONDAY + n * HOUR, name=f"客户{n}", phone=f"+861380000000{n}", email=None)
    db.session.commit()
    with statements() as six:
        page = client.get(LIST).text
    assert page.count("data-row") == 6
    assert one.count == six.count == 12, six


def test_search_finds_what_the_bar_above_asks(cast: Cast, client: Client, many: dict[str, Case]) -> None:
    """The search in the frame leads here and stays filled in."""
    page = client.come_in(cast.agent).get(f"{LIST}?q=安装").text
    assert page.count('value="安装"') == 2
    assert address(many["mine"]) in page
    assert AFTERNOON > MONDAY


def test_x06_the_search_in_the_head_promises_what_it_finds(cast: Cast, client: Client) -> None:
    """Cases, people, knowledge; cases by their number, by words in them, by their customer."""
    case = new()
    db.session.commit()
    page = client.come_in(cast.agent).get("/portal/").text
    (field,) = html.fromstring(page).xpath("//input[@id='search-q']")
    assert field.get("placeholder") == "搜索工单、人员、知识"
    assert region(page, "//label[@for='search-q']") == field.get("placeholder")
    for words in (case.number, "断网", case.contact_name):
        assert case.number in client.get("/portal/cases", query_string={"q": words}).text


def test_v01_a_search_shows_why_each_case_is_in_the_list(cast: Cast, client: Client) -> None:
    """The words around what was searched for, marked, and where they stand; none where the title has them."""
    named = taken(cast, problem="宽带断网了。师傅说上门却没来，改约了两次，电话 13812345678 打不通。")
    titled = taken(cast, MONDAY + HOUR, problem="师傅没来", phone="+8613900000001", email=None)
    actions.log_contact(
        named,
        direction=Direction.OUT,
        means=ContactMeans.PHONE,
        text="Router 已换新",
        by=cast.agent,
        now=MONDAY,
    )
    db.session.commit()
    page = client.come_in(cast.agent).get(LIST, query_string={"q": "师傅"}).text
    assert region(page, f"//tr[@id='case-{named.number}']//*[@class='passage']").startswith("客户原话：")
    assert region(page, f"//tr[@id='case-{named.number}']//mark") == "师傅"
    assert not html.fromstring(page).xpath(f"//tr[@id='case-{titled.number}']//mark")
    page = client.get(LIST, query_string={"q": "改约了两次"}).text
    assert "13812345678" not in region(page, f"//tr[@id='case-{named.number}']")
    page = client.get(LIST, query_string={"q": "router"}).text
    assert region(page, f"//tr[@id='case-{named.number}']//mark") == "Router"
