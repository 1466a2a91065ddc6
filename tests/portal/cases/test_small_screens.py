"""The case screens at phone size: what is to be done first, nothing too small to read (X-05)."""

import pytest
from playwright.sync_api import Page, expect

from models.cases import actions
from models.cases.tables import Case
from tests.browser import DESK, PHONE, OpenPage, come_in
from tests.cast import Cast
from tests.models.cases.making import HOUR, taken, triaged
from tests.moments import MONDAY
from tests.portal.cases.conftest import address

LEGIBLE = 10
"""Pixels: the height of a label's box below which people do not read it."""


def long_story(cast: Cast) -> Case:
    """A case with more history than a screen holds."""
    case = taken(cast)
    for hour in range(12):
        actions.add_note(case, f"第 {hour} 次检查光衰", by=cast.handler, now=MONDAY + hour * HOUR / 4)
    return case


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"]


def test_next_steps_come_above_the_story(cast: Cast, open_page: OpenPage) -> None:
    """X-05: on a phone the customer's words, what can be done, what is due, then the history; the keys of
    a keyboard and a screen reader go the same way.
    """
    page = come_in(open_page(PHONE), cast.handler, address(long_story(cast)))
    parts = ["#case-voice", "#case-steps", "#case-dues", "#case-facts", "#case-story"]
    assert [top(page, part) for part in parts] == sorted(top(page, part) for part in parts)
    order = page.evaluate(
        "parts => [...document.querySelectorAll(parts.join())].map(element => '#' + element.id)", parts
    )
    assert order == parts


def test_the_link_to_the_steps_is_gone_where_they_are_seen(cast: Cast, open_page: OpenPage) -> None:
    """X-05: it leads back from a long history, and covers nothing."""
    page = come_in(open_page(PHONE), cast.handler, address(long_story(cast)))
    page.locator("#case-steps").scroll_into_view_if_needed()
    expect(page.locator(".jump")).to_be_hidden()
    page.locator("#case-story li").last.scroll_into_view_if_needed()
    expect(page.locator(".jump")).to_be_visible()
    page.locator(".jump").click()
    expect(page.locator(".jump")).to_be_hidden()
    expect(page.locator("#step-result > summary")).to_be_in_viewport()


def test_on_a_desk_they_stand_beside_each_other(cast: Cast, desk: Page) -> None:
    """X-05: words and history at the left without a gap, steps and facts at the right."""
    page = come_in(desk, cast.handler, address(long_story(cast)))
    voice, story, steps = (
        page.locator(part).bounding_box() for part in ("#case-voice", "#case-story", "#case-steps")
    )
    assert voice is not None
    assert story is not None
    assert steps is not None
    assert steps["x"] >= voice["x"] + voice["width"]
    assert steps["y"] == voice["y"]
    assert 0 < story["y"] - (voice["y"] + voice["height"]) < 40


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_english_dates_stay_on_one_line(cast: Cast, open_page: OpenPage, device: dict[str, object]) -> None:
    """X-04, X-05: in the list of cases a date is read at a glance."""
    case = triaged(cast, MONDAY - 30 * HOUR)
    page = come_in(open_page(device), cast.agent, f"/portal/cases?q={case.number}")
    page.locator("header .language, .top .language").first.click()
    cell = page.locator("td.col-received").first
    expect(cell).to_contain_text("Nov, ")
    lines = cell.evaluate(
        "cell => { const range = document.createRange(); range.selectNodeContents(cell);"
        " return range.getClientRects().length; }"
    )
    assert lines == 1


@pytest.mark.parametrize("device", [DESK, PHONE], ids=["desk", "phone"])
def test_the_labels_of_a_chart_can_be_read(
    cast: Cast, open_page: OpenPage, device: dict[str, object]
) -> None:
    """X-05, M-02: drawn for the screen that it is on, not shrunk to it."""
    page = come_in(open_page(device), cast.agent, "/portal/gallery/figures")
    shown = page.locator(".fig:visible svg[class] text")
    heights = shown.evaluate_all("all => all.map(text => text.getBoundingClientRect().height)")
    assert len(heights) > 5
    assert min(heights) >= LEGIBLE
