"""Number and key for a customer who is there and left no mail address (H-08, V-03, V-07)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from time_machine import Traveller

from models.cases.queries import key_shown
from models.cases.tables import Case
from tests.browser import come_in
from tests.cast import Cast
from tests.client import Client, form_on
from tests.markup import region, words_in_the_other_language
from tests.portal.cases.conftest import address
from tests.portal.cases.test_register import FORM, TOLD, cases
from web.letters.links import tracking_key, tracking_link

BY_PHONE = TOLD | {"email": ""}


def key_of(client: Client, case: Case) -> tuple[str, str]:
    """The key in groups, and the whole link."""
    with client.application.test_request_context():
        return tracking_key(case), tracking_link(case)


def registered(client: Client, **changes: str) -> Case:
    """A case that was just registered; the client is sent on to what comes next."""
    assert client.submit(FORM, **(BY_PHONE | changes)).status_code == 303
    return cases()[-1]


def test_the_caller_gets_number_and_key(
    cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    """H-08, V-03: shown at once to whoever registered the case, to read out and to print."""
    answer = client.come_in(cast.agent).submit(FORM, **BY_PHONE)
    (case,) = cases()
    assert answer.location == address(case, "slip")
    page = client.get(answer.location).text
    valid_html(page)
    key, link = key_of(client, case)
    assert len(key) == 23
    read_out = region(page, "//section[@aria-labelledby='read-out']")
    assert read_out.startswith(f"读给客户 {case.number} {key.replace('-', '')}")
    slip = region(page, "#slip")
    assert f"工单号{case.number} 查询密钥{key}" in slip
    assert "输入工单号和查询密钥，可查看进度、补充信息、催办。" in slip
    assert "我们最迟在 2026-11-23（周一）14:30 前与您联系。" in slip
    assert link not in page  # it is in the picture
    assert client.get(link.partition("://")[2].partition("/")[2].join(("/", ""))).status_code == 303
    assert "柯服 向客户告知工单号和查询密钥" in region(client.get(address(case)).text, "#case-story")


def test_who_left_a_mail_address_gets_the_link_by_mail(cast: Cast, client: Client) -> None:
    """H-01: nobody here sees the key then."""
    client.come_in(cast.agent).submit(FORM, **TOLD)
    (case,) = cases()
    assert key_shown(case) is None
    answer = client.get(address(case, "slip"))
    assert (answer.status_code, answer.location) == (303, address(case))
    assert "客户还不能查询工单" not in client.get(address(case)).text


def test_a_double_click_still_leads_to_the_key(cast: Cast, client: Client) -> None:
    """H-08: the first answer was lost on the way, the second shows the same."""
    client.come_in(cast.agent)
    fields = dict(form_on(client.get(FORM).text, "/new").form_values()) | BY_PHONE
    fields.pop("files", None)
    first, second = (client.post(FORM, data=fields) for _ in range(2))
    (case,) = cases()
    assert first.location == second.location == address(case, "slip")


def test_it_closes_after_a_quarter_of_an_hour(
    cast: Cast, client: Client, monday_afternoon: Traveller
) -> None:
    """H-08: whoever holds the key speaks for the customer."""
    case = registered(client.come_in(cast.agent))
    monday_afternoon.shift(14 * 60)
    assert client.get(address(case, "slip")).status_code == 200
    monday_afternoon.shift(2 * 60)
    closed = client.get(address(case, "slip"))
    assert (closed.status_code, closed.location) == (303, address(case))
    assert "只向申请查看的人显示一次" in region(client.get(address(case)).text, "#flashes")
    assert client.send(address(case, "slip")).status_code == 409


def test_nobody_else_sees_it(cast: Cast, client: Client) -> None:
    """X-01: not a colleague who may read the case, nor who may not."""
    case = registered(client.come_in(cast.agent))
    assert client.come_in(cast.second_agent).get(address(case, "slip")).status_code == 303
    assert client.send(address(case, "slip")).status_code == 409
    assert client.come_in(cast.stranger).get(address(case, "slip")).status_code == 404
    assert client.send(address(case, "slip")).status_code == 404


def test_it_can_be_given_later(cast: Cast, client: Client) -> None:
    """V-03: who left a voicemail is not there while it is registered, but when we call back."""
    answer = client.come_in(cast.agent).submit(FORM, **(BY_PHONE | {"channel": "voicemail"}))
    (case,) = cases()
    assert answer.location == address(case)
    page = client.come_in(cast.second_agent).get(address(case)).text
    assert region(page, "#case-key").startswith("客户还不能查询工单 客户没有留邮箱")
    asked = client.submit(address(case), "/slip")
    assert (asked.status_code, asked.location) == (303, address(case, "slip"))
    assert key_of(client, case)[0] in region(client.get(asked.location).text, "#slip")
    assert region(client.get(address(case)).text, "#case-key") == ""


def test_the_talk_as_first_response_is_in_the_story(cast: Cast, client: Client) -> None:
    """H-01: ticked by whoever registered it."""
    case = registered(client.come_in(cast.agent), responded="y")
    story = region(client.get(address(case)).text, "#case-story")
    assert "柯服 登记工单（热线） 今天 14:00本次沟通即首次响应 · 已与客户核实" in story
    assert "联系" not in region(client.get(address(case, "slip")).text, "#slip").replace("咨询", "")
    assert region(client.get(address(case)).text, "#case-dues") == ""


@pytest.mark.parametrize(("language", "words"), [("zh", "请妥善保管"), ("en", "Keep it for yourself")])
def test_the_slip_speaks_the_customers_language(
    cast: Cast, client: Client, language: str, words: str
) -> None:
    """X-04: whatever the language of who reads it out; all else is in theirs."""
    case = registered(client.come_in(cast.agent), language=language)
    assert case.language == language
    client.get(address(case))  # takes the message of registering away
    client.send("/portal/account/language", language="en")
    page = client.get(address(case, "slip")).text
    assert words in region(page, "#slip")
    assert region(page, "//h1") == "Number and key for the customer"
    assert words_in_the_other_language(page, [case.title]) == []


def test_the_slip_alone_goes_on_paper(
    cast: Cast, client: Client, desk: Page, axe: Callable[[Page], list[str]]
) -> None:
    """X-05: what is read out, the frame and the buttons stay on screen."""
    case = registered(client.come_in(cast.agent))
    page = come_in(desk, cast.agent, address(case, "slip"))
    assert axe(page) == []
    expect(page.get_by_role("button", name="打印")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#slip")).to_be_visible()
    for hidden in (".read-out", "[data-print]", ".side", ".page-head"):
        expect(page.locator(hidden)).to_be_hidden()
