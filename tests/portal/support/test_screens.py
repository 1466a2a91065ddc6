"""Requests for support on the screen: asked, answered, gone through; my day names what waits (H-10)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.cases import actions
from models.cases.actions import ItemDraft, Minutes
from models.cases.tables import Case
from models.db import db
from models.people.tables import Staff
from models.support.actions import RequestDraft, ask_support
from models.support.tables import SupportRequest
from models.support.words import SupportKind, SupportState
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import DAY, HOUR, decision, taken, triaged
from tests.moments import MONDAY

NEW, MINE, ANSWERS = "/portal/support/new", "/portal/support", "/portal/support/answers"


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 4 * HOUR)


def asked(by: Staff, kind: SupportKind = SupportKind.RELIEF, case: Case | None = None) -> str:
    """Where the request is."""
    made = ask_support(RequestDraft(kind, "本周工单过多", case), by=by, now=MONDAY)
    db.session.commit()
    return f"{MINE}/{made.id}"


def only() -> SupportRequest:
    db.session.expire_all()
    return db.session.scalars(select(SupportRequest)).one()


def test_h10_from_a_case_to_its_second_handler(cast: Cast, client: Client) -> None:
    """The link on the case fills the form; the head names who it is; the case shows it."""
    case = taken(cast)
    db.session.commit()
    page = client.come_in(cast.handler).get(f"/portal/cases/{case.number}").text
    assert f"{NEW}?case={case.number}" in page
    sent = client.submit(f"{NEW}?case={case.number}", "/new", text="需要有人同时盯设备")
    assert sent.status_code == 303
    shown = client.get(sent.headers["Location"]).text
    assert "未办结工单 1 件" in region(shown, "//main")
    assert 'id="answer"' not in shown
    assert words_in_the_other_language(shown) == []
    assert only().kind is SupportKind.SECOND_HANDLER

    page = client.come_in(cast.head).get("/portal/").text
    assert "答复支持申请：1 项" in region(page, "#waiting")
    assert "季书" in region(client.get(ANSWERS).text, "#to-answer")
    here = f"{MINE}/{only().id}"
    without = client.submit(here, "/answer", verdict="accepted", answer="同意")
    assert without.status_code == 422
    second = {"second_id": str(cast.head.id)}
    assert client.submit(here, "/answer", verdict="accepted", answer="我来协助", **second).status_code == 303
    assert only().state is SupportState.ACCEPTED
    facts = region(client.get(f"/portal/cases/{case.number}").text, "#case-facts")
    assert "第二处理人程长" in facts
    assert "没有待答复的申请" in region(client.get(ANSWERS).text, "#to-answer")
    notices = region(client.come_in(cast.handler).get("/portal/notices").text, "//main")
    assert "您的支持申请已获同意" in notices
    assert "按时答复 1 次" in region(client.get(MINE).text, "//main")


def test_h10_relief_shows_what_can_be_handed_over(cast: Cast, client: Client) -> None:
    case = taken(cast)
    here = asked(cast.handler)
    page = client.come_in(cast.head).get(here).text
    assert case.number in region(page, "#theirs")
    assert f"/portal/cases/{case.number}?step=assignment" in page
    assert client.submit(here, "/answer", verdict="declined", answer="下周调整").status_code == 303
    assert "下周调整" in region(client.come_in(cast.handler).get(here).text, "//main")


def test_h10_relief_granted_shuts_the_choice_of_an_owner(cast: Cast, client: Client) -> None:
    """The head names the day; the person stands among the owners and cannot be chosen, until it is ended."""
    case, here = triaged(cast), asked(cast.handler)
    client.come_in(cast.head)
    refused = client.submit(here, "/answer", verdict="accepted", answer="同意", relieved_until="2029-01-01")
    assert refused.status_code == 422
    assert "不超过规则手册规定的最长减负期" in region(refused.text, "#answer-form")
    day = {"relieved_until": "2026-11-30"}
    assert client.submit(here, "/answer", verdict="accepted", answer="同意", **day).status_code == 303
    there = f"/portal/cases/{case.number}"
    option = f"//*[@id='step-assignment']//option[@value='{cast.handler.id}'][@disabled]"
    assert "减负中，暂停派单至" in region(client.get(f"{there}?step=assignment").text, option)
    shown = client.get(here).text
    assert "暂停派单至（含当日）" in region(shown, "//main")
    assert words_in_the_other_language(shown) == []
    assert client.submit(here, "/relief-end").status_code == 303
    assert "（已结束）" in region(client.get(here).text, "//main")
    assert "减负中" not in client.get(f"{there}?step=assignment").text
    assert client.send(f"{here}/relief-end").status_code == 409


def test_h10_a_case_that_is_not_there(cast: Cast, client: Client) -> None:
    refused = client.come_in(cast.plain).submit(NEW, text="帮帮忙", case="HY-20200101-0001")
    assert refused.status_code == 422
    assert "帮帮忙" in refused.text


def test_h10_taken_back(cast: Cast, client: Client) -> None:
    here = asked(cast.handler)
    client.come_in(cast.handler)
    assert client.submit(here, "/withdrawal").status_code == 303
    assert only().state is SupportState.WITHDRAWN
    assert client.send(f"{here}/withdrawal").status_code == 409


def test_h10_x01_nobody_else_reads_or_answers(cast: Cast, client: Client) -> None:
    """Every role: only who asked and the head; who asked cannot answer."""
    here = asked(cast.handler)
    for person in cast:
        expected = 200 if person in (cast.handler, cast.head) else 404
        assert client.come_in(person).get(here).status_code == expected, person.login
        assert client.get(ANSWERS).status_code == 200
        if person is not cast.head:
            status = client.send(f"{here}/answer", verdict="accepted", answer="好").status_code
            assert status == (403 if person is cast.handler else 404), person.login
    assert only().state is SupportState.ASKED


def test_m02_an_action_item_is_something_that_waits(cast: Cast, client: Client) -> None:
    """Who has nothing but an item of an emergency meeting is not told that nothing waits."""
    case = taken(cast)
    actions.triage(case, decision(grade=3, criteria=("outage",)), by=cast.agent, now=MONDAY, seen=None)
    minutes = Minutes(
        held_at=MONDAY + HOUR,
        place="三楼",
        people={cast.head.id},
        decisions="先恢复",
        items=[ItemDraft("核对合同", cast.legal.id, MONDAY + DAY)],
    )
    actions.hold_meeting(case, minutes, by=cast.handler, now=MONDAY + 2 * HOUR, seen=None)
    db.session.commit()
    page = client.come_in(cast.legal).get("/portal/").text
    assert "今天有 1 件事等你" in page
    assert "核对合同" in region(page, "#action-items")
    assert 'id="waiting"' not in page
    assert "没有需要处理的事" not in page
