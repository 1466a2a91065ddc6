"""L-05, K-01, K-02: a case becomes a lesson, a customer finds an answer, a suggestion is rewarded."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy import select
from time_machine import Traveller

from models.conduct.tables import Reward
from models.db import db
from models.knowledge.tables import Article
from models.library.tables import TypicalCase
from models.library.words import LessonState
from models.outbox.tables import OutboxMessage
from tests.browser import PHONE, OpenPage
from tests.cast import Cast
from tests.journeys.desk import at_desk
from tests.models.cases.making import DAY, HOUR
from tests.models.library.telling import closed, told
from tests.moments import MONDAY
from tests.story.learning import article

Axe = Callable[[Page], list[str]]


def test_l_05_a_case_is_turned_into_a_lesson(
    cast: Cast, open_page: OpenPage, axe: Axe, at: Callable[..., Traveller]
) -> None:
    """What was found is marked and taken out, somebody else reviews, everybody finds it."""
    at(MONDAY + HOUR)
    number = told(cast).number
    db.session.commit()
    agent = at_desk(open_page, cast.agent, f"/portal/cases/{number}")
    agent.get_by_role("link", name="提名为典型案例").click()
    agent.get_by_label("值得借鉴之处").fill("重复报修的典型")
    agent.get_by_role("button", name="提名").click()
    agent.get_by_role("link", name="查看发现的内容").click()
    expect(agent.locator("mark", has_text="13900139000").first).to_be_visible()
    assert axe(agent) == []
    agent.get_by_label("我已通读全文").check()
    agent.get_by_role("button", name="删去并继续").click()
    expect(agent.get_by_label("情况说明")).not_to_have_value("")
    agent.get_by_label("经验与教训").fill("同楼第二户报修时先查楼栋设备。")
    agent.get_by_role("button", name="提交审核").click()
    expect(agent.locator("#flashes")).to_contain_text("等待他人审核")
    here = agent.url

    inspector = at_desk(open_page, cast.inspector, here)
    inspector.get_by_label("同意入库").check()
    inspector.get_by_label("我已通读").check()
    inspector.locator("#review-form button").last.click()
    expect(inspector.locator("#flashes")).to_contain_text("已入库")

    plain = at_desk(open_page, cast.plain, "/portal/library?q=楼栋")
    expect(plain.locator("#lessons [data-row]")).to_have_count(1)
    expect(plain.locator("main")).not_to_contain_text("钱伟")
    db.session.rollback()
    assert db.session.scalars(select(TypicalCase.state)).all() == [LessonState.PUBLISHED]


def test_k_01_a_customer_finds_an_answer_on_a_phone(
    cast: Cast, open_page: OpenPage, axe: Axe, at: Callable[..., Traveller]
) -> None:
    at(MONDAY + HOUR)
    article(cast, MONDAY, words="断网")
    db.session.commit()
    page = open_page(PHONE)
    page.goto("/")
    page.get_by_role("link", name="查找答案").click()
    page.get_by_label("您想找什么？").fill("断网")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name="光猫红灯闪烁怎么办").click()
    expect(page.locator("main")).to_contain_text("先检查光纤接头")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="有帮助", exact=True).click()
    expect(page.locator("#help-vote")).to_contain_text("谢谢您")
    db.session.rollback()
    assert db.session.scalars(select(Article.helped)).all() == [1]


def test_k_02_a_suggestion_ends_in_a_reward_and_a_told_customer(
    cast: Cast, open_page: OpenPage, axe: Axe, at: Callable[..., Traveller]
) -> None:
    clock = at(MONDAY + DAY + 4 * HOUR)
    number = closed(cast).number
    db.session.commit()
    plain = at_desk(open_page, cast.plain, "/portal/improvement/new")
    plain.get_by_label("标题").fill("受理时列出同楼工单")
    plain.get_by_label("问题与改进想法").fill("同一栋楼的报修常常分别派单。")
    plain.locator("#raise-form button.primary").click()
    expect(plain.locator("#flashes")).to_contain_text("谢谢")
    here = plain.url

    inspector = at_desk(open_page, cast.inspector, here)
    assert axe(inspector) == []
    inspector.fill("#owner", cast.handler.number)
    inspector.fill("#measure", "受理页面列出同楼未结工单")
    inspector.locator("#taking-form button.primary").click()
    expect(inspector.locator("#flashes")).to_contain_text("已立项")
    inspector.fill("#case", number)
    inspector.locator("#voice-form button").click()
    expect(inspector.locator("#voices")).to_contain_text(number)

    handler = at_desk(open_page, cast.handler, here)
    handler.fill("#told", "受理时已能看到同楼工单，不再重复派单。")
    handler.locator("#done-form button.primary").click()
    expect(handler.locator("#voices")).to_contain_text("已告知")

    clock.shift(20 * DAY)
    inspector = at_desk(open_page, cast.inspector, here)
    inspector.locator("#conclusion-form input[value=worked]").check()
    inspector.fill("#finding", "重复派单基本消失")
    inspector.locator("#conclusion-form button.primary").click()
    inspector.locator("#reward button").click()
    expect(inspector.locator("#flashes")).to_contain_text("已提交提名")
    db.session.rollback()
    assert db.session.scalars(select(Reward.staff_id)).all() == [cast.plain.id]
    letters = db.session.scalars(select(OutboxMessage.kind).where(OutboxMessage.kind == "improvement"))
    assert letters.all() == ["improvement"]
