"""In the demo a newcomer reads a mail on the outbox page and clicks its link: in a real browser."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser import come_in
from tests.cast import Cast
from tests.portal.outbox.conftest import OpenCase
from tests.servers.live import LiveServer

Axe = Callable[[Page], list[str]]


@pytest.fixture
def at_the_outbox(cast: Cast, complain: OpenCase, desk: Page) -> Page:
    """The administrator's desk, at the list of messages, where one mail waits."""
    complain()
    return come_in(desk, cast.administrator, "/portal/outbox")


@pytest.fixture
def public_here(app: Flask, demo: None, live: LiveServer) -> None:
    """Links in letters lead to the live server."""
    app.config["HUIYIN"] = app.config["HUIYIN"].with_changes(public_url=live.url)


@pytest.mark.usefixtures("public_here")
def test_a_newcomer_runs_the_clock_reads_the_mail_and_follows_its_link(at_the_outbox: Page, axe: Axe) -> None:
    page = at_the_outbox
    page.get_by_label("假设现在是").select_option("days")
    page.get_by_role("button", name="运行定时任务").click()
    expect(page.get_by_text("发出 1 封邮件")).to_be_visible()
    expect(page.locator("#messages .state.good")).to_have_text("已发送")
    assert axe(page) == []
    page.locator("#messages .row-link").first.click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("p", has_text="我们将在")).to_be_visible()
    assert axe(page) == []
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="查看工单进度").click()
    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
    assert "/track/HY-20261123-0001" in opened.value.url


@pytest.mark.usefixtures("public_here")
def test_tabs_and_search_change_the_list_in_place(at_the_outbox: Page) -> None:
    page = at_the_outbox
    page.get_by_role("link", name="发送失败").click()
    expect(page.locator("#messages")).to_contain_text("没有符合条件的消息")
    expect(page).to_have_url("**/portal/outbox?state=failed".replace("**", page.url.split("/portal")[0]))
    page.goto("/portal/outbox")
    page.get_by_placeholder("邮箱、手机号或工单号").fill("nobody@example.com")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("没有符合条件的消息")
    page.get_by_placeholder("邮箱、手机号或工单号").fill("zhao")
    page.keyboard.press("Enter")
    expect(page.locator("#messages .row-link")).to_have_count(1)


def test_the_bell_leads_to_the_row(cast: Cast, complain: OpenCase, phone: Page, axe: Axe) -> None:
    case = complain()  # the agents are told of it
    come_in(phone, cast.agent, "/portal/notices")
    assert axe(phone) == []
    phone.get_by_role("button", name="有新工单待受理定级").click()
    phone.wait_for_url(f"**/portal/cases/{case.number}")
    phone.goto("/portal/notices")
    expect(phone.get_by_text("全部已读")).to_be_visible()
