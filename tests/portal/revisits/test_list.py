"""The phone list on screen (R-02)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.people.roles import Role
from models.people.tables import Language, RoleGrant
from models.revisits import actions
from models.revisits.tables import Revisit
from models.revisits.words import CallOutcome
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.markup import region
from tests.models.revisits.answering import sent
from tests.models.revisits.cases import HOUR, PHONE, answered
from tests.portal.revisits.conftest import THEN
from tests.statements import Statements

LIST = "/portal/revisits"


def test_r02_customers_to_be_called_are_listed_masked(
    caller: Client, case: Case, valid_html: Callable[[str], None]
) -> None:
    page = caller.get(LIST)
    row = region(page.text, f"#call-{case.number}")
    assert "王*军138****8000 宽带晚间掉线" in row
    assert "0 / 3" in row
    assert row.endswith("拨打")
    assert PHONE[3:] not in page.text
    valid_html(page.text)


def test_r02_a_handler_of_the_case_does_not_find_it(
    client: Client, cast: Cast, case: Case, session: Session
) -> None:
    cast.handler.grants.append(RoleGrant(role=Role.QUALITY_INSPECTOR))
    session.commit()
    client.come_in(cast.handler)
    assert case.number not in client.get(LIST).text
    assert client.get(f"{LIST}/{case.number}").status_code == 404
    for verb in ("call", "release", "number", "draft", "answers", "attempt"):
        assert client.send(f"{LIST}/{case.number}/{verb}").status_code == 404


@pytest.mark.parametrize("part", ["plain", "head", "leader", "administrator", "hr"])
def test_x01_without_the_permission_there_is_no_list(
    client: Client, cast: Cast, case: Case, part: str
) -> None:
    client.come_in(getattr(cast, part))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}/{case.number}").status_code == 403


def test_r02_an_empty_list_says_what_would_be_here(
    client: Client, cast: Cast, valid_html: Callable[[str], None]
) -> None:
    client.come_in(cast.inspector)
    assert "现在没有要打的电话" in region(client.get(LIST).text, "#call-list")
    assert "没有稍后要打的电话" in region(client.get(f"{LIST}?part=later").text, "#call-list")
    done = client.get(f"{LIST}?part=done")
    assert "您今天还没有打过回访电话" in region(done.text, "#call-list")
    valid_html(done.text)


def test_r02_the_parts_of_the_list(caller: Client, cast: Cast, case: Case, revisit: Revisit) -> None:
    actions.claim(revisit, by=cast.second_agent, now=THEN)
    actions.note(revisit, CallOutcome.BUSY, text="", again_at=None, by=cast.second_agent, now=THEN)
    for part, there in (("due", False), ("later", True), ("done", True), ("nonsense", False)):
        assert (f"call-{case.number}" in caller.get(f"{LIST}?part={part}").text) == there


def test_r02_who_is_being_called_shows_by_whom(
    caller: Client, cast: Cast, case: Case, revisit: Revisit
) -> None:
    actions.claim(revisit, by=cast.inspector, now=THEN)
    assert region(caller.get(LIST).text, f"#call-{case.number}").endswith("志检正在回访")


def test_r02_a_page_takes_the_same_queries_for_one_row_and_for_many(
    caller: Client, cast: Cast, case: Case, statements: Callable[[], AbstractContextManager[Statements]]
) -> None:
    caller.get(LIST)
    with statements() as one:
        assert caller.get(LIST).text.count("data-row") == 1
    for n in range(4):
        sent(answered(cast, email=None, phone=f"+861390000000{n}"), now=MONDAY + HOUR + timedelta(minutes=n))
    with statements() as many:
        assert caller.get(LIST).text.count("data-row") == 5
    assert many.count == one.count


def test_x04_the_list_in_english(caller: Client, cast: Cast, case: Case, session: Session) -> None:
    cast.second_agent.language = Language.EN
    page = caller.get(LIST)
    assert region(page.text, "//h1") == "Revisits by telephone"
    assert "To call now" in region(page.text, "#call-list")
