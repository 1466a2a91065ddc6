"""Improvement on the screen: suggested, taken up, done, concluded, rewarded; what rises (K-02, M-03)."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from time_machine import Traveller

from models.cases.tables import Case
from models.conduct.tables import Reward
from models.db import db
from models.improvement.actions import add_voice
from models.improvement.tables import ImprovementItem, RisingSignal
from models.improvement.words import ItemSource, ItemState, SignalKind
from models.outbox.actions import notify
from models.outbox.tables import OutboxMessage
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import DAY, HOUR
from tests.models.library.telling import closed
from tests.models.results.answering import revisited
from tests.moments import MONDAY
from tests.statements import CountStatements
from tests.story.learning import taken_up
from tests.story.products import list_products

HERE = "/portal/improvement"


@pytest.fixture(autouse=True)
def tuesday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + DAY + 4 * HOUR)


def only() -> ImprovementItem:
    db.session.expire_all()
    return db.session.scalars(select(ImprovementItem)).one()


def test_k_02_a_suggestion_ends_in_a_reward_and_a_told_customer(
    cast: Cast, client: Client, tuesday: Traveller
) -> None:
    case_number = closed(cast).number
    db.session.commit()
    page = client.come_in(cast.handler).get(f"/portal/cases/{case_number}").text
    assert f"{HERE}/new?source=case&amp;case={case_number}" in page

    new = f"{HERE}/new"
    client.come_in(cast.plain)
    refused = client.submit(new, "/new", title="同楼工单", problem="客户电话13800138000")
    assert refused.status_code == 422
    assert "客户电话13800138000" in refused.text
    sent = client.submit(new, "/new", title="同楼工单", problem="建议列出同楼工单")
    here = sent.headers["Location"]
    shown = client.get(here).text
    assert 'id="taking-form"' not in shown
    assert words_in_the_other_language(shown) == []

    client.come_in(cast.inspector)
    unknown = client.submit(here, "/taking-up", owner="查无此人", measure="开发")
    assert unknown.status_code == 422
    taken = client.submit(here, "/taking-up", owner=cast.handler.number, measure="受理页列出同楼工单")
    assert taken.status_code == 303
    agent = client.come_in(cast.agent)
    assert agent.submit(here, "/voices", case=case_number).status_code == 303
    client.come_in(cast.handler)
    assert client.submit(here, "/done", told="受理时已能看到同楼工单。").status_code == 303
    letter = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "improvement")).one()
    assert letter.facts["text"] == "受理时已能看到同楼工单。"
    page = client.get(here).text
    assert "已告知" in region(page, "#voices")
    assert words_in_the_other_language(page) == []

    tuesday.shift(30 * DAY)
    client.come_in(cast.inspector)
    done = client.submit(here, "/conclusion", worked="worked", finding="同楼重复派单基本消失")
    assert done.status_code == 303
    assert only().state is ItemState.WORKED
    assert client.submit(here, "/reward").status_code == 303
    assert db.session.scalars(select(Reward.staff_id)).all() == [cast.plain.id]
    assert words_in_the_other_language(client.get(here).text) == []


def test_k_02_declined_with_a_reason(cast: Cast, client: Client) -> None:
    client.come_in(cast.plain)
    here = client.submit(f"{HERE}/new", "/new", title="换台历", problem="台历换大一点").headers["Location"]
    client.come_in(cast.committee)
    assert client.submit(here, "/declining").status_code == 422
    assert client.submit(here, "/declining", reason="不在改进范围").status_code == 303
    assert "不在改进范围" in region(client.come_in(cast.plain).get(here).text, "#declined")
    assert client.come_in(cast.stranger).get(here).status_code == 404


def test_m_03_what_rises_leads_to_an_item(cast: Cast, client: Client) -> None:
    found = {"until": MONDAY.date(), "observed": 12, "expected": 4.2, "score": 3.6, "found_at": MONDAY}
    db.session.add(RisingSignal(kind=SignalKind.CATEGORY, key="network_fault", **found))
    db.session.add(RisingSignal(kind=SignalKind.WORD, key="分光器", **found))
    db.session.commit()
    assert client.come_in(cast.plain).get(f"{HERE}/rising").status_code == 403
    page = client.come_in(cast.committee).get(f"{HERE}/rising").text
    signals = region(page, "#signals")
    assert [each in signals for each in ("网络故障", "分光器", "4.2", "3.6")] == [True] * 4
    assert words_in_the_other_language(page) == []
    form = client.get(f"{HERE}/new?source=cause&category=network_fault&title=x").text
    assert 'selected value="network_fault"' in form


def test_m_03_a_rise_within_a_product_leads_to_its_cases_and_to_an_item_of_both(
    cast: Cast, client: Client
) -> None:
    """K-02: the item keeps category and product; the list of cases is narrowed to both."""
    _fibre, cloud, _copper = list_products(cast.administrator, MONDAY)
    found = {"until": MONDAY.date(), "observed": 12, "expected": 4.2, "score": 3.6, "found_at": MONDAY}
    within = {"kind": SignalKind.WITHIN_PRODUCT, "key": "network_fault", "product": "CLOUD"}
    db.session.add(RisingSignal(**within, **found))
    db.session.add(RisingSignal(kind=SignalKind.PRODUCT, key="", product="FIBRE-300", **found))
    db.session.add(RisingSignal(kind=SignalKind.WORD, key="分光器", **found))
    db.session.commit()
    page = client.come_in(cast.committee).get(f"{HERE}/rising?by=product").text
    signals = region(page, "#signals")
    assert "云帆云盘 · 网络故障 产品内的类别 12" in signals
    assert "云帆宽带 300M 产品 12" in signals
    assert "分光器" not in signals
    assert "category=network_fault&amp;product=CLOUD&amp;received_from=2026-10-26" in page
    assert words_in_the_other_language(page) == []
    leads = f"{HERE}/new?source=cause&category=network_fault&product=CLOUD&title=x"
    made = client.submit(leads, "/new", problem="云盘故障多").headers["Location"]
    item = only()
    assert (item.category, item.product_id) == ("network_fault", cloud.id)
    assert "云帆云盘 · 网络故障" in region(client.get(made).text, "#problem")
    taken = client.come_in(cast.inspector).submit(
        made, "/taking-up", owner=cast.handler.number, measure="更换机房"
    )
    assert taken.status_code == 303
    assert (only().category, only().product_id) == ("network_fault", cloud.id)
    case = closed(cast)
    case.category, case.product_id, case.language = "network_fault", cloud.id, "en"
    db.session.commit()
    agent = client.come_in(cast.agent)
    assert "您可查看的工单中，最近十二周还有 1 位客户" in region(agent.get(made).text, "#voices")
    assert agent.submit(made, "/voices/cause").status_code == 303
    client.come_in(cast.handler)
    assert "其中 1 位客户使用英文，请附上英文内容。" in region(client.get(made).text, "#done")
    assert client.submit(made, "/done", told="云盘已更换机房。").status_code == 303
    early = region(client.get(made).text, "#effect")
    assert "为时过早：完成不到两周。" in early
    assert "发生率之比" not in early


def test_k_02_lists_ask_the_same_at_one_and_three_rows(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    counts = []
    client.come_in(cast.plain)
    for more in (1, 2):
        for _each in range(more):
            taken_up(cast, MONDAY)
        db.session.commit()
        client.get(HERE)
        with statements() as seen:
            client.get(HERE)
        counts.append(seen.count)
    assert counts[0] == counts[1]


def test_k_02_the_page_asks_the_same_at_one_and_three_voices(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    """Whose case it is to open leads there; everybody else reads its number alone (X-01)."""
    item = taken_up(cast, MONDAY)
    here, counts = f"{HERE}/{item.number}", []
    client.come_in(cast.inspector)
    for more in (1, 2):
        for _each in range(more):
            add_voice(item, closed(cast), by=cast.inspector, now=MONDAY + DAY)
        db.session.commit()
        client.get(here)
        with statements() as seen:
            page = client.get(here).text
        counts.append(seen.count)
    assert counts[0] == counts[1]
    titles = [each.title for each in db.session.scalars(select(Case).order_by(Case.id))]
    assert [title in region(page, "#voices") for title in titles] == [True] * 3
    shut = region(client.come_in(cast.stranger).get(here).text, "#voices")
    numbers = db.session.scalars(select(Case.number)).all()
    assert [(number in shut, title in shut) for number, title in zip(numbers, titles, strict=True)] == [
        (True, False)
    ] * 3


def test_k_02_a_comment_of_a_survey_becomes_an_item_without_personal_data(cast: Cast, client: Client) -> None:
    said = "预约总被改期，我叫钱大伟，电话13900139000"
    case = revisited(1, words=said, at=MONDAY).case_id
    number = db.session.get_one(Case, case).number
    client.come_in(cast.inspector)
    listed = client.get("/portal/results/comments?since=2026-01-01").text
    assert "提为改进项" in region(listed, "#main")
    form = client.send(f"{HERE}/new/comment", words=said, case=number)
    assert form.status_code == 200
    assert "预约总被改期" in form.text
    assert "13900139000" not in form.text
    assert "钱大伟" not in form.text
    assert words_in_the_other_language(form.text) == []
    sent = client.send(
        f"{HERE}/new", source="comment", title="预约改期太多", problem="预约总被改期", case=number
    )
    assert sent.status_code == 303
    assert (only().source, only().title) == (ItemSource.COMMENT, "预约改期太多")
    stranger = client.come_in(cast.stranger).send(f"{HERE}/new/comment", words="慢", case=number)
    assert number not in stranger.text


def test_k_02_the_list_as_filtered_is_a_workbook(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    """Only what somebody may see and asked for, by as many queries at three rows; no text is a formula."""
    taken_up(cast, MONDAY)
    client.come_in(cast.plain)
    client.submit(f"{HERE}/new", "/new", title="=1+1", problem="建议合并两个表单")
    page = client.get(f"{HERE}?mine=1").text
    assert f"{HERE}/export.xlsx?mine=1" in page

    def titles(asked: str = "") -> list[str]:
        sheet = load_workbook(BytesIO(client.get(f"{HERE}/export.xlsx{asked}").data)).active
        assert sheet is not None
        assert {cell.data_type for cell in sheet["B"]} == {"s"}
        return [str(cell.value) for cell in sheet["B"]][1:]

    assert titles("?mine=1")[1:] == ["=1+1"]
    assert len(titles("?state=open")) == 1
    client.come_in(cast.handler)
    assert "=1+1" not in titles()
    counts = []
    for _more in range(2):
        with statements() as seen:
            titles()
        counts.append(seen.count)
        taken_up(cast, MONDAY)
        taken_up(cast, MONDAY)
        db.session.commit()
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (0, "超出平常波动的上升：云帆云盘 · 网络故障。"),
        (2, "超出平常波动的上升：云帆云盘 · 网络故障，另有 2 项。"),
    ],
)
def test_m_03_the_notice_names_what_rose(cast: Cast, client: Client, more: int, said: str) -> None:
    facts = {"rises": [["云帆云盘 · 网络故障", "Yunfan Cloud Drive · Network fault"]], "more": more}
    notify(cast.committee.id, "causes_rising", about="rising:2026-11-23", now=MONDAY, facts=facts)
    assert said in client.come_in(cast.committee).get("/portal/notices").text
