"""The wish not to be asked again: written down on a call, seen on the case, lifted with a reason (R-03)."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.customers.tables import Customer
from models.db import db
from models.events.actions import SYSTEM, record
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.portal.revisits.conftest import THEN

HTMX = {"HX-Request": "true"}


@pytest.fixture
def unwilling(caller: Client, case: Case) -> Case:
    """Its customer said on the telephone not to be contacted again."""
    here = f"/portal/revisits/{case.number}"
    caller.submit(here, "/call")
    sent = caller.submit(here, "/attempt", outcome="do_not_contact")
    told = region(caller.get(sent.location).text, "#flashes")
    assert "已记录，今后不再回访这位客户。" in told
    return case


def wish(session: Session, case: Case) -> object:
    session.expire_all()
    return session.get_one(Customer, case.customer_id).do_not_contact_since


def test_r03_the_case_shows_it_to_all_and_the_way_out_to_customer_service(
    client: Client, cast: Cast, unwilling: Case, session: Session, valid_html: Callable[[str], None]
) -> None:
    here = f"/portal/cases/{unwilling.number}"
    assert wish(session, unwilling) == THEN
    for person, may in ((cast.handler, False), (cast.inspector, False), (cast.agent, True)):
        page = client.come_in(person).get(here).text
        shown = region(page, "#contact-wish")
        assert shown.startswith(
            "客户要求今后不再联系今天 12:00起不再回访和发送调查；客户反映的问题照常答复。"
        )
        assert ("恢复回访" in shown) == may
    valid_html(page)
    assert "电话回访客户，客户要求今后不再联系" in region(page, "#case-story")


def test_r03_other_customers_cases_show_nothing(client: Client, cast: Cast, case: Case) -> None:
    page = client.come_in(cast.agent).get(f"/portal/cases/{case.number}").text
    assert region(page, "#contact-wish") == ""


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_r03_lifted_with_a_reason_that_the_story_tells(
    client: Client, cast: Cast, unwilling: Case, session: Session, headers: dict[str, str]
) -> None:
    here = f"/portal/cases/{unwilling.number}"
    client.come_in(cast.agent)
    if headers:
        address = f"/portal/revisits/{unwilling.number}/contact-permission"
        client.environ_base["HTTP_HX_REQUEST"] = "true"
        sent = client.send(address, **{"wish-reason": "客户今早来电同意"})
        del client.environ_base["HTTP_HX_REQUEST"]
        assert sent.headers["HX-Redirect"] == here
    else:
        sent = client.submit(here, "/contact-permission", **{"wish-reason": "客户今早来电同意"})
        assert sent.location == here
    assert wish(session, unwilling) is None
    page = client.get(here).text
    assert region(page, "#contact-wish") == ""
    assert "柯服 恢复对客户的回访 客户今早来电同意" in region(page, "#case-story")


def test_r03_without_a_reason_it_stays(
    client: Client, cast: Cast, unwilling: Case, session: Session, valid_html: Callable[[str], None]
) -> None:
    client.come_in(cast.agent)
    address = f"/portal/revisits/{unwilling.number}/contact-permission"
    for reason, said in (("   ", "请填写此项。"), ("长" * 301, "最多填写 300 个字")):
        refused = client.send(address, **{"wish-reason": reason})
        assert refused.status_code == 422
        assert said in region(refused.text, "#contact-wish")
        valid_html(refused.text)
    assert wish(session, unwilling) == THEN


def test_x01_others_may_not_lift_it(client: Client, cast: Cast, unwilling: Case, session: Session) -> None:
    address = f"/portal/revisits/{unwilling.number}/contact-permission"
    for person in (cast.handler, cast.inspector, cast.leader):
        assert client.come_in(person).send(address, **{"wish-reason": "想再问问"}).status_code == 403
    assert client.come_in(cast.agent).send(address.replace("HY-", "XX-")).status_code == 404
    assert wish(session, unwilling) == THEN


def test_r03_lifting_what_was_lifted_says_so(client: Client, cast: Cast, case: Case) -> None:
    client.come_in(cast.agent)
    address = f"/portal/revisits/{case.number}/contact-permission"
    assert client.send(address, **{"wish-reason": "客户同意"}).status_code == 409


def test_x04_in_english(client: Client, cast: Cast, unwilling: Case) -> None:
    cast.agent.language = Language.EN
    page = client.come_in(cast.agent).get(f"/portal/cases/{unwilling.number}").text
    assert "Does not want to be contacted again" in region(page, "#contact-wish")
    assert words_in_the_other_language(region_of(page)) == []


def region_of(page: str) -> str:
    """The wish alone, as a page in English."""
    start = page.index('<div id="contact-wish">')
    return f'<html lang="en"><body>{page[start : page.index("</details>", start)]}</body></html>'


def test_r03_the_case_says_until_when_a_revisit_is_put_off_and_by_which_limit(
    client: Client, cast: Cast, case: Case
) -> None:
    for why in ("contact_limit", "message_limit", "quiet_hours"):
        facts = {"revisit": 1, "until": "2026-11-26T10:00:00+08:00"}
        record("revisit.postponed", case, by=SYSTEM, now=THEN, reason=why, **facts)
    db.session.commit()
    story = region(client.come_in(cast.agent).get(f"/portal/cases/{case.number}").text, "#case-story")
    for words in ("联系客户已达上限", "当天发给客户的消息已达上限", "等到可联系客户的时段"):
        assert f"推迟回访：{words} 推迟至 11-26（周四）10:00。" in story
