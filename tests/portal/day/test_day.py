"""My day: a to-do list before it is a chart, by role (M-02)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import pytest
from lxml import html
from time_machine import Traveller

from models.cases import actions
from models.cases.words import Channel, Kind
from models.clock import SHANGHAI
from models.db import db
from models.kpi.actions import keep, reckon
from models.kpi.rules.months import Month
from models.people.tables import Staff
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.channels import in_store
from tests.models.cases.making import HOUR, answered, decision, in_review, new, taken, triaged
from tests.moments import MONDAY
from tests.statements import Statements


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    """It is Monday at two."""
    return at(MONDAY + 4 * HOUR)


def to_do(client: Client, person: Staff) -> list[tuple[str, str]]:
    """The titles on a person's list, each with its button."""
    db.session.commit()
    page = client.come_in(person).get("/portal/").text
    return [
        (
            " ".join(item.xpath(".//a[contains(@class,'row-link')]")[0].text_content().split()),
            " ".join(item.xpath("string(.//*[@class='todo-step'])").split()),
        )
        for item in html.fromstring(page).xpath("//li[contains(@class,'todo-item')]")
    ]


def test_each_finds_the_own_next_steps(cast: Cast, client: Client) -> None:
    """The list follows the same rules as the steps on the cases, the nearest due time first."""
    new(problem="刚到的投诉")
    triaged(cast, problem="没人接的单")
    taken(cast, problem="正在处理的单")
    in_review(cast, problem="等审核的单")
    told = in_review(cast, problem="等答复的单", email=None)
    actions.approve(told, by=cast.head, now=MONDAY + 2 * HOUR, seen=None)
    answered(cast, problem="已经答复的单")
    assert set(to_do(client, cast.agent)) == {("刚到的投诉", "受理定级"), ("等审核的单", "审核处理结果")}
    assert set(to_do(client, cast.handler)) == {
        ("没人接的单", "接单"),
        ("正在处理的单", "提交处理结果"),
        ("等答复的单", "答复客户"),
    }
    assert set(to_do(client, cast.head)) == {
        ("没人接的单", "指派责任人"),
        ("等审核的单", "审核处理结果"),
        ("等答复的单", "答复客户"),
    }
    for part in ("auditor", "leader", "plain", "hr", "administrator", "stranger", "store"):
        assert to_do(client, getattr(cast, part)) == []


def test_v07_a_store_finds_what_it_has_to_tell(cast: Cast, client: Client) -> None:
    """V-07: with the button of its step, as everybody whose turn it is."""
    case = in_store(cast, problem="柜台说的单")
    actions.triage(case, decision(), by=cast.agent, now=MONDAY, seen=None)
    actions.take(case, by=cast.handler, now=MONDAY, seen=None)
    actions.submit_result(case, cause="甲", done="乙", reply="丙", by=cast.handler, now=MONDAY, seen=None)
    actions.approve(case, by=cast.head, now=MONDAY + HOUR, seen=None)
    assert to_do(client, cast.store) == [("柜台说的单", "答复客户")]


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "上午好"), (12, "下午好"), (17, "下午好"), (18, "晚上好"), (2, "晚上好")]
)
def test_the_greeting(
    cast: Cast, client: Client, at: Callable[[datetime], Traveller], hour: int, words: str
) -> None:
    """By the clock on the wall in Shanghai; a name of two signs stays whole."""
    at(datetime(2026, 11, 23, hour, 30, tzinfo=SHANGHAI))
    page = client.come_in(cast.hr).get("/portal/").text
    assert region(page, "//h1") == f"{words}，任事。现在没有事等你。"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("林晓雯", "晓雯"),
        ("欧阳晓明", "晓明"),
        ("欧阳倩", "欧阳倩"),
        ("李雷", "李雷"),
        ("Oliver", "Oliver"),
    ],
)
def test_what_people_are_called(cast: Cast, client: Client, name: str, called: str) -> None:
    """X-04: as colleagues do, without the surname, where the given name is long enough."""
    cast.agent.name = name
    new()
    db.session.commit()
    page = client.come_in(cast.agent).get("/portal/").text
    assert region(page, "//h1") == f"下午好，{called}。今天有 1 件事等你。"


