"""Supervisors at their desk in a browser: logged in, unlocked, doing one thing with a report."""

import re

from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.db import db
from models.people.tables import LoginSession, Staff
from tests.browser import come_in, send
from tests.models.hotline.making import PASSPHRASE
from tests.moments import MONDAY


def enter(page: Page, person: Staff) -> Page:
    """Logs in with the second factor given, and stands before the desk."""
    come_in(page, person)
    for login in db.session.scalars(select(LoginSession).where(LoginSession.staff_id == person.id)):
        login.second_factor_at = MONDAY
    db.session.commit()
    page.goto("/portal/hotline")
    return page


def at_the_desk(page: Page, person: Staff, passphrase: str = PASSPHRASE) -> Page:
    """Unlocks the desk."""
    enter(page, person)
    page.get_by_label(re.compile("^热线口令")).fill(passphrase)
    page.get_by_role("button", name="解锁").click()
    expect(page.get_by_role("heading", name="监督热线")).to_be_visible()
    expect(page.get_by_role("button", name="锁定")).to_be_visible()
    return page


def act(page: Page, name: str, button: str, **fields: str) -> None:
    """Fills in one act of the report and sends it."""
    form = page.locator(f"#act-{name}")
    if not form.is_visible():
        page.locator("details.act", has=form).locator("summary").click()
    for field, value in fields.items():
        control = form.locator(f"[name='{name}-{field}']")
        if control.first.get_attribute("type") == "radio":
            form.locator(f"[name='{name}-{field}'][value='{value}']").check()
        else:
            control.fill(value)
    send(page, form.get_by_role("button", name=button))
    expect(page.locator("body")).to_contain_text("已加密保存")


def walk_to_the_outcome(page: Page, outcome: str) -> None:
    """From a report that just came in to its outcome, which its reporter reads."""
    act(page, "acknowledgement", "告知举报人", text="我们收到了，会核实。")
    act(page, "involved", "确认")
    act(page, "assessment", "保存评估", text="有物证", seriousness="high", danger="some", proof="some")
    act(page, "conclusion", "作出结论", text="照片与台账相符，属实。", conclusion="upheld")
    act(page, "outcome", "告知举报人", text=outcome)


def come_back(page: Page, code: str) -> None:
    """A reporter types the receipt code."""
    page.goto("/hotline/report")
    page.get_by_label("您的查询码").fill(code)
    page.get_by_role("button", name="打开我的举报").click()
    expect(page.locator("#talk")).to_be_visible()
