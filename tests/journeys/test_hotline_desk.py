"""The supervisors' desk in real browsers: a report walked, an identity, recovery, erasure (W)."""

import os
import re
from datetime import date, timedelta
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.hotline import erase
from models.db import db
from models.events.actions import SYSTEM
from models.hotline.tables import HotlineEntry, HotlineReport, HotlineTally
from models.people.actions import set_head
from models.people.tables import LoginSession, Staff
from tests.browser import OpenPage, come_in
from tests.cast import LONG_AGO, Cast, department
from tests.models.hotline.making import PASSPHRASE, desk, named
from tests.moments import MONDAY
from tests.portal.hotline.desk import reading, report_to

NEW = "eleven cranes over the winter harbour"


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
    form.get_by_role("button", name=button).click()
    expect(page.locator("body")).to_contain_text("已加密保存")


def test_w05_w09_an_employee_reports_their_own_head_who_is_a_supervisor(
    app: Flask, session: Session, cast: Cast, open_page: OpenPage
) -> None:
    """W-04, W-05, W-09: the head finds nothing; another reader walks it to its end, and it is erased."""
    people = desk(cast)
    set_head(department("ZB"), people.one, by=SYSTEM, now=LONG_AGO)
    receipt = report_to(app, people.one, identity=named(cast.committee))
    reader = reading(receipt)[0]
    head = at_the_desk(open_page(), people.one)
    expect(head.locator("main")).to_contain_text("没有可由您查阅的举报")
    page = at_the_desk(open_page(), reader)
    page.locator("a.row-link").click()
    act(page, "acknowledgement", "告知举报人", text="我们收到了，会核实。")
    act(page, "involved", "确认")
    act(page, "assessment", "保存评估", text="有物证", seriousness="high", danger="some", proof="some")

    act(page, "conclusion", "作出结论", text="照片与台账相符，属实。", conclusion="upheld")
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/report.png", full_page=True)
    act(page, "outcome", "告知举报人", text="已查实并处理，谢谢。")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("办结报告")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    act(page, "closing", "办结")
    with app.app_context():
        assert erase(MONDAY + timedelta(days=800)).done == 2
    assert session.scalars(select(HotlineReport)).all() == []
    assert session.scalars(select(HotlineEntry)).all() == []
    assert [row.reports for row in session.scalars(select(HotlineTally))] == [1]
    page.goto("/portal/hotline")
    expect(page.locator("main")).to_contain_text("没有可由您查阅的举报")


def test_w07_two_supervisors_open_an_identity(
    app: Flask, session: Session, cast: Cast, open_page: OpenPage
) -> None:
    """W-07: one asks with a reason, the second agrees, both read the name, a third does not."""
    desk(cast)
    receipt = report_to(app, cast.handler, identity=named(cast.stranger))
    first, second, third = reading(receipt)
    one = at_the_desk(open_page(), first)
    one.locator("a.row-link").click()
    act(one, "identity-request", "申请", reason="需要当面核实照片的来源")
    expect(one.locator("main")).not_to_contain_text(cast.stranger.name)
    two = at_the_desk(open_page(), second)
    two.locator("a.row-link").click()
    expect(two.locator("main")).to_contain_text("需要当面核实照片的来源")
    act(two, "identity-agreement", "同意")
    expect(two.locator("#identity")).to_contain_text(cast.stranger.name)
    one.reload()
    expect(one.locator("#identity")).to_contain_text(cast.stranger.name)
    three = at_the_desk(open_page(), third)
    three.locator("a.row-link").click()
    expect(three.locator("#identity")).to_have_count(0)


def test_w03_recovery_after_a_lost_passphrase(
    app: Flask, session: Session, cast: Cast, open_page: OpenPage
) -> None:
    """W-03: the owner chooses a new passphrase, two people type in the sheets, the report opens again."""
    people = desk(cast)
    receipt = report_to(app, cast.handler)
    owner = reading(receipt)[0]
    others = [person for person in people if person.id != owner.id][:2]
    page = enter(open_page(), owner)
    page.get_by_role("link", name="我忘记了口令").click()
    page.get_by_label(re.compile("^新的热线口令")).fill(NEW)
    page.get_by_label(re.compile("^再输入一次")).fill(NEW)
    page.get_by_role("button", name="继续").click()
    expect(page.locator("main")).to_contain_text("待录入")
    for person, sheet in zip(others, people.sheets, strict=True):
        helper = enter(open_page(), person)
        helper.goto("/portal/hotline/recoveries")
        helper.get_by_label(re.compile("^纸页内容")).fill(sheet)
        helper.get_by_role("button", name="录入此页").click()
        expect(helper.locator("body")).to_contain_text("该页已录入")
    page.reload()
    page.get_by_label(re.compile("^热线口令")).fill(NEW)
    page.get_by_role("button", name="完成").click()
    expect(page.locator("body")).to_contain_text("新口令已生效")
    page.get_by_label(re.compile("^热线口令")).fill(NEW)
    page.get_by_role("button", name="解锁").click()
    expect(page.locator("a.row-link")).to_have_count(1)
    assert date(2026, 11, 23) <= session.scalars(select(HotlineReport)).one().received_on
