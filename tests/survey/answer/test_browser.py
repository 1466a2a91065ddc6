"""A survey in a real browser at phone size: a tap moves on, keys only choose, axe is content (S-05)."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.cases.words import Closing, State
from models.surveys.tables import ResponseItem
from tests.browser import PHONE, OpenPage
from tests.servers.live import LiveServer

Axe = Callable[[Page], list[str]]
SMALL = PHONE | {"viewport": {"width": 320, "height": 568}}


def answers(session: Session) -> dict[str, int | str | None]:
    session.rollback()
    rows = session.scalars(select(ResponseItem).order_by(ResponseItem.id))
    return {row.question: row.words if row.words is not None else row.choice for row in rows}


def test_s05_a_tap_saves_and_moves_on_and_closing_the_page_loses_nothing(
    phone: Page, session: Session, case: Case, link: str, axe: Axe
) -> None:
    phone.goto(link)
    assert axe(phone) == []
    phone.locator("label", has_text="不满意").first.tap()
    expect(phone.locator("#question")).to_have_text("您的问题解决了吗？")
    expect(phone).to_have_url(re.compile(f"{link}/q/solved$"))
    assert answers(session) == {"overall": 2}
    phone.locator("label", has_text="没有解决").tap()
    expect(phone.locator("#question")).to_have_text("是哪里让您不满意？")
    assert axe(phone) == []
    phone.goto("about:blank")
    phone.goto(link)
    expect(phone.locator("#question")).to_have_text("是哪里让您不满意？")
    phone.get_by_label("处理得太慢").check()
    phone.get_by_role("button", name="下一题").tap()
    phone.locator("label", has_text="一般").tap()
    expect(phone.locator("#question")).to_have_text("您对我们处理的速度满意吗？")
    phone.locator("label", has_text="非常不满意").tap()
    phone.get_by_role("textbox").fill("请换一位师傅上门")
    phone.get_by_role("button", name="完成").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("很抱歉没有让您满意，我们重新处理。")
    expect(phone.locator("#follow-up")).to_contain_text("技术运维部 · 季书")
    assert axe(phone) == []
    session.rollback()
    assert (case.state, case.round) == (State.HANDLING, 2)
    assert phone.context.cookies() == []


def test_s05_next_right_after_a_tap_is_no_empty_answer(phone: Page, link: str) -> None:
    """Whoever taps the choice and then the button means one step; later the button asks for an answer."""
    phone.goto(link)
    phone.locator("label", has_text="不满意").first.tap()
    expect(phone.locator("#question")).to_have_text("您的问题解决了吗？")
    phone.get_by_role("button", name="下一题").tap()
    expect(phone.locator("#error")).to_have_count(0)
    phone.wait_for_timeout(1_100)
    phone.get_by_role("button", name="下一题").tap()
    expect(phone.locator("#error")).to_be_visible()


def test_s05_arrow_keys_choose_without_moving_on(desk: Page, session: Session, link: str) -> None:
    """Who uses a keyboard passes over choices with the arrows, and goes on with Enter (WCAG 3.2.2)."""
    desk.goto(link)
    desk.locator("input[value='5']").focus()
    for _ in range(3):
        desk.keyboard.press("ArrowDown")
    desk.wait_for_timeout(400)
    expect(desk.locator("#question")).to_have_text("您对这次的处理结果满意吗？")
    assert answers(session) == {}
    desk.keyboard.press("Enter")
    expect(desk.locator("#question")).to_have_text("您的问题解决了吗？")
    expect(desk.locator("#question")).to_be_focused()
    assert len(answers(session)) == 1


def test_s05_the_whole_way_without_javascript(
    phone_without_javascript: Page, session: Session, case: Case, link: str
) -> None:
    page = phone_without_javascript
    page.goto(f"{link}?rating=4")
    page.get_by_role("button", name="确认，下一题").tap()
    for word in ("解决了", "非常满意", "满意"):
        page.locator("label", has_text=word).first.tap()
        page.get_by_role("button", name="下一题").tap()
    page.get_by_role("link", name="上一题").tap()
    expect(page.locator("#question")).to_have_text("您对我们处理的速度满意吗？")
    page.get_by_role("button", name="下一题").tap()
    page.get_by_role("button", name="完成").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("谢谢您的肯定。")
    session.rollback()
    assert (case.state, case.closing) == (State.CLOSED, Closing.SATISFIED)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_s05_on_a_small_screen_nothing_is_cut_off(
    open_page: OpenPage, link: str, axe: Axe, scheme: str, language: str
) -> None:
    page = open_page(SMALL, color_scheme=scheme)
    page.goto(f"{link}?lang={language}")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    heights = page.eval_on_selector_all(".scale-choice", "all => all.map(one => one.offsetHeight)")
    assert min(heights) >= 48


def test_s05_when_the_network_is_gone_it_says_so_and_keeps_the_choice(
    browser: Browser, live: LiveServer, session: Session, link: str
) -> None:
    """In a window of its own: the browser itself logs the lost request as an error."""
    context = browser.new_context(base_url=live.url, locale="zh-CN", **PHONE)
    page = context.new_page()
    page.goto(link)
    page.wait_for_function("window.htmx !== undefined")
    context.set_offline(True)
    page.locator("label", has_text="一般").tap()
    expect(page.locator("#flashes")).to_contain_text("网络")
    expect(page.locator("input[value='3']")).to_be_checked()
    assert answers(session) == {}
    context.set_offline(False)
    page.get_by_role("button", name="下一题").tap()
    expect(page.locator("#question")).to_have_text("您的问题解决了吗？")
    context.close()
