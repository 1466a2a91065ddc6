"""W-01: an officer types while a caller speaks, reads it back, gives the code, and knows nothing after."""

from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.hotline.queries.opening import readers_of
from models.hotline.tables import HotlineReport
from tests.browser import PHONE, OpenPage, come_in
from tests.cast import Cast
from tests.journeys.supervision import act, at_the_desk, come_back
from tests.models.hotline.making import desk

SAID = "维修班长每单收一百元红包，不给就往后排"


def test_w01_an_officer_takes_a_call(session: Session, cast: Cast, open_page: OpenPage) -> None:
    desk(cast)
    session.commit()
    officer = come_in(open_page(), cast.agent, "/portal/")
    officer.get_by_role("link", name="代录举报").click()
    officer.get_by_label("收受").check()
    officer.get_by_label("发生了什么").fill(SAID)
    officer.get_by_label("涉及哪些人").fill(cast.handler.name)
    officer.get_by_role("button", name="加密并显示查询码").click()
    expect(officer.locator("#intake")).to_contain_text("请先向来电人复述")
    expect(officer.get_by_label("发生了什么")).to_have_value(SAID)
    officer.get_by_label("我已复述").check()
    officer.get_by_role("button", name="加密并显示查询码").click()
    code = officer.locator("#code").inner_text()
    officer.get_by_role("link", name="已告知").click()
    expect(officer.get_by_label("发生了什么")).to_have_value("")
    assert SAID not in officer.content()

    caller = open_page(PHONE, java_script_enabled=False)
    come_back(caller, code.lower().replace("-", " "))
    expect(caller.locator("#talk")).to_contain_text(SAID)
    session.rollback()
    report = session.scalars(select(HotlineReport)).one()
    supervisor = at_the_desk(open_page(), next(share.keeper.staff for share in readers_of(report.id)))
    supervisor.locator("a.row-link").click()
    expect(supervisor.locator("#told")).to_contain_text("电话")
    expect(supervisor.locator("main")).not_to_contain_text(cast.agent.name)
    act(supervisor, "message", "发送给举报人", text="请问是哪个班？")
    come_back(caller, code)
    expect(caller.locator("#talk")).to_contain_text("请问是哪个班？")