def test_in_english(cast: Cast, client: Client) -> None:
    """X-04."""
    new()
    new()
    db.session.commit()
    client.come_in(cast.agent)
    client.send("/portal/account/language", language="en")
    page = client.get("/portal/").text
    assert region(page, "//h1") == "Good afternoon, Ke Fu. 2 things wait for you today."


def test_urgent_ones_have_the_strong_button(cast: Cast, client: Client) -> None:
    """H-03: late or nearly so is seen at once, in words and in the button."""
    new(MONDAY - 14 * 24 * HOUR, problem="很久以前的投诉")
    new(MONDAY + 3 * HOUR, problem="刚到的投诉")
    db.session.commit()
    page = client.come_in(cast.agent).get("/portal/").text
    late, calm = html.fromstring(page).xpath("//li[contains(@class,'todo-item')]")
    assert "已超" in late.text_content()
    assert "还有" in calm.text_content()
    assert late.xpath(".//a[contains(@class,'button primary')]")
    assert calm.xpath(".//a[contains(@class,'button plain')]")


def test_the_rest_is_counted(cast: Cast, client: Client) -> None:
    """The page shows the most pressing ones and leads to the others."""
    for n in range(11):
        new(MONDAY, problem=f"第 {n} 件", email=None)
    db.session.commit()
    page = client.come_in(cast.agent).get("/portal/").text
    assert page.count("todo-item") == 8
    assert "还有 3 件" in region(page, "#waiting")
    assert region(client.get("/portal/cases?waiting=y").text, "//p[@role='status']") == (
        "11 件工单 清除筛选（1）"
    )
    assert region(page, "//nav[@id='navigation']//a[@href='/portal/']") == "我的一天11"


def test_what_is_late_with_others(cast: Cast, client: Client) -> None:
    """M-02, H-04: who steers sees what others are late with, and may hurry it; the own ones are above."""
    long_ago = MONDAY - 21 * 24 * HOUR
    mine, theirs = new(long_ago, problem="没受理的单"), taken(cast, long_ago, problem="拖了很久的单")
    db.session.commit()
    page = client.come_in(cast.agent).get("/portal/").text
    assert mine.title in region(page, "#waiting")
    assert mine.title not in region(page, "#overdue")
    assert f"{theirs.title}{theirs.number} · 主办 技术运维部" in region(page, "#overdue")
    assert "催办" in region(page, "#overdue")
    assert theirs.title in region(client.come_in(cast.leader).get("/portal/").text, "#overdue")
    assert 'id="overdue"' not in client.come_in(cast.handler).get("/portal/").text


def test_what_customers_did(cast: Cast, client: Client) -> None:
    """M-02: what changed, in the viewer's scope, masked; the newest first."""
    good = answered(cast, problem="信号弱", name="王建军")
    actions.confirm(good, True, "", now=MONDAY + 2 * HOUR)
    bad = answered(cast, problem="断网")
    actions.confirm(bad, False, "还是断", now=MONDAY + 3 * HOUR)
    db.session.commit()
    page = client.come_in(cast.head).get("/portal/").text
    told = region(page, "#changes")
    assert told == ("变化 断网客户 赵*兰 不满意，进入第 2 轮 今天 13:00信号弱客户 王*军 表示满意 今天 12:00")
    assert "客户有新动向时会出现在这里。" in region(
        client.come_in(cast.stranger).get("/portal/").text, "#changes"
    )


