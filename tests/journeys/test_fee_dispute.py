"""A fee dispute with compensation, in a real browser: proposed, advised, approved, paid, told (G-06)."""

from collections.abc import Callable

from playwright.sync_api import expect

from models.db import db
from tests.browser import OpenPage
from tests.cast import Cast
from tests.journeys.desk import at_desk
from tests.models.cases.making import HOUR, also_in_finance, taken
from tests.moments import MONDAY


def test_g06_a_fee_dispute_with_compensation(
    cast: Cast, open_page: OpenPage, at: Callable[..., object]
) -> None:
    at(MONDAY + HOUR)
    payer = also_in_finance(cast.hr)
    case = taken(cast, problem="十月的账单重复扣了两千五百元，要求退还。")
    db.session.commit()
    here = f"/portal/cases/{case.number}"

    handler = at_desk(open_page, cast.handler, here)
    handler.locator("#step-compensation > summary").click()
    handler.locator("#compensation-kind").select_option(label="退款")
    handler.fill("#compensation-amount", "2500")
    handler.locator("#compensation-cause").select_option(label="计费差错")
    handler.fill("#compensation-reason", "十月重复扣费")
    handler.locator("#form-compensation button.primary").click()
    expect(handler.locator("#case-compensations")).to_contain_text("待法务意见")

    legal = at_desk(open_page, cast.legal, "/portal/")
    legal.locator("#waiting .todo-step a").first.click()
    legal.fill("#compensation-opinion-opinion", "计费有误，应退")
    legal.locator("#form-compensation-opinion input[value=low]").check()
    legal.locator("#form-compensation-opinion button.primary").click()
    expect(legal.locator("#case-compensations")).to_contain_text("待审批")

    finance = at_desk(open_page, cast.finance, "/portal/")
    finance.locator("#waiting .todo-step a").first.click()
    finance.locator("#form-compensation-review input[value=approved]").check()
    finance.locator("#form-compensation-review button.primary").click()
    expect(finance.locator("#case-compensations")).to_contain_text("由财务部其他同事付款")

    colleague = at_desk(open_page, payer, "/portal/")
    colleague.locator("#waiting .todo-step a").first.click()
    colleague.fill("#compensation-payment-reference", "ZF-20261123-07")
    colleague.locator("#form-compensation-payment button.primary").click()
    expect(colleague.locator("#case-compensations")).to_contain_text("已付款")
    finance.goto("/portal/compensations")
    expect(finance.locator("#totals-1")).to_contain_text("2,500.00 元")

    handler.goto(here)
    handler.locator("#step-result > summary").click()
    expect(handler.locator("#form-result .notice")).to_have_count(0)
    handler.fill("#result-cause", "账务系统重复入账")
    handler.fill("#result-done", "已退还 2500 元")
    handler.fill("#result-reply", "多扣的 2500 元已退回您的账户，深表歉意。")
    handler.locator("#form-result button.primary").click()
    expect(handler.locator("#case-badges")).to_contain_text("审核")
