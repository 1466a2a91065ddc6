"""The supervisors' desk in real browsers: a report walked, an identity, recovery, erasure (W)."""

import re
from datetime import date, timedelta
from pathlib import Path

from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.hotline import erase
from models.events.actions import SYSTEM
from models.hotline.queries.opening import readers_of
from models.hotline.tables import HotlineEntry, HotlineReport, HotlineTally
from models.people.actions import set_head
from tests.browser import PHONE, OpenPage
from tests.cast import LONG_AGO, Cast, department
from tests.journeys.supervision import act, at_the_desk, come_back, enter, walk_to_the_outcome
from tests.models.hotline.making import desk, named
from tests.moments import MONDAY
from tests.portal.hotline.desk import reading, report_to

SAID = "主任让我们把没办完的投诉都点成已解决，红包放在他办公室"
NEW = "eleven cranes over the winter harbour"


def test_w04_w05_w09_an_employee_reports_their_own_head_who_is_a_supervisor(
    app: Flask, session: Session, cast: Cast, open_page: OpenPage
) -> None:
    """With their name, on their own phone: the head finds nothing, another reader walks it to its end, the
    employee reads the outcome, and in the end it is erased (W-01, W-04, W-05, W-09)."""
    people = desk(cast)
    set_head(department("ZB"), people.one, by=SYSTEM, now=LONG_AGO)
    session.commit()
    phone = open_page(PHONE, java_script_enabled=False)
    phone.goto("/hotline/new")
    phone.get_by_label("收受").check()
    phone.get_by_label("发生了什么").fill(SAID)
    phone.get_by_label("涉及哪些人").fill(people.one.name)
    phone.get_by_role("radio", name=re.compile("^实名")).check()
    phone.locator("details.more summary").click()
    phone.get_by_label("怎么称呼您").fill(cast.committee.name)
    phone.get_by_label("联系方式").fill("13800138000")
    phone.get_by_label(re.compile("^您的工号")).fill(cast.committee.number)
    phone.get_by_label(re.compile("一年内")).check()
    phone.get_by_role("button", name="加密发送").click()
    code = phone.locator("#code").inner_text().strip()

    session.rollback()
    report = session.scalars(select(HotlineReport)).one()
    reader = next(share.keeper.staff for share in readers_of(report.id))
    head = at_the_desk(open_page(), people.one)
    expect(head.locator("main")).to_contain_text("没有可由您查阅的举报")
    head.goto(f"/portal/hotline/{report.number}")
    expect(head.locator("main")).not_to_contain_text(SAID)
    page = at_the_desk(open_page(), reader)
    page.locator("a.row-link").click()
    expect(page.locator("#told")).to_contain_text(SAID)
    expect(page.locator("main")).not_to_contain_text("13800138000")
    walk_to_the_outcome(page, "已查实并处理，谢谢。")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("办结报告")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

    come_back(phone, code)
    expect(phone.locator("#talk")).to_contain_text("已查实并处理，谢谢。")
    act(page, "closing", "办结")
    with app.app_context():
        assert erase(MONDAY + timedelta(days=800)).failed == 0
    assert session.scalars(select(HotlineReport)).all() == []
    assert session.scalars(select(HotlineEntry)).all() == []
    assert [row.reports for row in session.scalars(select(HotlineTally))] == [1]
    page.goto("/portal/hotline")
    expect(page.locator("main")).to_contain_text("没有可由您查阅的举报")
    phone.goto("/hotline/report")
    phone.get_by_label("您的查询码").fill(code)
    phone.get_by_role("button", name="打开我的举报").click()
    expect(phone.locator("main")).to_contain_text("查询码不对")


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
    expect(three.locator("#told")).to_be_visible()
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