def test_the_figures(cast: Cast, client: Client) -> None:
    """M-02, Q-02: received today by channel, near and late, timeliness, the share handled again."""
    new(kind=Kind.INQUIRY, channel=Channel.CHAT)
    new(channel=Channel.HOTLINE)
    new(channel=Channel.HOTLINE)
    taken(cast, MONDAY - 20 * 24 * HOUR)
    back = answered(cast, MONDAY - 3 * HOUR)
    actions.confirm(back, False, "", now=MONDAY)
    actions.submit_result(
        back, cause="因", done="措", reply="答", by=cast.handler, now=MONDAY + HOUR, seen=None
    )
    actions.approve(back, by=cast.head, now=MONDAY + 2 * HOUR, seen=None)
    db.session.commit()
    client.come_in(cast.agent)
    tiles = _tiles(client)
    assert tiles[0] == "今日受理 4 热线 2 · 在线客服 1 · 网页表单 1"
    assert tiles[1].startswith("将到期 / 已超期 ")
    assert tiles[2] == "本月及时率 100.0% 2 件中 2 件按时"
    assert tiles[3] == "本月重新处理率 100.0%"


def test_m02_the_page_says_how_fresh_its_figures_are(cast: Cast, client: Client) -> None:
    """As the clock keeps them, or now where it does not run; what is due is always of now."""
    answered(cast, MONDAY)
    db.session.commit()
    client.come_in(cast.agent)
    assert _tiles(client)[2] == "本月及时率 100.0% 1 件中 1 件按时"
    assert keep(reckon(Month.of(MONDAY), MONDAY + 3 * HOUR))
    answered(cast, MONDAY + 3 * HOUR, problem="又断网")
    db.session.commit()
    received, _due, on_time, again = _tiles(client)
    assert received.startswith("今日受理 2 ")
    assert on_time == "本月及时率 100.0% 1 件中 1 件按时 · 数据截至 今天 13:00"
    assert again == "本月重新处理率 0.0% 数据截至 今天 13:00"


def _tiles(client: Client) -> list[str]:
    page = html.fromstring(client.get("/portal/").text)
    return [" ".join(tile.text_content().split()) for tile in page.xpath("//*[contains(@class,'stat card')]")]


def test_figures_are_of_ones_own_cases(cast: Cast, client: Client) -> None:
    """X-01: nothing of the company is shown to whoever may not see its cases."""
    triaged(cast)
    db.session.commit()
    of_head = client.come_in(cast.head).get("/portal/").text
    assert "今日受理 1" in " ".join(html.fromstring(of_head).text_content().split())
    of_stranger = client.come_in(cast.stranger).get("/portal/").text
    assert "今日受理 0" in " ".join(html.fromstring(of_stranger).text_content().split())
    for part in ("plain", "hr", "administrator"):
        assert "今日受理" not in client.come_in(getattr(cast, part)).get("/portal/").text


def test_a_button_leads_to_the_opened_step(cast: Cast, client: Client) -> None:
    """One click from the list to the form, without scripts too."""
    case = new()
    db.session.commit()
    page = client.come_in(cast.agent).get("/portal/").text
    link = html.fromstring(page).xpath("//*[@class='todo-step']/a")[0].get("href")
    assert link == f"/portal/cases/{case.number}?step=triage#step-triage"
    assert 'id="step-triage" name="steps" open' in client.get(link).text


def test_the_day_costs_the_same_at_any_length(
    cast: Cast, client: Client, statements: Callable[[], AbstractContextManager[Statements]]
) -> None:
    """No query a row: one grave case or five."""
    first = triaged(cast)
    actions.triage(first, decision(grade=3, reason="严重"), by=cast.agent, now=MONDAY, seen=None)
    db.session.commit()
    client.come_in(cast.head).get("/portal/")
    with statements() as one:
        client.get("/portal/")
    for n in range(4):
        case = triaged(cast, MONDAY + n * HOUR / 4, name=f"客户{n}", phone=f"+861380000000{n}", email=None)
        actions.triage(case, decision(grade=3, reason="严重"), by=cast.agent, now=MONDAY + HOUR, seen=None)
    db.session.commit()
    with statements() as five:
        page = client.get("/portal/").text
    assert page.count("todo-item") == 5
    assert one.count == five.count == 25, five
