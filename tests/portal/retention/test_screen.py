"""X-03: whoever keeps rules or data sees what goes, confirms the first time, and holds what is needed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs import retention
from models.cases.tables import Case
from models.personal.actions import hold_case
from models.personal.tables import CaseHold, ExpiryStart
from tests.cast import Cast, meet
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.personal.expiring import ASKED, NIGHT, begin, closed
from tests.moments import MONDAY
from tests.statements import CountStatements

At = Callable[[datetime], object]
PAGE = "/portal/retention"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def years_later(at: At, cast: Cast) -> None:
    """The clock stands at ASKED, when what was closed on MONDAY is past its time."""
    at(ASKED)


def case_title(session: Session) -> str:
    return session.scalars(select(Case.title)).one()


def words(client: Client, part: str) -> str:
    return region(client.get(PAGE).text, part)


def test_x03_an_administrator_reads_the_number_and_confirms_it(
    session: Session, cast: Cast, client: Client
) -> None:
    closed(cast, now=MONDAY - DAY)
    session.commit()
    retention.ask(ASKED)
    session.expire_all()
    client.come_in(cast.leader)
    assert "超过保存期限的工单1" in words(client, "#start")
    assert "confirmation" not in client.get(PAGE).text
    client.come_in(cast.administrator)
    refused = client.submit(PAGE, action="/confirmation")
    assert (refused.status_code, "请确认" in refused.text) == (422, True)
    done = client.submit(PAGE, action="/confirmation", sure="y")
    assert done.status_code == 303
    session.expire_all()
    start = session.scalars(select(ExpiryStart)).one()
    assert start.confirmed_by_id == cast.administrator.id
    assert "2029-12-17" in words(client, "#start")
    again = client.send(
        f"{PAGE}/confirmation", start=start.id, cases=start.cases, mails=0, addresses=0, sure="y"
    )
    assert again.status_code == 409
    assert client.send(f"{PAGE}/confirmation", start="x", cases="1", sure="y").status_code == 404


def test_x03_a_leader_holds_a_case_and_lifts_it(session: Session, cast: Cast, client: Client) -> None:
    case = closed(cast)
    session.commit()
    client.come_in(cast.leader)
    wrong = client.submit(PAGE, action="/holds", case="HY-1", reason="起诉", until="2029-01-01")
    assert (wrong.status_code, "起诉" in wrong.text, "没有这个工单。" in wrong.text) == (422, True, True)
    past = client.submit(PAGE, action="/holds", case=case.number, reason="起诉", until="2029-12-03")
    assert (past.status_code, "请选择今天之后的日期" in past.text) == (422, True)
    done = client.submit(PAGE, action="/holds", case=case.number.lower(), reason="起诉", until="2030-06-30")
    assert done.status_code == 303
    held = session.scalars(select(CaseHold)).one()
    assert (held.until, held.by_id) == (date(2030, 6, 30), cast.leader.id)
    assert f"{case.number} 起诉" in words(client, "#holds")
    assert "已设置留存1" in words(client, "#staying")
    facts = region(client.get(f"/portal/cases/{case.number}").text, "#case-facts")
    assert "留存至 2030-06-30" in facts
    empty = client.submit(PAGE, action=f"/holds/{held.id}/lifting", reason=" ")
    assert (empty.status_code, f'id="why-{held.id}"' in empty.text) == (422, True)
    assert client.submit(PAGE, action=f"/holds/{held.id}/lifting", reason="已撤诉").status_code == 303
    assert "没有留存的工单" in words(client, "#holds")
    assert client.send(f"{PAGE}/holds/{held.id}/lifting", reason="再次").status_code == 409


def test_x03_what_goes_is_listed_and_what_went_is_counted(
    session: Session,
    cast: Cast,
    client: Client,
    at: At,
    statements: CountStatements,
) -> None:
    """The number of questions does not grow with the rows."""
    first = closed(cast)
    number = first.number
    begin(cast)
    client.come_in(cast.hr)
    assert number in words(client, "#coming")
    assert f"/portal/cases/{number}" not in client.get(PAGE).text
    with statements() as one:
        client.get(PAGE)
    for n in (1, 2):
        hold_case(closed(cast, n), "起诉", date(2031, 1, 1), by=cast.leader, now=ASKED)
        closed(cast, n + 2)
    session.commit()
    with statements() as more:
        client.get(PAGE)
    assert more.count == one.count
    assert retention.expire(NIGHT).done == 3
    at(NIGHT)
    client.come_in(meet().hr)
    assert "（周四）33000" in words(client, "#gone")
    assert "近一年共 3 件工单" in words(client, "#gone")


def test_x03_the_case_and_the_page_read_in_both_languages(
    session: Session, cast: Cast, client: Client, at: At
) -> None:
    case = closed(cast)
    begin(cast)
    number = case.number
    client.come_in(cast.agent)
    facts = region(client.get(f"/portal/cases/{number}").text, "#case-facts")
    assert "保存期限已于 2029-11-24（周六） 届满" in facts
    retention.expire(NIGHT)
    at(NIGHT)
    client.come_in(meet().agent)
    page = client.get(f"/portal/cases/{number}")
    copy = f"/portal/cases/{number}/personal-copy"
    given = client.send(copy, recognised_by="回拨", sure="y")
    assert (client.get(copy).status_code, given.status_code) == (404, 404)
    assert "已于 2029-12-20" in region(page.text, "#expired")
    assert "因保存期限届满，删除了个人信息" in page.text
    assert "钱伟" not in page.text
    assert words_in_the_other_language(page.text, [case_title(session)]) == []
    assert session.scalars(select(Case.number)).all() == [number]
