"""V-09: imports in a real browser: progress by itself, every state accessible, a phone without scripts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models.clock import now
from models.files.storage import Store
from tests.browser import DESK, PHONE, OpenPage, come_in, send
from tests.cast import Cast
from tests.client import Client
from tests.models.imports.making import checked, handed_in, imported, worked_on
from tests.models.imports.sheets import CLOSED, OPEN, separated, table, workbook
from tests.portal.imports.conftest import Tick

Axe = Callable[[Page], list[str]]


@pytest.mark.usefixtures("app")
def test_it_goes_on_by_itself(
    cast: Cast, client: Client, desk: Page, tick: Tick, tmp_path: Path, axe: Axe
) -> None:
    """V-09: hand in, watch, start, watch, read the report; nobody loads a page anew."""
    file = tmp_path / "旧工单.xlsx"
    file.write_bytes(workbook(table(OPEN, CLOSED)))
    page = come_in(desk, cast.agent, "/portal/imports/new")
    assert axe(page) == []
    page.fill("input[name=source]", "旧客服系统")
    page.set_input_files("input[name=file]", file)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator("#import")).to_contain_text("正在读取文件")
    assert axe(page) == []
    page.locator("#import summary").click()
    with page.expect_response("**/portal/imports/1?progress=1"):
        expect(page.locator("#import .confirm-box")).to_be_visible()
    expect(page.locator("#import .confirm-box")).to_be_visible()  # it looked again and took nothing away
    tick()
    expect(page.locator("#start")).to_contain_text("导入 2 件工单")
    assert axe(page) == []
    page.get_by_role("button", name="导入 2 件工单").click()
    expect(page.locator("#import")).to_contain_text("即将开始导入")
    tick()
    expect(page.locator("#report")).to_contain_text("未办结 1 件，已办结 1 件")
    assert axe(page) == []
    page.locator("#numbers a").first.click()
    expect(page.locator("#case-facts")).to_contain_text("CRM-1")


@pytest.mark.parametrize(("device", "scheme"), [(DESK, "dark"), (PHONE, "light")], ids=["desk", "phone"])
def test_every_state_is_accessible(
    app: Flask,
    cast: Cast,
    client: Client,
    store: Store,
    open_page: OpenPage,
    axe: Axe,
    device: dict[str, object],
    scheme: str,
) -> None:
    """V-09, X-05: wrong lines, columns to be chosen, what is refused; nothing wider than the screen."""
    wrong = checked(OPEN | {"渠道": "信鸽"}, by=cast.agent, store=store, now=now())
    done = imported(CLOSED, by=cast.agent, store=store, now=now())
    odd = {"流水": "1", "很长的列名用来看看它会不会把页面撑开" * 3: "客户原话"}
    content = separated(table(odd, headers=tuple(odd)))
    choosing = worked_on(handed_in(content, by=cast.agent, store=store), store=store, now=now())
    refused = worked_on(
        handed_in(b"PK\x03\x04", name="坏.xlsx", by=cast.agent, store=store), store=store, now=now()
    )
    page = come_in(open_page(device, color_scheme=scheme), cast.agent)
    for found in (wrong, done, choosing, refused):
        page.goto(f"/portal/imports/{found.id}")
        assert axe(page) == [], found.state
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), found.state


def test_without_scripts(
    app: Flask, cast: Cast, client: Client, store: Store, tick: Tick, phone_without_javascript: Page
) -> None:
    """V-09: looking again is a link, and every step is a plain form."""
    found = handed_in(separated(table(CLOSED)), by=cast.agent, store=store, now=now())
    page = come_in(phone_without_javascript, cast.agent, f"/portal/imports/{found.id}")
    expect(page.locator("#import")).to_contain_text("正在读取文件")
    tick()
    page.get_by_role("link", name="刷新").click()
    send(page, page.get_by_role("button", name="导入 1 件工单"))
    tick()
    page.get_by_role("link", name="刷新").click()
    expect(page.locator("#report")).to_contain_text("已办结 1 件")
