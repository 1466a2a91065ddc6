"""V-07: a store on a phone, from the counter to the customer's word."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.cases import actions
from models.cases.tables import Case
from models.clock import now
from models.db import db
from tests.browser import PHONE, OpenPage, come_in
from tests.cast import Cast
from tests.models.cases.making import decision

Axe = Callable[[Page], list[str]]


@pytest.mark.usefixtures("app")
def test_from_the_counter_to_the_customers_word(cast: Cast, open_page: OpenPage, axe: Axe) -> None:
    """V-07: entered, answered by the department, told by the store, and the customer is content."""
    page = come_in(open_page(PHONE), cast.store, "/portal/channels")
    expect(page.get_by_label("哪家门店")).to_contain_text("科技园营业厅")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("意见簿").check()
    page.get_by_label("客户原话").fill("宽带每天晚上断网，报修三次没人来，要求退费。")
    page.get_by_label("紧急：立即提醒责任部门").check()
    page.get_by_label("客户姓名").fill("钱慧")
    page.get_by_label("电话").fill("13812345678")
    page.get_by_role("button", name="登记").click()
    expect(page.locator("#flashes")).to_contain_text("已登记，工单号")
    case = _answered(cast)
    page.goto(f"/portal/cases/{case.number}")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("#case-channel")).to_contain_text("意见簿")
    page.locator("#step-reply > summary").click()
    page.locator("select[name=reply-means]").select_option("phone")
    page.locator("#form-reply button").last.click()
    expect(page.locator("#flashes")).not_to_be_empty()
    page.locator("#step-store-confirmation > summary").click()
    page.locator("#form-store-confirmation").get_by_label("满意", exact=True).check()
    page.locator("#form-store-confirmation button").last.click()
    expect(page.locator("#flashes")).to_contain_text("客户满意，已办结。")
    expect(page.locator("#case-story li").first).to_contain_text("办结工单：客户确认满意")


def _answered(cast: Cast) -> Case:
    """What the others do meanwhile."""
    db.session.rollback()  # what it read before is old by now
    case = db.session.scalars(select(Case)).one()
    assert case.urgent
    at = now()
    actions.triage(case, decision(urgent=True), by=cast.agent, now=at, seen=None)
    actions.take(case, by=cast.handler, now=at, seen=None)
    actions.submit_result(
        case, cause="设备老化", done="已更换", reply="已为您修好", by=cast.handler, now=at, seen=None
    )
    actions.approve(case, by=cast.head, now=at, seen=None)
    db.session.commit()
    return case
