"""An urgent outage told by phone: grade 3 from alert to special report, in real browsers (V-03, G-04)."""

import re
from collections.abc import Callable

from playwright.sync_api import expect
from sqlalchemy import select

from models.cases.tables import Case
from models.cases.words import Channel
from models.db import db
from tests.browser import OpenPage, fetched, send
from tests.cast import Cast
from tests.journeys.desk import at_desk, take, triage
from tests.models.cases.making import HOUR
from tests.moments import MONDAY

PARTS = {
    "cause": "施工挖断主干光缆",
    "effect": "两千户断网六小时",
    "measures": "抢修熔接，逐户致歉",
    "responsibility": "巡检周期过长",
    "prevention": "增设备用路由",
}


def test_g04_an_outage_by_phone_from_alert_to_special_report(
    cast: Cast, open_page: OpenPage, at: Callable[..., object]
) -> None:
    """Customer service takes the call and grades it; the leading group is alerted and reads the report."""
    at(MONDAY)
    db.session.commit()
    agent = at_desk(open_page, cast.agent, "/portal/cases/new")
    agent.fill("#phone", "13812345678")
    agent.fill("#name", "周医生")
    agent.fill("#problem", "整栋楼从早上八点起断网，楼下是诊所，病人没法挂号，非常急。")
    agent.locator("#problem").press("Control+Enter")
    agent.wait_for_url("**/slip")
    db.session.rollback()
    case = db.session.scalars(select(Case)).one()
    here = f"/portal/cases/{case.number}"
    agent.goto(here)
    triage(agent, category="网络故障", department="技术运维部", grade=3, criterion="outage")
    expect(agent.locator("#case-duties")).to_contain_text("紧急会议")
    db.session.rollback()
    assert (case.channel, case.urgent) == (Channel.HOTLINE, True)

    at(MONDAY + HOUR)
    leader = at_desk(open_page, cast.leader, "/portal/notices")
    send(leader, leader.get_by_role("button", name=re.compile("断网")).first)
    leader.goto(f"{here}/grave")

    handler = at_desk(open_page, cast.handler, here)
    take(handler)
    handler.goto(f"{here}/grave")
    expect(handler.locator("#grave-alert")).to_contain_text("凌导")
    expect(handler.locator("#grave-alert")).to_contain_text("已读")
    handler.locator("#step-meeting > summary").click()
    handler.fill("#meeting-held_at", "2026-11-23T10:30")
    handler.fill("#meeting-place", "三楼会议室")
    handler.get_by_label("凌导 · 总经理办公室").check()
    handler.fill("#meeting-decisions", "先恢复后定责")
    handler.fill("#meeting-items-0-text", "排查同类点位")
    handler.locator("#meeting-items-0-owner_id").select_option(label="程长 · 技术运维部")
    handler.fill("#meeting-items-0-due", "2026-11-24T12:00")
    handler.locator("#form-meeting button.primary").click()
    expect(handler.locator("#grave-meeting")).to_contain_text("排查同类点位")

    handler.locator("#step-special-report > summary").click()
    for part, words in PARTS.items():
        handler.fill(f"#special-report-{part}", words)
    handler.locator("#form-special-report input[value=submit]").check()
    handler.locator("#form-special-report button.primary").click()
    expect(handler.locator("#grave-report")).to_contain_text("待领导小组审阅")

    leader.goto("/portal/")
    leader.locator("#waiting .todo-step a").first.click()
    leader.locator("#form-report-review input[value=acknowledged]").check()
    leader.locator("#form-report-review button.primary").click()
    expect(leader.locator("#case-story")).to_contain_text("代表领导小组签阅专项报告")
    kind, _paper = fetched(leader, f"{here}/report.pdf")
    assert kind == "application/pdf"
