"""Outside the hours in which customers are called the list and the call say from when (R-03)."""

from collections.abc import Callable
from datetime import datetime

import pytest

from models.cases.tables import Case
from models.people.tables import Language
from models.revisits import actions
from models.revisits.tables import Revisit
from models.revisits.words import CallOutcome
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.portal.revisits.conftest import THEN

LIST = "/portal/revisits"
EVENING = THEN.replace(hour=21)
At = Callable[[datetime], object]


@pytest.fixture
def evening(client: Client, cast: Cast, case: Case, at: At) -> Client:
    """The second agent at nine in the evening."""
    at(EVENING)
    return client.come_in(cast.second_agent)


def test_r03_within_the_hours_customers_are_called_now(caller: Client, case: Case) -> None:
    page = caller.get(LIST).text
    assert "现在要打" in region(page, "#call-list")
    assert "不是回访时段" not in page
    assert " 现在 " in region(page, f"#call-{case.number}")


def test_r03_in_the_evening_the_list_says_from_when(
    evening: Client, case: Case, valid_html: Callable[[str], None]
) -> None:
    page = evening.get(LIST).text
    shown = region(page, "#call-list")
    assert "现在要打" not in shown
    assert "待拨打" in shown
    assert "现在不是回访时段11-24（周二）09:00起可以拨打。客户另约时间的，按约定时间拨打。" in shown
    assert "11-24（周二）09:00起" in region(page, f"#call-{case.number}")
    assert 'class="button primary' not in page[page.index(f'id="call-{case.number}"') :].split("</tr>")[0]
    valid_html(page)


@pytest.mark.parametrize("taken", [False, True])
def test_r03_in_the_evening_the_call_says_so_too(
    evening: Client, case: Case, valid_html: Callable[[str], None], taken: bool
) -> None:
    here = f"{LIST}/{case.number}"
    if taken:
        evening.submit(here, "/call")
    page = evening.get(here).text
    assert "还不能拨打按规则，11-24（周二）09:00起可以拨打这位客户。" in region(page, "#call")
    valid_html(page)


def test_r02_who_wished_to_be_called_in_the_evening_is(
    client: Client, cast: Cast, case: Case, revisit: Revisit, at: At
) -> None:
    """The customer's own time is kept, whatever the hour."""
    actions.claim(revisit, by=cast.second_agent, now=THEN)
    actions.note(revisit, CallOutcome.CALL_LATER, text="", again_at=EVENING, by=cast.second_agent, now=THEN)
    at(EVENING)
    client.come_in(cast.second_agent)
    page = client.get(LIST).text
    assert " 现在 " in region(page, f"#call-{case.number}")
    assert "还不能拨打" not in client.get(f"{LIST}/{case.number}").text


def test_r03_what_comes_later_says_from_when(
    caller: Client, cast: Cast, case: Case, revisit: Revisit, at: At
) -> None:
    actions.claim(revisit, by=cast.second_agent, now=THEN)
    actions.note(revisit, CallOutcome.BUSY, text="", again_at=None, by=cast.second_agent, now=THEN)
    assert "今天 16:00起" in region(caller.get(f"{LIST}?part=later").text, f"#call-{case.number}")


def test_x04_in_english(evening: Client, cast: Cast) -> None:
    cast.second_agent.language = Language.EN
    shown = region(evening.get(LIST).text, "#call-list")
    assert "To call now" not in shown
    assert "Customers are called again from Tue 24 Nov, 09:00." in shown
