"""The case screens in a real browser: steps in place, keys, filters, two editors at once."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from models.cases import actions
from models.cases.tables import Case
from tests.browser import DESK, PHONE, OpenPage, come_in, send
from tests.cast import Cast
from tests.models.cases.making import HOUR, in_review, new, taken, triaged
from tests.moments import MONDAY
from tests.portal.cases.conftest import address


def open_step(page: Page, step: str) -> None:
    page.locator(f"#step-{step} > summary").click()


def test_a_step_in_place(cast: Cast, desk: Page) -> None:
    """After a step the panel, badges, dues, facts and story are fresh, the form closed, the focus told."""
    case = triaged(cast)
    page = come_in(desk, cast.handler, address(case))
    open_step(page, "ownership")
    page.locator("#form-ownership button").click()
    expect(page.locator("#flashes")).to_contain_text("接单成功，您是责任人。")
    expect(page.locator("#case-badges")).to_contain_text("处理中")
    expect(page.locator("#case-story li").first).to_contain_text("季书 接单")
    expect(page.locator("#case-facts")).to_contain_text("技术运维部 · 季书")
    expect(page.locator("#step-ownership")).to_have_count(0)
    expect(page.locator("details.step[open]")).to_have_count(0)
    expect(page.locator("[data-next-step]")).to_contain_text("提交处理结果")
    expect(page.locator("#flashes")).to_be_focused()
    assert page.url.endswith(address(case))

    open_step(page, "plan")
    page.fill("#plan-text", "更换分光器")
    page.locator("#form-plan button[type=submit]").last.click()
    expect(page.locator("#case-plan")).to_contain_text("更换分光器")
    expect(page.locator("#case-dues")).not_to_contain_text("处理方案时限")


def test_a_refused_form_in_place(cast: Cast, desk: Page) -> None:
    """422: the step stays open with what was typed; the errors get the focus; corrected, it passes."""
    case = taken(cast)
    page = come_in(desk, cast.handler, address(case))
    open_step(page, "result")
    page.fill("#result-cause", "分光器老化")
    page.locator("#form-result button").click()
    errors = page.locator("#step-result .form-errors")
    expect(errors).to_contain_text("处理措施：请填写此项。")
    expect(page.locator("#result-cause")).to_have_value("分光器老化")
    expect(errors).to_be_focused()
    page.fill("#result-done", "已更换")
    page.fill("#result-reply", "已为您更换。")
    page.locator("#form-result button").click()
    expect(page.locator("#case-badges")).to_contain_text("待审核")
    expect(page.locator("#flashes")).to_contain_text("处理结果已提交")


def test_two_editors_at_once(cast: Cast, open_page: OpenPage) -> None:
    """H-07: the second sees what the first did, keeps what was typed, and succeeds when sent again."""
    case = taken(cast)
    mine = come_in(open_page(DESK), cast.handler, address(case))
    other = come_in(open_page(DESK), cast.head, address(case))
    open_step(mine, "result")
    mine.fill("#result-cause", "分光器老化")
    mine.fill("#result-done", "已更换")
    mine.fill("#result-reply", "已为您更换。")

    open_step(other, "plan")
    other.fill("#plan-text", "先换分光器，再测全线")
    other.locator("#form-plan button[type=submit]").last.click()
    expect(other.locator("#flashes")).to_contain_text("方案已保存。")

    mine.locator("#form-result button").click()
    notice = mine.locator("#case-steps .notice")
    expect(notice).to_contain_text("有人先您一步做了操作，您填写的内容都还在。")
    expect(notice).to_contain_text("程长 制定处理方案")
    expect(notice).to_contain_text("先换分光器，再测全线")
    expect(mine.locator("#result-cause")).to_have_value("分光器老化")
    expect(mine.locator("#result-reply")).to_have_value("已为您更换。")
    expect(mine.locator("#case-badges")).to_contain_text("处理中")
    expect(mine.locator("#case-plan")).to_contain_text("先换分光器，再测全线")

    mine.locator("#form-result button").click()
    expect(mine.locator("#case-badges")).to_contain_text("待审核")
    expect(mine.locator("#case-steps .notice")).to_have_count(0)


def test_showing_contact_details(cast: Cast, desk: Page) -> None:
    """X-03: in place, and told in the story."""
    case = taken(cast)
    page = come_in(desk, cast.handler, address(case))
    expect(page.locator("#case-phone")).to_contain_text("138****5678")
    page.locator("#case-phone button").click()
    expect(page.locator("#case-phone")).to_contain_text("+8613812345678")
    expect(page.locator("#case-email")).to_contain_text("zhao@example.com")
    expect(page.locator("#case-story li").first).to_contain_text("查看客户联系方式")


def test_x07_opening_a_case_empties_the_bell(cast: Cast, desk: Page) -> None:
    """And leaves what a step has just said."""
    case = triaged(cast)
    page = come_in(desk, cast.head, "/portal/cases")
    expect(page.locator("#notices .count")).to_have_text("1")
    page.goto(address(case))
    expect(page.locator("#notices .count")).to_have_count(0)
    page.reload()
    expect(page.locator("#case-opened")).to_have_count(0)


def test_the_story_is_filtered_without_asking_again(cast: Cast, desk: Page) -> None:
    """By radio and style alone."""
    case = taken(cast)
    actions.add_note(case, "旁注", by=cast.handler, now=MONDAY + HOUR)
    page = come_in(desk, cast.handler, address(case))
    note, sent = page.get_by_text("旁注"), page.get_by_text("给客户的邮件：受理通知")
    page.locator("label[for=show-customer]").click()
    expect(note).to_be_hidden()
    expect(sent).to_be_visible()
    page.locator("label[for=show-house]").click()
    expect(note).to_be_visible()
    expect(sent).to_be_hidden()
    page.locator("label[for=show-all]").click()
    expect(sent).to_be_visible()


def test_keys(cast: Cast, desk: Page) -> None:
    """X-05: j and k move through the list, Enter opens, e opens the next step, Escape closes it."""
    first, second = taken(cast), taken(cast, MONDAY + HOUR)
    page = come_in(desk, cast.handler, "/portal/cases?sort=oldest")
    page.keyboard.press("j")
    expect(page.locator(f"#case-{first.number}")).to_have_class(re.compile("is-current"))
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(page.locator(f"#case-{second.number}")).to_have_class(re.compile("is-current"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address(second)}")
    page.keyboard.press("e")
    expect(page.locator("#result-cause")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#step-result")).not_to_have_attribute("open", "")
    page.goto("/portal/")
    page.keyboard.press("j")
    expect(page.locator(".todo-item").first).to_have_class(re.compile("is-current"))


def test_filters_in_place(cast: Cast, desk: Page) -> None:
    """The rows change, the form keeps its focus, the address can be shared and gone back from."""
    late, grave = taken(cast, MONDAY - 14 * 24 * HOUR, problem="很久了"), new(problem="刚来的")
    page = come_in(desk, cast.agent, "/portal/cases")
    expect(page.locator("tr[data-row]")).to_have_count(2)
    page.locator("label[for=late]").click()
    expect(page.locator("tr[data-row]")).to_have_count(1)
    expect(page.locator(f"#case-{late.number}")).to_be_visible()
    page.wait_for_url("**/portal/cases?late=y")
    expect(page.locator("#case-list")).to_contain_text("清除筛选（1）")
    expect(page.locator("#late")).to_be_checked()
    page.get_by_text("清除筛选（1）").click()
    expect(page.locator(f"#case-{grave.number}")).to_be_visible()
    page.get_by_text("更多条件").click()
    page.select_option("#kind", "praise")
    expect(page.locator("#case-list")).to_contain_text("没有符合条件的工单")
    expect(page.locator("#kind")).to_be_visible()


def test_without_scripts(cast: Cast, open_page: OpenPage) -> None:
    """Every step works as a plain form: opened by its link, refused on the whole page, then taken."""
    case = in_review(cast)
    page = come_in(open_page(DESK, java_script_enabled=False), cast.head, "/portal/")
    page.get_by_role("link", name="审核处理结果").click()
    expect(page.locator("#step-review")).to_have_attribute("open", "")
    page.check("#review-verdict-1")
    page.locator("#form-review button").click()
    expect(page.locator(".form-errors")).to_contain_text("退回原因：请填写此项。")
    expect(page.locator("h1")).to_contain_text(case.title)
    expect(page.locator("#review-verdict-1")).to_be_checked()
    page.fill("#review-reason", "没有说明补偿")
    page.locator("#form-review button").click()
    expect(page.locator("#flashes")).to_contain_text("已退回处理人")
    page.goto("/portal/cases?late=y")
    send(page, page.get_by_role("button", name="筛选"))
    expect(page).to_have_url(re.compile(r"[?&]q=&.*late=y"))


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_is_wider_than_the_screen(cast: Cast, open_page: OpenPage, device: dict[str, object]) -> None:
    """X-05: with a very long name, title and word, on a desk and on a phone."""
    case: Case = triaged(
        cast,
        title="超长标题" * 14,
        problem="一" * 900 + " " + "a" * 300,
        name="Wolfeschlegelsteinhausenbergerdorff Hubert Blaine Senior of Philadelphia",
        region="内蒙古自治区呼伦贝尔市鄂伦春自治旗大杨树镇",
    )
    page = come_in(open_page(device), cast.agent, address(case))
    for path in (
        address(case),
        f"{address(case)}?step=triage",
        "/portal/cases",
        "/portal/",
        address(case, "print"),
    ):
        page.goto(path)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, path


Valid = Callable[[str], None]


def test_the_print_button_appears_with_scripts(app: Flask, cast: Cast, desk: Page) -> None:
    """A page for paper offers to print only where that works."""
    page = come_in(desk, cast.agent, address(taken(cast), "print"))
    expect(page.locator("[data-print]")).to_be_visible()


def test_a_later_look_leaves_the_keyboard_where_it_is(cast: Cast, desk: Page) -> None:
    """T-06, V-03: the list of earlier cases is asked for again while somebody is in it with Tab."""
    case = taken(cast)
    page = come_in(desk, cast.agent, "/portal/cases/new")
    page.fill("#phone", "13812345678")
    page.keyboard.press("Enter")
    link = page.locator(f"#known a[href$='{case.number}']")
    link.focus()
    with page.expect_response("**/cases/known"):
        page.evaluate("document.querySelector('#known-asks').dispatchEvent(new Event('look'))")
    page.locator("#known:not(.htmx-swapping):not(.htmx-settling)").wait_for()
    expect(link).to_be_focused()
