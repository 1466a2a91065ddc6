"""The page of a case in a browser: readable in every state, light and dark, answered by finger."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.cases.words import State
from tests.browser import PHONE, OpenPage
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.cases.making import HOUR, answered, taken
from tests.survey.track.following import key
from tests.survey.track.test_page import reopened, waiting

Axe = Callable[[Page], list[str]]
SMALL = {**PHONE, "viewport": {"width": 320, "height": 568}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_state_can_be_read_on_a_small_screen(
    open_page: OpenPage, app: Any, axe: Axe, cast: Cast, session: Session, at: Any, scheme: str
) -> None:
    """X-05."""
    at(MONDAY + 3 * HOUR)
    cases = [taken(cast), waiting(cast), answered(cast), reopened(cast)]
    session.commit()
    page = open_page(SMALL, color_scheme=scheme)
    for case in cases:
        page.goto(f"/track/{case.number}?key={key(app, case)}")
        for fold in page.locator("details.step summary").all():
            fold.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert axe(page) == []


def test_a_dissatisfied_answer_is_met_at_once(phone: Page, app: Any, cast: Cast, session: Session) -> None:
    """R-01, R-04: by finger, with scripts running."""
    case: Case = answered(cast)
    session.commit()
    phone.goto(f"/track/{case.number}?key={key(app, case)}")
    phone.get_by_label("不满意，没有解决").check()
    phone.get_by_label("想说的话").fill("昨晚又断了")
    phone.get_by_role("button", name="提交").click()
    expect(phone.locator("#callback")).to_contain_text("前致电 138****5678 联系您")
    session.rollback()  # what the server wrote since is read anew
    assert (case.state, case.round) == (State.HANDLING, 2)
