"""W-01, W-02: a customer reports without a name, on a phone without JavaScript, and comes back."""

from pathlib import Path

from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.hotline.queries.opening import readers_of
from models.hotline.tables import HotlineReport
from tests.browser import OpenPage
from tests.cast import Cast
from tests.journeys.supervision import act, at_the_desk, come_back, walk_to_the_outcome
from tests.models.cleaning.making import photo, png, told
from tests.models.hotline.making import desk

SAID = "营业厅主任把我们的投诉登记本换了一本，少了十一页"


def test_w02_two_photos_a_question_and_the_outcome(
    session: Session, cast: Cast, phone_without_javascript: Page, open_page: OpenPage, tmp_path: Path
) -> None:
    desk(cast)
    session.commit()
    page = phone_without_javascript
    for name, content in (("登记本.jpg", photo()), ("柜台.png", png())):
        (tmp_path / name).write_bytes(content)

    page.goto("/")
    page.get_by_role("link", name="举报").click()
    page.get_by_role("link", name="我要举报").click()
    page.get_by_label("弄虚作假").check()
    page.get_by_label("发生了什么").fill(SAID)
    page.get_by_label("涉及哪些人").fill(cast.handler.name)
    page.get_by_label("照片、文件、录音").set_input_files([tmp_path / "登记本.jpg", tmp_path / "柜台.png"])
    page.get_by_role("button", name="加密发送").click()
    expect(page.locator("#taken")).to_contain_text("拍摄地点")
    code = page.locator("#code").inner_text().strip().lower()

    page.get_by_role("link", name="我已记下查询码").click()
    page.get_by_role("link", name="我有查询码").click()
    page.get_by_label("您的查询码").fill(code)
    page.get_by_role("button", name="打开我的举报").click()
    expect(page.locator("#talk")).to_contain_text(SAID)
    expect(page.locator("#kept")).to_contain_text("登记本.jpg")

    session.rollback()
    report = session.scalars(select(HotlineReport)).one()
    reader = next(share.keeper.staff for share in readers_of(report.id))
    supervisor = at_the_desk(open_page(), reader)
    supervisor.locator("a.row-link").click()
    expect(supervisor.locator("#files")).to_contain_text("登记本.jpg")
    expect(supervisor.locator("#files")).not_to_contain_text("元数据未清除")
    act(supervisor, "message", "发送给举报人", text="是哪个营业厅？")

    come_back(page, code)
    expect(page.locator("#talk")).to_contain_text("是哪个营业厅？")
    page.get_by_label("您的补充").fill("城西营业厅")
    page.get_by_role("button", name="加密发送").click()
    expect(page.get_by_text("您的补充已加密发送。")).to_be_visible()

    supervisor.reload()
    expect(supervisor.locator("#thread")).to_contain_text("城西营业厅")
    walk_to_the_outcome(supervisor, "登记本已找到，主任已停职。")
    come_back(page, code)
    expect(page.locator("#state")).to_contain_text("属实")
    expect(page.locator("#talk")).to_contain_text("城西营业厅")
    expect(page.locator("#talk")).to_contain_text("主任已停职")
    assert page.context.cookies() == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="登记本.jpg").click()
    assert told(Path(saved.value.path()).read_bytes()) == []
