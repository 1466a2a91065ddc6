"""What only a browser shows: dragging, the focus that stays, conditions in place, the preview (S-01)."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from models.surveys import actions, queries
from tests.browser import come_in
from tests.cast import Cast
from tests.conftest import MONDAY

DRAFT = "/portal/questionnaires/store/draft"


def order(session: Session) -> list[str]:
    """The questions as they are stored now."""
    session.rollback()
    draft = queries.draft("store")
    assert draft is not None
    return list(draft.draft.by_code)


def test_s01_a_draft_is_put_in_order_and_tried_out(
    session: Session, cast: Cast, desk: Page, axe: Callable[[Page], list[str]]
) -> None:
    """S-01: by dragging, by keyboard with the focus kept, and by walking through it beside the questions."""
    actions.begin("store", by=cast.inspector, now=MONDAY)
    come_in(desk, cast.inspector, DRAFT)
    grip, above = desk.locator("#q-comment [data-grip]"), desk.locator("#q-hindered")
    above.scroll_into_view_if_needed()
    start, goal = grip.bounding_box(), above.bounding_box()
    assert start is not None
    assert goal is not None
    desk.mouse.move(start["x"] + 8, start["y"] + 8)
    desk.mouse.down()
    desk.mouse.move(start["x"] + 8, goal["y"] + 4, steps=10)
    desk.mouse.up()
    expect(desk.locator("[data-question]").nth(2)).to_have_id("q-comment")
    expect(desk.locator(".undo span.quiet")).to_contain_text("还有什么想告诉我们的吗")
    assert order(session) == ["overall", "solved", "comment", "hindered", "service"]
    desk.locator("#q-comment-up").press("Enter")
    expect(desk.locator("[data-question]").nth(1)).to_have_id("q-comment")
    expect(desk.locator("#q-comment-up")).to_be_focused()
    assert axe(desk) == []

    phone = desk.frame_locator("[name=preview-frame]")
    desk.get_by_role("link", name="从头开始").click()
    phone.get_by_text("非常不满意", exact=True).click()
    expect(phone.locator("legend")).to_have_text("还有什么想告诉我们的吗？")

    desk.goto(desk.url.split("?")[0] + "/questions/hindered")
    desk.get_by_role("button", name="添加条件").click()
    desk.locator("[name=conditions-1-about]").select_option("overall")
    desk.locator("#condition-2").get_by_label("非常满意", exact=True).check()
    assert axe(desk) == []
    desk.get_by_role("button", name="保存").last.click()
    expect(desk.locator("#q-hindered .condition")).to_contain_text("且第 1 题")
