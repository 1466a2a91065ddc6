"""The whole loop in real browsers with real mail: complaint, triage, handling, review, answer, revisit, end.

V-08, T-01, T-04, H-01, H-05, H-06, R-01, R-02, R-03, R-04: each person does on the screen what they do in
life; the clock's jobs are run by their names. Staff have scripts: where a journey is about a customer without
them, the desks' part is done without browsers.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.schedule import BY_NAME
from models.cases import actions
from models.cases.tables import Case
from models.cases.words import Closing, State
from models.clock import now
from models.outbox.tables import Notice
from models.revisits.tables import Revisit
from tests.browser import DESK, PHONE, OpenPage, come_in
from tests.cast import PASSWORD, Cast
from tests.conftest import MONDAY
from tests.models.cases.making import decision
from tests.servers.live import LiveServer
from tests.servers.smtp import Arrived, MailServer

PROBLEM = "从上周三开始，每天晚上八点以后宽带就断网，孩子上网课也上不了，报修三次都没有修好。"
REPLY = "已为您更换楼栋分光器并重做熔接，连续监测四十八小时没有中断。给您带来不便，深表歉意。"
LINK = re.compile(r"http://127\.0\.0\.1:\d+/\S+")


@dataclass
class World:
    """The company while the journey lasts: its mail, its clock, its people at their desks."""

    app: Flask
    session: Session
    mail: MailServer
    travel: Callable[[timedelta], None]
    open_page: OpenPage
    cast: Cast

    def run(self, *jobs: str) -> None:
        for job in jobs:
            with self.app.app_context():
                BY_NAME[job].run(now())

    def letters(self, part: str) -> list[Arrived]:
        return [letter for letter in self.mail.arrived if part in letter.subject]

    def at_desk(self, login: str) -> Page:
        page = self.open_page(DESK)
        page.goto("/portal/login")
        page.locator("main input[name=login]").fill(login)
        page.locator("main input[name=password]").fill(PASSWORD)
        page.locator("main input[name=password]").press("Enter")
        page.wait_for_url("**/portal/")
        return page

    def case(self) -> Case:
        self.session.rollback()
        self.session.expire_all()
        return self.session.scalars(select(Case)).one()


@pytest.fixture
def world(
    app: Flask,
    live: LiveServer,
    session: Session,
    cast: Cast,
    mail_server: MailServer,
    open_page: OpenPage,
    at: Callable[[datetime], object],
) -> Iterator[World]:
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(smtp_url=mail_server.url, public_url=live.url)
    clock = [MONDAY]
    traveller = at(MONDAY)

    def travel(span: timedelta) -> None:
        clock[0] += span
        traveller.move_to(clock[0], tick=False)  # type: ignore[attr-defined]

    yield World(app, session, mail_server, travel, open_page, cast)
    app.config["HUIYIN"] = before


def complain(world: World, page: Page) -> None:
    """The customer complains on a phone, and gets a number and a link at once."""
    page.goto("/")
    page.get_by_role("link", name=re.compile("我要反馈或投诉")).click()
    page.get_by_label(re.compile("^投诉")).check()
    page.get_by_label(re.compile("发生了什么")).fill(PROBLEM)
    page.get_by_label(re.compile("怎么称呼您")).fill("赵玉兰")
    page.get_by_label(re.compile("^邮箱")).fill("zhao@example.com")
    page.get_by_label(re.compile("我同意")).check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("HY-20261123-0001").first).to_be_visible()
    world.run("deliver")
    (letter,) = world.mail.arrived
    assert letter.recipients == ("zhao@example.com",)
    assert "HY-20261123-0001" in letter.subject
    page.goto(LINK.search(letter.body()).group())  # type: ignore[union-attr]
    expect(page.get_by_text(PROBLEM)).to_be_visible()


def handle(world: World) -> None:
    """Customer service triages, the department handles, its head reviews, the customer gets the answer."""
    agent = world.at_desk("agent")
    agent.get_by_role("link", name=re.compile("从上周三开始")).click()
    step = agent.locator("#step-triage")
    step.locator("> summary").click()
    step.locator("[name=triage-category]").select_option(label="网络故障")
    step.locator("[name=triage-department_id]").select_option(label="技术运维部")
    step.locator("[name=triage-grade][value='2']").check()
    step.get_by_label("部分核心功能或服务无法正常使用").check()
    step.locator("button").click()
    expect(agent.locator("#case-facts")).to_contain_text("技术运维部")
    assert world.case().state is State.ASSIGNED

    handler = come_in(world.open_page(DESK), world.cast.handler, "/portal/cases/HY-20261123-0001")
    handler.locator("#step-ownership summary").click()
    handler.locator("#step-ownership button").click()
    expect(handler.locator("#case-facts")).to_contain_text("季书")
    hand_in(world, handler)

    head = come_in(world.open_page(DESK), world.cast.head, "/portal/")
    head.get_by_role("link", name=re.compile("从上周三开始")).click()
    head.locator("#step-review summary").click()
    head.locator("#step-review input[value=approved]").check()
    head.locator("#step-review button").click()
    expect(head.locator("#case-badges")).to_contain_text("已答复")
    world.run("deliver")
    answer = world.letters("HY-20261123-0001")[-1]
    assert REPLY in answer.body()
    assert REPLY in answer.body("html")


def handled(world: World) -> None:
    """The same without desks, where the journey is about the customer's own browser."""
    case, cast, at = world.case(), world.cast, now()
    actions.triage(case, decision(), by=cast.agent, now=at, seen=None)
    actions.take(case, by=cast.handler, now=at, seen=None)
    words = {"cause": "楼栋分光器老化，光衰过大", "done": "更换分光器，重做三处熔接", "reply": REPLY}
    actions.submit_result(case, **words, by=cast.handler, now=at, seen=None)
    actions.approve(case, by=cast.head, now=at, seen=None)
    world.session.commit()
    world.run("deliver")


