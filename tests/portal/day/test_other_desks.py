"""My day of those for whom no case waits: of use with what there is, and no promise of what is not (M-02)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from lxml import html
from time_machine import Traveller

from models.clock import now
from models.db import db
from models.events.actions import record, seal
from models.jobs.actions import hold, note_run
from models.people.tables import Language, Staff
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, new, triaged
from tests.moments import MONDAY
from tests.statements import CountStatements
from tests.story import Story


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    """It is Monday at two."""
    return at(MONDAY + 4 * HOUR)


def day_of(client: Client, person: Staff) -> str:
    db.session.commit()
    return client.come_in(person).get("/portal/").text


def doors(page: str) -> list[str]:
    """Where the doors lead."""
    return html.document_fromstring(page).xpath("//a[@class='door']/@href")


def test_x01_hr_sees_who_comes_and_goes(cast: Cast, client: Client) -> None:
    """Thirty days back and ahead, both days included; whose logins reach far without a second factor."""
    cast.plain.left_on = date(2026, 12, 23)
    cast.store.left_on = date(2026, 12, 24)
    cast.legal.left_on = date(2026, 11, 22)
    cast.finance.joined_on = date(2026, 10, 24)
    cast.auditor.totp_secret, cast.auditor.totp_confirmed_at = "A" * 32, now()
    page = day_of(client, cast.hr)
    assert region(page, "#leaving") == "即将离职 袁袁工 T-0013运营部2026-12-23（周三）"
    assert region(page, "#joined") == "新入职 蔡蔡务 T-0008财务部2026-10-24（周六）"
    unguarded = region(page, "#unguarded")
    assert [name in unguarded for name in ("管理", "任事", "简督", "沈计", "柯服")] == [True] * 3 + [
        False
    ] * 2
    assert "在职 16" in region(page, "#people")
    assert 'id="waiting"' not in page


def test_x01_people_are_for_those_who_keep_them(cast: Cast, client: Client) -> None:
    for part in ("head", "auditor", "agent", "trainer", "plain"):
        assert 'id="people"' not in day_of(client, getattr(cast, part))


def test_x02_the_auditor_sees_the_seals_and_who_read_personal_data(
    cast: Cast, client: Client, story: Story
) -> None:
    """X-03: of the last seven days, the newest first; customers stay masked."""
    record("case.revealed", story.back, by=cast.agent, now=MONDAY)
    record("case.revealed", story.back, by=cast.handler, now=MONDAY - timedelta(days=8))
    seal()
    page = day_of(client, cast.auditor)
    assert "已封存至第" in region(page, "#seals")
    reads = region(page, "#reads")
    assert f"{story.back.number}柯服 T-0004 · 查看客户联系方式今天 10:00" in reads
    assert "近七天 1 次" in reads
    assert "季书" not in reads
    assert story.back.contact_name not in page
    assert html.document_fromstring(page).xpath("//a[@href='/portal/trail?kind=reads']")


def test_x02_nobody_read_anything(cast: Cast, client: Client) -> None:
    assert "没有人查看" in region(day_of(client, cast.auditor), "#reads")


def test_x08_the_administrator_sees_how_the_house_runs(cast: Cast, client: Client) -> None:
    """The clock, the jobs, the mail; each leads to its page."""
    assert "已停止" in region(day_of(client, cast.administrator), "#house")
    hold("clock", "p:1:x", length=timedelta(minutes=1), now=now())
    note_run("seal", holder="p:1:x", started_at=now(), ended_at=now(), done=0, failed=1, error="1: x")
    new()
    page = day_of(client, cast.administrator)
    assert region(page, "#house") == "定时任务 运行中 1 项异常 发送失败的邮件 0 点开查看 待发邮件 1 点开查看"
    assert 'id="house"' not in day_of(client, cast.hr)


def test_the_hotline_supervisor_finds_what_works_today(cast: Cast, client: Client) -> None:
    """No word of reports, which are not taken here: a second factor, passing on, following, the account."""
    page = day_of(client, cast.supervisor)
    assert doors(page) == [
        "/portal/account/second-factor",
        "/portal/channels",
        "/portal/cases",
        "/portal/support/new",
        "/portal/account",
    ]
    assert "举报" not in region(page, "//main")
    for address in doors(page):
        assert client.get(address, follow_redirects=True).status_code == 200


def test_the_trainer_finds_what_works_today(cast: Cast, client: Client) -> None:
    """No figures of nothing; the department's cases when there are any, with their figures."""
    page = day_of(client, cast.trainer)
    assert doors(page) == ["/portal/channels", "/portal/cases", "/portal/support/new", "/portal/account"]
    assert "本部门的工单" in region(page, "#doors")
    assert "培训" not in region(page, "//main")
    assert "今日受理" not in page
    case = triaged(cast)
    case.lead_department = cast.trainer.department
    page = day_of(client, cast.trainer)
    assert "今日受理" in page
    assert len(doors(page)) == 4


def test_who_takes_steps_on_cases_gets_no_doors(cast: Cast, client: Client) -> None:
    """An agent with nothing to do is told what would be here."""
    for part in ("agent", "handler", "head", "inspector", "leader"):
        page = day_of(client, getattr(cast, part))
        assert doors(page) == []
        assert "需要您下一步处理的工单会出现在这里" in region(page, "#waiting")


@pytest.mark.parametrize(
    "part", ["hr", "administrator", "auditor", "supervisor", "trainer", "plain", "finance"]
)
def test_both_languages(cast: Cast, client: Client, story: Story, part: str) -> None:
    """X-04."""
    person = getattr(cast, part)
    cast.plain.left_on = date(2026, 12, 1)
    for language in Language:
        person.language = language
        page = day_of(client, person)
        known = [case.title for case in (story.back, story.new)]
        assert words_in_the_other_language(page, known) == []


@pytest.mark.parametrize("part", ["hr", "auditor", "administrator"])
def test_the_day_costs_the_same_at_any_number(
    cast: Cast, client: Client, statements: CountStatements, part: str
) -> None:
    """X-08: no query a person, job or event."""
    counts = []
    for n in (1, 2):
        for person in [cast.plain, cast.store, cast.legal][: n + 1]:
            person.left_on, person.joined_on = date(2026, 12, n), date(2026, 11, n)
        record("case.revealed", "case:HY-1", by=cast.agent, now=MONDAY)
        day_of(client, getattr(cast, part))
        with statements() as seen:
            client.get("/portal/")
        counts.append(seen.count)
    assert counts[0] == counts[1] <= 23


def test_dates_are_of_shanghai(cast: Cast, client: Client, at: Callable[[datetime], Traveller]) -> None:
    at(datetime.fromisoformat("2026-11-23T17:30:00+00:00"))  # half past one in the night, Tuesday
    cast.plain.left_on = date(2026, 11, 24)
    cast.store.left_on = date(2026, 11, 23)
    leaving = region(day_of(client, cast.hr), "#leaving")
    assert "袁工" in leaving
    assert "店元" not in leaving
