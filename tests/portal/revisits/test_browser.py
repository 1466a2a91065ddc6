"""The call screen in a real browser: questions follow the answers, nothing is lost, axe is content (R-02)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.cases.words import State
from models.surveys.tables import ResponseItem
from tests.browser import DESK, PHONE, OpenPage, come_in
from tests.cast import Cast
from tests.models.revisits.answering import revisit_of, say
from tests.portal.revisits.conftest import THEN

Axe = Callable[[Page], list[str]]


def test_r02_a_call_from_the_list_to_the_kept_answers(
    open_page: OpenPage, session: Session, cast: Cast, case: Case, axe: Axe
) -> None:
    page = open_page(DESK)
    come_in(page, cast.second_agent, "/portal/revisits")
    assert axe(page) == []
    page.locator(f"#call-{case.number}").get_by_role("button", name="拨打").click()
    expect(page.locator("#talk")).to_contain_text("我是云帆网络的回访专员柯友")
    assert axe(page) == []
    page.get_by_role("button", name="显示").click()
    expect(page.locator("#call-number")).to_have_text("138 0013 8000")
    page.locator("label:has(#q-overall-2)").click()
    expect(page.locator("#q-comment")).to_have_count(0)
    page.locator("#q-solved-3").check()
    page.locator("#q-wrong-2").check()
    page.locator("#q-missing-words").fill("请换一位师傅")
    page.get_by_role("button", name="保存回答，结束通话").click()
    expect(page.locator(".form-errors")).to_contain_text("您对服务人员的态度满意吗？")
    expect(page.locator("#q-missing-words")).to_have_value("请换一位师傅")
    page.locator("label:has(#q-attitude-4)").click()
    page.locator("label:has(#q-speed-1)").click()
    page.get_by_role("button", name="保存回答，结束通话").click()
    expect(page.locator("#flashes")).to_contain_text("季书须在 2026-11-24（周二）18:00 前回电客户")
    session.rollback()
    assert (case.state, case.round) == (State.HANDLING, 2)
    words = session.scalars(select(ResponseItem.words).where(ResponseItem.question == "missing")).one()
    assert words == "请换一位师傅"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_r02_the_number_comes_first_on_a_phone(
    open_page: OpenPage, cast: Cast, case: Case, axe: Axe, scheme: str
) -> None:
    page = open_page(PHONE, color_scheme=scheme)
    come_in(page, cast.second_agent, f"/portal/revisits/{case.number}")
    page.get_by_role("button", name="接手回访").tap()
    expect(page.locator("#answers")).to_be_visible()
    facts, talk = page.locator("#call-facts").bounding_box(), page.locator("#talk").bounding_box()
    assert facts is not None
    assert talk is not None
    assert facts["y"] < talk["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
    assert axe(page) == []


def test_r02_a_call_without_javascript(open_page: OpenPage, session: Session, cast: Cast, case: Case) -> None:
    page = open_page(DESK, java_script_enabled=False)
    come_in(page, cast.second_agent, f"/portal/revisits/{case.number}")
    page.get_by_role("button", name="接手回访").click()
    for field in ("overall-5", "solved-1", "attitude-5", "speed-5"):
        page.locator(f"label:has(#q-{field})").click()
    page.get_by_role("button", name="保存回答，结束通话").click()
    expect(page.locator("#flashes")).to_contain_text("已保存，辛苦了。")
    session.rollback()
    assert case.state is State.CLOSED


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_r03_a_wish_not_to_be_called_again_is_kept_seen_and_lifted(
    open_page: OpenPage, cast: Cast, case: Case, axe: Axe, size: dict[str, object], scheme: str
) -> None:
    """From the call to the case, where customer service lifts it; a missing reason keeps the place."""
    page = open_page(size, color_scheme=scheme)
    come_in(page, cast.second_agent, f"/portal/revisits/{case.number}")
    page.get_by_role("button", name="接手回访").click()
    page.get_by_label("客户要求今后不再联系").check()
    page.get_by_role("button", name="记录").click()
    expect(page.locator("#flashes")).to_contain_text("已记录，今后不再回访这位客户。")
    page.goto(f"/portal/cases/{case.number}")
    expect(page.locator("#contact-wish")).to_contain_text("客户要求今后不再联系")
    page.get_by_text("客户又同意回访了").click()
    assert axe(page) == []
    page.get_by_label("原因").fill("客户来电同意")
    page.get_by_role("button", name="恢复回访").click()
    expect(page.locator("#flashes")).to_contain_text("已恢复对这位客户的回访和调查。")
    expect(page.locator("#contact-wish")).to_be_empty()
    expect(page.locator("#case-story")).to_contain_text("恢复对客户的回访")


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "dark"), (PHONE, "light")])
def test_r02_what_was_answered_can_be_read(
    open_page: OpenPage, cast: Cast, case: Case, axe: Axe, size: dict[str, object], scheme: str
) -> None:
    """On the case, without a finding and without scrolling aside."""
    say(revisit_of(case), 1, 3, now=THEN, words="请换一位师傅", wrong=("1", "2"))
    page = open_page(size, color_scheme=scheme)
    come_in(page, cast.second_agent, f"/portal/cases/{case.number}")
    expect(page.locator(".answers-given")).to_contain_text("处理得太慢")
    assert axe(page) == []
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
