"""Q-05: a month's close, from the clock's drafts over head and customer service to the sent report."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from time_machine import Traveller

from jobs.monthly import draft, send
from models.db import db
from models.monthly.tables import MonthlyReport
from models.monthly.words import MonthlyState
from models.outbox.tables import Notice
from tests.browser import OpenPage
from tests.cast import Cast, meet
from tests.journeys.desk import at_desk
from tests.models.monthly.test_months import OCTOBER, frozen
from tests.moments import MONDAY

Axe = Callable[[Page], list[str]]


def test_q_05_a_month_is_closed_from_drafts_to_the_sent_report(
    app: Flask, cast: Cast, open_page: OpenPage, axe: Axe, at: Callable[..., Traveller]
) -> None:
    at(MONDAY)
    frozen(cast, OCTOBER, 30, MONDAY)
    db.session.commit()
    assert draft(MONDAY).done == 1
    cast = meet()
    head = at_desk(open_page, cast.head, "/portal/monthly")
    head.locator("#mine a.row-link").click()
    expect(head.locator("#figures")).to_contain_text("及时率")
    head.get_by_label("共性原因").fill("小区老旧设备集中故障。")
    head.locator("[name=measures-0-text]").fill("更换老旧分光器")
    head.locator("[name=measures-0-due_on]").fill("2026-12-10")
    head.locator("[name=measures-0-figure]").select_option(value="timeliness")
    assert axe(head) == []
    head.locator("[name=hand_in]").click()
    expect(head.locator("#said")).to_contain_text("更换老旧分光器")

    agent = at_desk(open_page, cast.agent, "/portal/monthly/2026-10")
    expect(agent.locator("#departments")).to_contain_text("小区老旧设备集中故障")
    agent.get_by_label("本月总体评价").fill("投诉量平稳，及时率未达标。")
    agent.get_by_label("公司措施").fill("年内更换全部老旧设备。")
    assert axe(agent) == []
    agent.locator("[name=hand_in]").click()
    expect(agent.locator("#flashes")).to_contain_text("已提交批准")

    leader = at_desk(open_page, cast.leader, "/portal/monthly/2026-10")
    leader.get_by_role("button", name="批准并发送").click()
    expect(leader.locator("#issues")).to_contain_text("即将生成")
    db.session.rollback()
    with app.app_context():
        assert send(MONDAY).done == 1
    leader.reload()
    expect(leader.locator("#issues")).to_contain_text("monthly-2026-10-1.pdf")
    assert axe(leader) == []
    db.session.rollback()
    assert db.session.scalars(select(MonthlyReport.state)).all() == [MonthlyState.SENT]
    sent = select(Notice.staff_id).where(Notice.kind == "monthly_sent")
    assert meet().leader.id in db.session.scalars(sent).all()
