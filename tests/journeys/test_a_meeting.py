"""M-01: a body meets about a case whose rounds are used up; its decision, once signed, closes the case."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import select
from time_machine import Traveller

from models.bodies.tables import BodyTask
from models.cases.tables import Case
from models.cases.words import Closing, State
from models.clock import local_day
from models.db import db
from tests.browser import OpenPage
from tests.cast import Cast
from tests.journeys.desk import at_desk
from tests.models.cases.making import DAY, HOUR
from tests.models.cases.test_decision import unhappy
from tests.moments import MONDAY
from tests.story.meetings import seated

Axe = Callable[[Page], list[str]]


def test_m_01_a_decision_of_a_meeting_closes_a_case(
    cast: Cast, open_page: OpenPage, axe: Axe, at: Callable[..., Traveller]
) -> None:
    """The secretary calls it, what waits is on its agenda; votes by name; the chair signs and carries out."""
    at(MONDAY + 4 * DAY + 2 * HOUR)
    case = unhappy(cast, 3)
    number = case.number
    seated(cast, MONDAY)
    db.session.commit()
    agent = at_desk(open_page, cast.agent, "/portal/bodies/leading_group")
    agent.get_by_role("link", name="召集会议").first.click()
    expect(agent.locator("#waits")).to_contain_text("轮次用尽")
    agent.get_by_label("会议主题").fill("疑难投诉专题会")
    today = f"{local_day(MONDAY + 4 * DAY):%Y-%m-%d}"
    agent.locator("#starts_at").fill(f"{today}T20:00")
    agent.locator("#ends_at").fill(f"{today}T21:00")
    agent.get_by_label("地点或链接").fill("三楼会议室")
    agent.get_by_role("button", name="召集", exact=True).click()
    expect(agent.locator("#agenda")).to_contain_text(number)
    assert axe(agent) == []
    agent.locator("#step-opening > summary").click()
    agent.locator("#opening button").click()
    expect(agent.locator("#flashes")).to_contain_text("请逐项记录")
    agent.get_by_role("link", name="填写会议纪要").click()
    agent.get_by_label("讨论情况").fill("已三次更换设备，客户仍不满意。")
    agent.get_by_label("表决内容").fill("已尽合理义务，作结案处理。")
    for person in (cast.leader, cast.committee):
        agent.locator(f"[name=vote_{person.id}][value=yes]").check()
    agent.get_by_label("通过后的效果").select_option(label="由领导小组结案")
    agent.locator("[name=tasks-0-text]").fill("致电客户说明结论")
    agent.locator("[name=tasks-0-owner]").fill(cast.handler.number)
    agent.locator("[name=tasks-0-due]").fill("2026-12-02T18:00")
    assert axe(agent) == []
    agent.get_by_role("button", name="记录", exact=True).click()
    expect(agent.locator("#agenda")).to_contain_text("决议通过")
    here = agent.url

    leader = at_desk(open_page, cast.leader, here)
    leader.get_by_role("button", name="签署").click()
    leader.get_by_role("button", name="执行决议").click()
    expect(leader.locator("#agenda")).to_contain_text("已执行")
    assert axe(leader) == []
    leader.get_by_role("link", name=f"工单 {number}").click()
    expect(leader.locator("#case-badges")).to_contain_text("已办结")

    handler = at_desk(open_page, cast.handler, "/portal/bodies")
    expect(handler.locator("#tasks")).to_contain_text("致电客户说明结论")
    handler.get_by_text("已完成", exact=True).click()
    handler.get_by_label("完成情况").fill("已致电，客户接受")
    handler.get_by_role("button", name="报告完成").click()
    expect(handler.locator("#flashes")).to_contain_text("已完成")
    db.session.rollback()
    assert db.session.execute(select(Case.state, Case.closing)).all() == [
        (State.CLOSED, Closing.LEADING_GROUP)
    ]
    assert db.session.scalars(select(BodyTask.remark)).all() == ["已致电，客户接受"]
