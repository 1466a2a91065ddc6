"""The component gallery: every chapter opens, is valid and can be used by everybody, in both looks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import OpenPage, come_in
from tests.cast import Cast
from tests.client import Client

CHAPTERS = ("parts", "forms", "lists", "case", "figures", "public")
DESK_DARK = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}
SMALLEST = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_chapter_is_valid_html(
    client: Client, cast: Cast, valid_html: Callable[[str], None], chapter: str, language: str
) -> None:
    """X-05: clean HTML, in either language."""
    cast.plain.language = language
    answer = client.come_in(cast.plain).get(f"/portal/gallery/{chapter}")
    assert answer.status_code == 200
    valid_html(answer.text)


def test_the_gallery_needs_a_login(client: Client, cast: Cast) -> None:
    """X-01: nothing of the portal is shown to strangers."""
    answer = client.get("/portal/gallery")
    assert answer.status_code == 303
    assert "/portal/login" in answer.location


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503])
def test_each_error_page_is_valid_html(
    client: Client, cast: Cast, valid_html: Callable[[str], None], status: int
) -> None:
    """An error says what happened, what was kept and what to do, on a page that is whole."""
    answer = client.come_in(cast.plain).get(f"/portal/gallery/errors/{status}")
    assert answer.status_code == status
    valid_html(answer.text)


@pytest.mark.parametrize("device", [DESK_DARK, SMALLEST], ids=["dark desk", "smallest phone"])
def test_nothing_serious_for_axe_and_nothing_sticks_out(
    open_page: OpenPage, cast: Cast, axe: Callable[[Page], list[str]], device: dict[str, object]
) -> None:
    """X-05: WCAG 2.2 AA; a page never scrolls sideways, whatever the names in it."""
    page = come_in(open_page(device, bypass_csp=True), cast.plain)
    for chapter in CHAPTERS:
        page.goto(f"/portal/gallery/{chapter}")
        assert axe(page) == []
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        )


def test_keys_move_through_rows_and_open_the_next_step(desk: Page, cast: Cast) -> None:
    """X-05: `/` searches, `j` and `k` move, `e` opens the next step, `?` helps, Escape closes."""
    come_in(desk, cast.plain, "/portal/gallery/lists")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    assert desk.locator(".is-current").get_attribute("id") == "gallery-row-2"
    desk.keyboard.press("k")
    assert desk.locator(".is-current").get_attribute("id") == "gallery-row-1"
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement.id") == "search-q"
    desk.goto("/portal/gallery/case")
    desk.keyboard.press("e")
    assert desk.locator("#step-review").get_attribute("open") is not None
    assert desk.evaluate("document.activeElement.tagName") == "TEXTAREA"
    desk.keyboard.press("Escape")
    assert desk.locator("#step-review").get_attribute("open") is None
    desk.keyboard.press("?")
    assert desk.locator("#shortcuts").is_visible()


def test_the_theme_is_kept_for_the_next_page(desk: Page, cast: Cast) -> None:
    """X-05: light or dark by one's own choice, drawn so from the start."""
    come_in(desk, cast.plain, "/portal/gallery")
    desk.locator("[data-theme-switch]").click()
    desk.goto("/portal/gallery/forms")
    assert desk.locator("html").get_attribute("data-theme") == "dark"


def test_the_menu_opens_on_a_phone_without_scripts(phone_without_javascript: Page, cast: Cast) -> None:
    """X-05: every area can be reached on a phone, scripts or not."""
    page = come_in(phone_without_javascript, cast.plain, "/portal/gallery")
    assert not page.locator("#navigation").is_visible()
    page.locator(".menu-button").click()
    assert page.locator("#navigation").is_visible()
