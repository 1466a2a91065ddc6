"""V-03, T-06: an urgent outage told by phone, by keyboard alone; told again it is added or merged."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.queries import related
from models.cases.tables import Case, Contact
from models.cases.words import Channel, State
from tests.browser import DESK, PHONE, OpenPage, come_in
from tests.cast import Cast
from tests.models.cases.making import HOUR, new
from tests.moments import MONDAY
from tests.survey.track.following import key

OUTAGE = "整栋楼从早上八点起断网，楼下是诊所，病人没法挂号，非常急。"


@pytest.fixture(autouse=True)
def on_monday(at: Callable[[datetime], object]) -> None:
    at(MONDAY + 4 * HOUR)


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the focus is there: what takes more than forty is out of reach."""
    for _press in range(40):
        if page.evaluate("(at) => document.activeElement.matches(at)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def test_v03_an_urgent_outage_by_phone_by_keyboard(cast: Cast, session: Session, open_page: OpenPage) -> None:
    """From any page: n, the number, Enter shows the earlier cases, the words, Control and Enter register."""
    earlier = new(MONDAY, phone="+8613812345678", email=None, problem="十月账单多扣了三十九元")
    session.commit()
    page = come_in(open_page(DESK), cast.agent, "/portal/")
    page.keyboard.press("n")
    page.wait_for_url("**/portal/cases/new")
    expect(page.locator("#phone")).to_be_focused()
    expect(page.locator("[data-timer] output")).to_have_text(re.compile(r"^\d+:\d\d$"))
    page.keyboard.type("13812345678")
    page.keyboard.press("Enter")
    expect(page.locator("#known")).to_contain_text(earlier.number)
    expect(page.locator("[data-timer] output")).not_to_have_text("0:00")
    tab_to(page, "#name")
    page.keyboard.type("周医生")
    tab_to(page, "#problem")
    page.keyboard.type(OUTAGE)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/slip")
    session.rollback()
    case = session.scalars(select(Case).order_by(Case.id.desc())).first()
    assert case is not None
    assert (case.problem, case.channel, case.contact_name) == (OUTAGE, Channel.HOTLINE, "周医生")
    assert case.customer_id == earlier.customer_id

    page.goto("/portal/cases/new")  # the next caller says the same: it is added, by keyboard too
    expect(page.locator("#phone")).to_be_focused()
    page.keyboard.type("13812345678")
    tab_to(page, "#problem")
    page.keyboard.type("早上八点起断网，诊所病人没法挂号，还没有人来")
    expect(page.locator("#known .is-likely")).to_contain_text(case.number)
    tab_to(page, f"button[name=add_to][value='{case.number}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{case.number}")
    expect(page.locator("#case-story")).to_contain_text("还没有人来")
    session.rollback()
    assert session.scalars(select(Contact).where(Contact.case_id == case.id)).all() != []


def test_t06_a_merged_duplicate(cast: Cast, session: Session, app: Flask, open_page: OpenPage) -> None:
    """Two voices by web form: service merges the second; the customer's old link leads to the first."""
    first = new(MONDAY)
    second = new(MONDAY + HOUR, problem="还是每天晚上八点以后断网，邻居家也一样。")
    session.commit()
    page = come_in(open_page(DESK), cast.agent, f"/portal/cases/{second.number}")
    expect(page.locator("#case-related")).to_contain_text("疑似重复")
    page.locator("#step-merge > summary").click()
    page.get_by_label(first.number).check()
    page.locator("#form-merge button").click()
    expect(page.locator("#case-badges")).to_contain_text("已合并")
    page.locator("#case-voice").get_by_role("link", name=first.number).click()
    expect(page.locator("#case-story")).to_contain_text("邻居家也一样")
    session.rollback()
    assert second.state is State.CLOSED
    assert list(related(first, cast.agent).merged) == [second]

    phone = open_page(PHONE)
    phone.goto(f"/track/{second.number}?key={key(app, second)}")
    phone.locator("#onward a").click()
    expect(phone.locator("main")).to_contain_text(first.number)
    expect(phone.locator("main")).to_contain_text("邻居家也一样")
