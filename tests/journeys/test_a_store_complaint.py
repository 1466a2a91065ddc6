"""V-07: a store complaint, from the counter to the customer's word, on a phone and at two desks."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.cases.tables import Case
from models.cases.words import Closing, State
from models.db import db
from tests.browser import PHONE, OpenPage, come_in
from tests.cast import Cast
from tests.journeys.desk import at_desk, hand_in, review, take, triage
from tests.models.cases.making import HOUR
from tests.moments import MONDAY

Axe = Callable[[Page], list[str]]


def test_v07_from_the_counter_to_the_customers_word(
    cast: Cast, open_page: OpenPage, axe: Axe, at: Callable[..., object]
) -> None:
    """Entered as urgent; the department handles it; the store tells, and the customer is content."""
    at(MONDAY + HOUR)
    db.session.commit()
    store = come_in(open_page(PHONE), cast.store, "/portal/")
    heard(store, axe)
    db.session.rollback()
    case = db.session.scalars(select(Case)).one()
    assert case.urgent
    here = f"/portal/cases/{case.number}"

    head = at_desk(open_page, cast.head, "/portal/notices")
    expect(head.locator("main")).to_contain_text("门店上报了一张紧急工单")
    agent = at_desk(open_page, cast.agent, here)
    triage(agent, category="网络故障", department="技术运维部", grade=2)
    handler = at_desk(open_page, cast.handler, here)
    take(handler)
    hand_in(handler, cause="设备老化", done="已更换楼栋设备", reply="已为您修好，深表歉意。")
    head.goto(here)
    review(head)

    store.goto(here)
    assert axe(store) == []
    assert store.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(store.locator("#case-channel")).to_contain_text("意见簿")
    store.locator("#step-reply > summary").click()
    store.locator("select[name=reply-means]").select_option("phone")
    store.locator("#form-reply button").last.click()
    expect(store.locator("#flashes")).not_to_be_empty()
    store.locator("#step-store-confirmation > summary").click()
    store.locator("#form-store-confirmation").get_by_label("满意", exact=True).check()
    store.locator("#form-store-confirmation button").last.click()
    expect(store.locator("#flashes")).to_contain_text("客户满意，已办结。")
    expect(store.locator("#case-story")).to_contain_text("办结工单：客户确认满意")
    db.session.rollback()
    assert (case.state, case.closing) == (State.CLOSED, Closing.CONFIRMED)


def heard(page: Page, axe: Axe) -> None:
    """What a customer wrote into the book of the store is entered on its phone."""
    page.goto("/portal/channels")
    expect(page.get_by_label("哪家门店")).to_contain_text("科技园营业厅")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("意见簿").check()
    page.get_by_label("客户原话").fill("宽带每天晚上断网，报修三次没人来，要求退费。")
    page.get_by_label(re.compile("^紧急")).check()
    page.get_by_label("客户姓名").fill("钱慧")
    page.get_by_label("电话").fill("13812345678")
    page.get_by_role("button", name="登记").click()
    expect(page.locator("#flashes")).to_contain_text("已登记，工单号")
