"""Registering by channel: stores, chats, social media, market research (V-01, V-05 to V-07)."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.cases.tables import Case, Chat, OpinionAlert, Post, StoreVisit, Study
from models.cases.words import Channel, Closing, Kind
from models.db import db
from models.outbox.tables import OutboxMessage
from tests.cast import Cast, department
from tests.client import Client, form_on
from tests.markup import region
from tests.models.cases.channels import TALK
from tests.moments import MONDAY

STORE, CHAT, SOCIAL, RESEARCH = (
    f"/portal/channels/{name}" for name in ("store", "chat", "social", "research")
)
POSTED: dict[str, Any] = {
    "platform": "weibo",
    "author": "深圳阿明",
    "link": "https://weibo.com/1/a",
    "reach": "120",
    "problem": "在营业厅排了两小时没人理",
}


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def only() -> Case:
    db.session.expire_all()
    return db.session.scalars(select(Case)).one()


def tabs(page: str) -> list[str]:
    tree = region(page, "//div[@class='ways']")
    return tree.split()


def test_each_has_the_ways_that_are_theirs(cast: Cast, client: Client) -> None:
    """V-01, X-01: customer service all, a store its own, others one without a choice."""
    page = client.come_in(cast.agent).get("/portal/channels", follow_redirects=True).text
    assert tabs(page) == ["电话及其他", "线下门店", "在线客服", "社交媒体与论坛", "市场调研"]
    channels = form_on(page, "/new").inputs["channel"].value_options
    assert channels == ["hotline", "voicemail", "email", "survey", "supervision", "staff"]
    page = client.come_in(cast.store).get("/portal/channels", follow_redirects=True).text
    assert tabs(page) == ["线下门店", "员工收集"]
    assert 'id="store_id"' in page
    page = client.come_in(cast.plain).get("/portal/channels", follow_redirects=True).text
    assert 'class="ways"' not in page
    assert client.get(STORE).status_code == 403


def test_a_store_enters_what_it_heard(cast: Cast, client: Client) -> None:
    """V-07: its own store and today are filled in; the slip with number and key comes next."""
    answer = client.come_in(cast.store).submit(
        STORE, problem="柜台排队两小时没有人叫号", name="钱女士", phone="13812345678", verified="y"
    )
    case = only()
    assert answer.location == f"/portal/cases/{case.number}/slip"
    assert (case.channel, case.store_id) == (Channel.STORE, department("MD1").id)
    visit = db.session.scalars(select(StoreVisit)).one()
    assert (visit.means, str(visit.told_on)) == ("spoken", "2026-11-23")
    page = client.get(f"/portal/cases/{case.number}").text
    assert region(page, "#case-channel") == (
        "门店反馈 线下门店科技园营业厅 反馈方式当面口述 反馈日期2026-11-23（周一） 当天录入"
    )
    assert "钱女士" not in page, "masked"


def test_a_slip_from_the_comment_box_may_name_nobody(cast: Cast, client: Client) -> None:
    """V-07: what was spoken needs a way to tell the result, what lay in the box does not."""
    told = {"problem": "厅里太热了", "told_on": "2026-11-21"}
    refused = client.come_in(cast.store).submit(STORE, **told)
    assert refused.status_code == 422
    assert "请填写电话或邮箱，至少一项。" in region(refused.text, "#intake")
    assert client.submit(STORE, means="comment_box", kind="suggestion", **told).status_code == 303
    page = client.get(f"/portal/cases/{only().number}").text
    assert "晚 2 天录入" in region(page, "#case-channel")


@pytest.mark.parametrize("day", ["2026-11-24", "2026-10-20", "", "昨天"])
def test_a_day_that_cannot_be(cast: Cast, client: Client, day: str) -> None:
    answer = client.come_in(cast.store).submit(STORE, problem="x" * 20, phone="13812345678", told_on=day)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_an_urgent_one_is_marked(cast: Cast, client: Client) -> None:
    """V-07: the head of the department finds it under the bell, and may open it before anybody triages."""
    client.come_in(cast.store).submit(
        STORE, problem="小区从昨晚开始断网，宽带完全不能用", phone="13812345678", urgent="y"
    )
    case = only()
    assert case.urgent
    client.come_in(cast.head)
    assert "门店上报了一张紧急工单" in client.get("/portal/notices").text
    page = client.get(f"/portal/cases/{case.number}").text
    assert "紧急" in region(page, "#case-badges")
    assert "标为紧急，已提醒技术运维部" in region(page, "#case-story")


def test_another_store_is_not_offered(cast: Cast, client: Client) -> None:
    """V-07, X-01: a form that was made elsewhere is refused too."""
    client.come_in(cast.store)
    answer = client.submit(STORE, problem="x" * 20, phone="13812345678", store_id=str(department("JS").id))
    assert answer.status_code == 422
    assert db.session.scalars(select(Case)).all() == []


def test_a_chat_is_pasted(cast: Cast, client: Client) -> None:
    """V-05: what happened is taken from it, it is shown line by line, and the rating is asked by mail."""
    answer = client.come_in(cast.agent).submit(CHAT, transcript=TALK, name="钱先生", email="qian@example.com")
    case = only()
    assert answer.status_code == 303
    assert (case.channel, case.kind) == (Channel.CHAT, Kind.INQUIRY)
    assert case.problem == "宽带一到晚上就断\n已经第三次了"
    page = client.get(f"/portal/cases/{case.number}").text
    shown = region(page, "#case-channel")
    assert "已邀请评价" in shown
    assert "3 条消息" in shown
    assert "客服小柯 今天 10:02您好，请问有什么可以帮您？" in shown
    kinds = db.session.scalars(select(OutboxMessage.kind)).all()
    assert sorted(kinds) == ["acknowledgement", "chat_rating"]


def test_nothing_pasted(cast: Cast, client: Client) -> None:
    answer = client.come_in(cast.agent).submit(CHAT, transcript="  ")
    assert answer.status_code == 422
    assert db.session.scalars(select(Chat)).all() == []


def test_a_post_is_registered(cast: Cast, client: Client) -> None:
    """V-06: who wrote it is the customer's name where no other is known."""
    client.come_in(cast.agent).submit(SOCIAL, **POSTED)
    case = only()
    assert (case.channel, case.contact_name) == (Channel.SOCIAL, "深圳阿明")
    shown = region(client.get(f"/portal/cases/{case.number}").text, "#case-channel")
    assert "平台微博 形式评论 作者深圳阿明 传播量120" in shown
    assert "尚未引导" in shown


