"""Form and case on a real phone screen: without JavaScript, and what scripts add (V-08, X-05)."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.tables import Case, CaseFile, Contact
from models.cases.words import Closing
from models.files.tables import StoredFile
from tests.browser import PHONE, OpenPage
from tests.cast import Cast
from tests.models.files.samples import HTML, picture
from tests.survey.feedback.sending import PROBLEM

Axe = Callable[[Page], list[str]]
SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture on the customer's phone."""
    (tmp_path / "截图.png").write_bytes(picture())
    return tmp_path / "截图.png"


@pytest.fixture
def disguised(tmp_path: Path) -> Path:
    """A page that calls itself a picture."""
    (tmp_path / "坏.png").write_bytes(HTML)
    return tmp_path / "坏.png"


def test_the_whole_way_without_javascript(
    phone_without_javascript: Page, cast: Cast, session: Session, photo: Path, disguised: Path
) -> None:
    """V-08, H-08: errors, a kept file, the thanks, the case, more words, pressing, withdrawing."""
    session.commit()
    page = phone_without_javascript
    page.goto("/")
    page.get_by_role("link", name="我要反馈或投诉").click()
    page.get_by_label("发生了什么").fill("断网")
    page.get_by_label("图片、录音或文件").set_input_files([photo, disguised])
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".form-errors li")).to_have_count(5)
    expect(page.get_by_label("截图.png")).to_be_checked()

    page.get_by_role("radio", name="投诉").check()
    page.get_by_label("发生了什么").fill(PROBLEM)
    page.get_by_label("电话").fill("13812345678")
    page.get_by_label("我同意").check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("谢谢，我们收到了")
    number = page.locator("#number").inner_text()
    # The link names the public address of the installation; this server stands elsewhere.
    page.goto("/track" + page.locator("#link").inner_text().split("/track")[1])
    expect(page).to_have_url(re.compile(rf"/track/{number}$"))

    page.locator("summary", has_text="补充信息").click()
    page.get_by_label("您要补充什么").fill("昨晚又断了")
    page.get_by_role("button", name="补充", exact=True).click()
    expect(page.locator("#done")).to_contain_text("已补充")
    page.locator("summary", has_text="催办").click()
    page.get_by_role("button", name="催办").click()
    expect(page.locator("#done")).to_contain_text("已催办")
    page.locator("summary", has_text="撤回").click()
    page.get_by_label("为什么撤回").fill("自己好了")
    page.get_by_role("button", name="确认撤回").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("您已撤回")

    case = session.scalars(select(Case)).one()
    assert (case.number, case.problem, case.closing) == (number, PROBLEM, Closing.WITHDRAWN)
    assert session.scalars(select(StoredFile.name).join(CaseFile)).all() == ["截图.png"]
    said = session.scalars(select(Contact.text).where(Contact.direction == "in").order_by(Contact.id))
    assert list(said) == ["昨晚又断了", "", "自己好了"]


def test_scripts_count_characters_and_stop_large_files_before_they_travel(
    phone: Page, cast: Cast, session: Session, tmp_path: Path
) -> None:
    session.commit()
    phone.goto("/feedback/new")
    phone.get_by_label("发生了什么").fill("长" * 4990)
    expect(phone.get_by_text("还可以写 10 字")).to_be_visible()
    phone.get_by_label("发生了什么").fill("长" * 5003)
    expect(phone.get_by_text("超出 3 字")).to_be_visible()
    video = tmp_path / "video.mp4"
    video.write_bytes(b"x" * (10 * 1024 * 1024 + 1))
    phone.get_by_label("图片、录音或文件").set_input_files(video)
    expect(phone.get_by_text("文件超过 10 MB，无法发送： video.mp4")).to_be_visible()
    phone.get_by_role("button", name="提交").click()
    expect(phone).to_have_url(re.compile("/feedback/new$"))
    expect(phone.get_by_text("文件超过 10 MB，无法发送： video.mp4")).to_be_visible()
    assert phone.evaluate("document.querySelector('#feedback').hasAttribute('data-sent')") is False


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_nothing_is_cut_off_or_hard_to_read_on_a_small_screen(
    open_page: OpenPage, axe: Axe, cast: Cast, session: Session, scheme: str, language: str
) -> None:
    """X-05: 320 px wide, no sideways scrolling; axe finds nothing serious."""
    session.commit()
    page = open_page(SMALL, locale=language, color_scheme=scheme)
    for address in ("/", "/hotline", "/track", "/feedback/new"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert axe(page) == []
    page.locator("button.primary").click()
    page.locator(".form-errors").wait_for()
    assert page.evaluate("document.activeElement.className") == "form-errors"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(page) == []
