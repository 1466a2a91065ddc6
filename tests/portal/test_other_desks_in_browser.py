"""The trail, the jobs, surveys, filters, recovery codes and the days of other roles in a real browser."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models.people.actions import save_filter
from models.people.tables import Language, Theme
from tests.browser import DESK, OpenPage, come_in
from tests.cast import Cast
from tests.guards.screens import screens
from tests.models.results.answering import DAY, many
from tests.moments import MONDAY
from tests.story import Story

NARROW = {"viewport": {"width": 320, "height": 640}}
SCREENS = {
    "auditor": ["/portal/", "/portal/trail", "/portal/trail?kind=nothing&about=x", "/portal/jobs"],
    "administrator": [
        "/portal/",
        "/portal/jobs",
        "/portal/jobs/seal",
        "/portal/jobs/deliver",
        "/portal/rulebook",
        "/portal/suggestions",
    ],
    "hr": ["/portal/"],
    "supervisor": ["/portal/", "/portal/account/second-factor"],
    "trainer": ["/portal/"],
    "head": ["/portal/cases/filters", "/portal/cases?grade=2&open=y"],
}
SURVEYS = {
    "inspector": [
        "/portal/campaigns",
        "/portal/campaigns/<number>",
        "/portal/campaigns/<number>/edit",
        "/portal/questionnaires",
        "/portal/questionnaires/<code>",
        "/portal/questionnaires/<code>/draft",
        "/portal/questionnaires/<code>/draft/questions/<question>",
        "/portal/questionnaires/<code>/differences",
        "/portal/results",
        "/portal/results/answers",
        "/portal/results/comments",
    ],
    "agent": [
        "/portal/reports",
        "/portal/reports/<int:report_id>",
        "/portal/reports/<int:report_id>/correction",
        "/results/<period>",
    ],
}
"""Addresses as the routes name them, filled from the story."""


@pytest.mark.parametrize(
    ("language", "theme", "device"),
    [(Language.ZH, Theme.LIGHT, DESK), (Language.EN, Theme.DARK, NARROW)],
    ids=["zh-light-desk", "en-dark-narrow"],
)
def test_axe_finds_nothing_and_nothing_is_cut_off(
    app: Flask,
    cast: Cast,
    story: Story,
    open_page: OpenPage,
    axe: Callable[[Page], list[str]],
    language: Language,
    theme: Theme,
    device: dict[str, Any],
) -> None:
    """X-05: WCAG 2.2 AA, as far as a program can tell, and no screen wider than the window."""
    save_filter("cases", "很长很长的名字，长到在手机上放不下一行", {"grade": "3"}, by=cast.head, now=MONDAY)
    cast.plain.left_on = date(2026, 12, 1)
    for person in cast:
        person.language, person.theme = language, theme
    many([5] * 9 + [4, 3, 2, 1], words="师傅很耐心", others={"speed": 2}, at=MONDAY - DAY)
    many([5, 4, 4, 2, 1, 1], code="YF", at=MONDAY - 20 * DAY)
    filled = screens(app, story)
    surveys = {part: [filled[rule] for rule in rules] for part, rules in SURVEYS.items()}
    page = open_page(device)
    for part, paths in [*SCREENS.items(), *surveys.items()]:
        come_in(page, getattr(cast, part))
        for path in paths:
            page.goto(path)
            for fold in page.locator("main details > summary:visible").all()[:12]:
                fold.click()
            assert axe(page) == [], path
            wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            assert page.evaluate(wider) is False, path


def test_x02_the_trail_is_narrowed_in_place_and_checked(cast: Cast, story: Story, desk: Page) -> None:
    """The list changes where it is, the address with it; so do the seals."""
    page = come_in(desk, cast.auditor, "/portal/trail")
    page.locator("select[name=kind]").select_option("case.reopened")
    expect(page.locator("#trail tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/portal/trail\?.*kind=case\.reopened"))
    page.locator("#trail details > summary").click()
    expect(page.locator("#trail dl")).to_contain_text("回访表示不满意")
    page.locator("#seals button").click()
    expect(page.locator("#seals")).to_contain_text("完好")
    expect(page.locator("#flashes")).to_contain_text("操作记录完好")
    with page.expect_download() as download:
        page.locator("button[value=csv]").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_a_filter_is_saved_from_the_list(cast: Cast, story: Story, desk: Page) -> None:
    """Typed once, found above the list; a name that is taken is said beside it."""
    page = come_in(desk, cast.agent, "/portal/cases?open=y")
    save_as(page, "未办结的")
    expect(page.locator("#flashes")).to_contain_text("筛选已保存")
    expect(page.locator(".saved-filters [aria-current]")).to_contain_text("未办结的")
    page.goto("/portal/cases?reopened=y")
    save_as(page, "未办结的")
    expect(page.locator("#save-filter")).to_contain_text("已被使用")
    expect(page.locator("#save-filter input[name=name]")).to_have_value("未办结的")


def save_as(page: Page, name: str) -> None:
    page.locator("#save-filter > summary").click()
    page.locator("#save-filter input[name=name]").fill(name)
    page.locator("#save-filter button").click()


@pytest.mark.parametrize(("allowed", "said"), [(True, "已复制"), (False, "已选中，请复制")])
def test_recovery_codes_are_copied(
    cast: Cast, story: Story, open_page: OpenPage, allowed: bool, said: str
) -> None:
    """X-01: ten codes stand there once; a browser that refuses to copy leaves them selected."""
    window = open_page(DESK, permissions=["clipboard-read", "clipboard-write"] if allowed else [])
    if not allowed:
        window.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page = come_in(window, cast.supervisor, "/portal/account/second-factor")
    page.locator("main form button").click()
    secret = page.locator("#second-factor-setup code").inner_text().replace(" ", "")
    page.locator("input[name=code]").fill(pyotp.TOTP(secret).now())
    page.locator("#confirmation-form button").click()
    codes = page.locator("#code-list").inner_text().split()
    assert len(codes) == 10
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_contain_text(said)
    taken = "navigator.clipboard.readText()" if allowed else "getSelection().toString()"
    assert page.evaluate(taken).split() == codes