def test_a_post_in_the_forum_is_of_the_forum(cast: Cast, client: Client) -> None:
    """V-01: user forum."""
    client.come_in(cast.agent).submit(SOCIAL, **POSTED | {"platform": "forum"})
    assert only().channel is Channel.FORUM


def test_many_see_it(cast: Cast, client: Client) -> None:
    """V-06: the alert stands on the case and in the list, and those who are told find it."""
    client.come_in(cast.agent).submit(SOCIAL, **POSTED | {"reach": "25000"})
    case = only()
    assert db.session.scalars(select(OpinionAlert)).one().by_id is None
    client.come_in(cast.leader)
    assert "舆情预警" in client.get("/portal/cases").text
    page = client.get(f"/portal/cases/{case.number}").text
    assert "舆情预警" in region(page, "#case-badges")
    assert "原帖传播量 25,000。" in region(page, "#case-channel")
    assert "发起舆情预警：传播量 25,000" in region(page, "#case-story")
    assert "可能扩散" in client.get("/portal/notices").text


def test_praise_is_thanked_in_one_step(cast: Cast, client: Client) -> None:
    """V-06: registered, thanked and closed at once; not without words, and nothing but praise."""
    client.come_in(cast.agent)
    praise = POSTED | {"kind": "praise", "problem": "师傅很专业", "thank": "y"}
    wordless = client.submit(SOCIAL, **praise)
    assert wordless.status_code == 422
    blame = client.submit(SOCIAL, **praise | {"kind": "complaint", "thanks": "谢谢"})
    assert "只有表扬可以一步致谢办结" in region(blame.text, "#intake")
    answer = client.submit(SOCIAL, **praise | {"thanks": "谢谢您的认可！"})
    case = only()
    assert (answer.status_code, case.closing) == (303, Closing.THANKED)
    page = client.get(f"/portal/cases/{case.number}").text
    assert region(page, "#flashes") == f"已登记，工单号 {case.number}，并已致谢办结。"
    assert "向客户致谢（公开发帖） 谢谢您的认可！" in region(page, "#case-story")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "weibo.com/1", "https://a b"])
def test_a_link_that_is_none(cast: Cast, client: Client, link: str) -> None:
    """V-06: nothing but an address of the web ever becomes a link on the case."""
    assert client.come_in(cast.agent).submit(SOCIAL, **POSTED | {"link": link}).status_code == 422
    assert db.session.scalars(select(Post)).all() == []


def test_market_research(cast: Cast, client: Client) -> None:
    """V-01: with its background; nobody needs to be reachable."""
    told = {"study": "家庭套餐需求调研", "method": "focus_group", "background": "六户三口之家，深圳"}
    client.come_in(cast.agent).submit(RESEARCH, problem="希望有家庭套餐", held_on="2026-11-18", **told)
    assert db.session.scalars(select(Study)).one().method == "focus_group"
    shown = region(client.get(f"/portal/cases/{only().number}").text, "#case-channel")
    assert "家庭套餐需求调研 调研方式焦点小组 调研日期2026-11-18（周三） 背景六户三口之家，深圳" in shown


@pytest.mark.parametrize("path", [CHAT, SOCIAL, RESEARCH])
def test_only_customer_service(cast: Cast, client: Client, path: str) -> None:
    """V-01, X-01: the store, the department and others have no part in these."""
    for part in ("store", "handler", "plain", "auditor"):
        assert client.come_in(getattr(cast, part)).get(path).status_code == 403, part


@pytest.mark.parametrize(("path", "told"), [(STORE, {"phone": "13812345678"}), (SOCIAL, POSTED)])
def test_sent_twice_it_is_one_case(cast: Cast, client: Client, path: str, told: dict[str, str]) -> None:
    """V-01: a double click leads to the same case."""
    told = {"problem": "两次点击", "store_id": str(department("MD1").id)} | told
    told = {name: value for name, value in told.items() if path == STORE or name != "store_id"}
    once = "S" * 26
    client.come_in(cast.agent)
    first = client.submit(path, submission=once, **told)
    second = client.submit(path, submission=once, **told)
    assert only().submission == once
    assert first.status_code == second.status_code == 303
