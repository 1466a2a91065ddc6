"""Grade 3 from alert to special report, in a real browser (G-04)."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from models.cases.tables import Case
from models.db import db
from tests.browser import OpenPage
from tests.cast import Cast
from tests.journeys.desk import at_desk
from tests.models.cases.making import HOUR, taken
from tests.moments import MONDAY

PARTS = {
    "cause": "施工挖断主干光缆",
    "effect": "两千户断网六小时",
    "measures": "抢修熔接，逐户致歉",
    "responsibility": "巡检周期过长",
    "prevention": "增设备用路由",
}


def test_g04_from_alert_to_special_report(cast: Cast, open_page: OpenPage, at: Callable[..., object]) -> None:
    """Customer service raises the grade; the leading group is alerted, meets, and acknowledges the report."""
    at(MONDAY + HOUR)
    case: Case = taken(cast)
    db.session.commit()
    here = f"/portal/cases/{case.number}"

    agent = at_desk(open_page, cast.agent, here)
    agent.locator("#step-triage > summary").click()
    agent.locator("#form-triage input[name='triage-grade'][value='3']").check()
    agent.locator("#form-triage input[value=outage]").check()
    agent.fill("#triage-reason", "整栋楼断网")
    agent.locator("#form-triage button.primary").click()
    expect(agent.locator("#case-duties")).to_contain_text("紧急会议")

    leader = at_desk(open_page, cast.leader, "/portal/notices")
    leader.get_by_role("button", name=re.compile("断网")).or_(
        leader.get_by_role("link", name=re.compile("断网"))
    ).first.click()
    leader.goto(f"{here}/grave")

    handler = at_desk(open_page, cast.handler, f"{here}/grave")
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
    paper = leader.request.get(f"{here}/report.pdf")
    assert paper.headers["content-type"] == "application/pdf"