def hand_in(world: World, handler: Page) -> None:
    handler.locator("#step-result summary").click()
    handler.locator("[name=result-cause]").fill("楼栋分光器老化，光衰过大")
    handler.locator("[name=result-done]").fill("更换分光器，重做三处熔接")
    handler.locator("[name=result-reply]").fill(REPLY)
    handler.locator("#step-result button").click()
    expect(handler.locator("#case-badges")).to_contain_text("审核")


def asked(world: World) -> str:
    """The scheduler plans and sends the revisit, once; the link in its mail."""
    world.travel(timedelta(hours=3))
    for _ in range(2):
        world.run("revisits-plan", "revisits-send", "deliver")
    invitations = [letter for letter in world.mail.arrived if "/s/" in letter.body()]
    assert len(invitations) == 1
    return next(link for link in LINK.findall(invitations[0].body()) if "/s/" in link)


def answer(page: Page, link: str, chosen: list[str]) -> None:
    """One question a screen: first these choices, then the first one offered, until the end."""
    page.goto(link)
    left = list(chosen)
    while page.locator("#screen form").count():
        progress = page.locator("#screen").inner_text()
        choices = page.locator("#screen input[type=radio]")
        if choices.count():
            wanted = page.get_by_label(left.pop(0), exact=True) if left else choices.first
            wanted.check(force=True)
        # Where scripts run, choosing moves on by itself and the button may be gone by now.
        button = page.locator("#screen form button.primary")
        if progress == page.locator("#screen").inner_text() and button.count():
            with contextlib.suppress(PlaywrightError):
                button.click(timeout=2000)
        expect(page.locator("#screen")).not_to_have_text(progress, use_inner_text=True)
        page.wait_for_load_state()  # without scripts the next question is a page of its own


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "no-javascript"])
def test_a_satisfied_customer_closes_the_case(world: World, scripts: bool) -> None:
    """R-02, R-04: 满意 ends the case as satisfied."""
    phone = world.open_page(PHONE, java_script_enabled=scripts)
    complain(world, phone)
    (handle if scripts else handled)(world)
    answer(phone, asked(world), ["满意", "解决了"])
    expect(phone.locator("#screen")).to_contain_text("满意")

    case = world.case()
    assert (case.state, case.closing, case.round) == (State.CLOSED, Closing.SATISFIED, 1)
    revisit = world.session.scalars(select(Revisit)).one()
    assert revisit.score == 4


@pytest.mark.parametrize("scripts", [True, False], ids=["javascript", "no-javascript"])
def test_a_dissatisfied_customer_brings_the_case_back(world: World, scripts: bool) -> None:
    """R-04: 不满意 reopens at once, the customer learns who calls, the head is told, the loop goes round."""
    phone = world.open_page(PHONE, java_script_enabled=scripts)
    complain(world, phone)
    (handle if scripts else handled)(world)
    priority = world.case().priority
    answer(phone, asked(world), ["不满意", "没有解决"])
    expect(phone.locator("#follow-up")).to_contain_text("技术运维部")

    case = world.case()
    assert (case.state, case.round, case.priority) == (State.HANDLING, 2, max(1, priority - 1))
    told = set(world.session.scalars(select(Notice.staff_id).where(Notice.kind == "case_reopened")))
    assert told == {world.cast.head.id, world.cast.handler.id}
    world.run("deliver")
    assert any("重新" in letter.body() for letter in world.mail.arrived)
