"""Two departments and more time, in real browsers with real mail (T-04, G-03, H-03, H-05)."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import expect

from jobs.schedule import BY_NAME
from models.clock import now
from models.db import db
from tests.browser import OpenPage
from tests.cast import Cast
from tests.journeys.desk import at_desk
from tests.models.cases.making import HOUR, taken
from tests.moments import MONDAY
from tests.servers.smtp import MailServer

WHY = "备件正从上海调拨，需要多几天时间，敬请谅解。"


def test_t04_g03_two_departments_and_an_extension(
    app: Flask, cast: Cast, mail_server: MailServer, open_page: OpenPage, at: Callable[..., object]
) -> None:
    """Finance answers, the lead accepts; more time is asked, granted, and the customer reads the new date."""
    at(MONDAY + HOUR)
    case = taken(cast, MONDAY)
    db.session.commit()
    here = f"/portal/cases/{case.number}"

    handler = at_desk(open_page, cast.handler, here)
    handler.locator("#step-assistance > summary").click()
    handler.locator("#assistance-department_id").select_option(label="财务部")
    handler.fill("#assistance-task", "请核对十月账单")
    handler.locator("#form-assistance button.primary").click()
    expect(handler.locator("#case-time")).to_contain_text("财务部 协办")

    at(MONDAY + 4 * HOUR)
    finance = at_desk(open_page, cast.finance, "/portal/")
    finance.locator("#waiting .todo-step a").first.click()
    finance.fill("#assistance-answer-text", "十月重复扣费 39 元，应退")
    finance.locator("#form-assistance-answer button.primary").click()
    expect(finance.locator("#case-story")).to_contain_text("十月重复扣费 39 元")

    handler = at_desk(open_page, cast.handler, here)  # three hours later: the login before is over
    handler.locator("#step-assistance-review > summary").click()
    handler.locator("#form-assistance-review input[value=approved]").check()
    handler.locator("#form-assistance-review button.primary").click()
    expect(handler.locator("#case-story")).to_contain_text("采纳财务部的协办意见")
    lead, helper = handler.locator("#case-time li").all()
    expect(lead).to_contain_text("技术运维部 主办")
    expect(helper).to_contain_text("财务部 协办")
    expect(helper).to_contain_text("1 小时 30 分")

    handler.locator("#step-extension > summary").click()
    handler.fill("#extension-days", "3")
    handler.fill("#extension-reason", "备件缺货")
    handler.fill("#extension-words", WHY)
    handler.locator("#form-extension button.primary").click()
    expect(handler.locator("#case-story")).to_contain_text("申请延期 3 个工作日")
    head = at_desk(open_page, cast.head, "/portal/")
    head.locator("#waiting .todo-step a").first.click()
    head.locator("#form-extension-review input[value=approved]").check()
    head.locator("#form-extension-review button.primary").click()
    expect(head.locator("#case-story")).to_contain_text("批准延期 3 个工作日")
    expect(head.locator("#case-dues")).to_contain_text("12-03")

    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(smtp_url=mail_server.url)
    with app.app_context():
        BY_NAME["deliver"].run(now())
    app.config["HUIYIN"] = before
    letter = next(each for each in mail_server.arrived if WHY in each.body())
    assert letter.recipients == ("zhao@example.com",)
    assert "2026-12-03" in letter.body()
