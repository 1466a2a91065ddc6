"""A quarterly campaign from the questionnaire's draft to the published report, with 3,000 customers (S-03).

What staff do is done at their desks, in browsers. One customer answers on a phone by the link of the mail,
the others through the actions that a browser's form calls.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload
from time_machine import Traveller

from demo.asking.saying import Customer
from jobs.schedule import BY_NAME
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignState, MemberState
from models.clock import now
from models.outbox.tables import Delivery, OutboxMessage
from models.reports.tables import SatisfactionReport
from models.reports.words import ReportState
from models.rulebook.words import MessageKind
from models.surveys import actions as surveys
from models.surveys.document import FIVE
from models.surveys.tables import Invitation, QuestionnaireVersion, Response, ResponseItem
from tests.browser import DESK, PHONE, OpenPage, come_in, send
from tests.cast import Cast
from tests.models.campaigns.making import customers
from tests.moments import MONDAY
from tests.servers.live import LiveServer
from tests.servers.smtp import MailServer

CUSTOMERS, ANSWERING = 3000, 500
INVITATION, LETTERS = MessageKind.CAMPAIGN_INVITATION, 12
"""Of 3,000 letters so many are really written and sent by SMTP, as each takes as long as the other."""
LINK = re.compile(r"http://127\.0\.0\.1:\d+(/s/[0-9A-Z]+)")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass
class Quarter:
    """The company while the campaign lasts: its clock, its mail, its desks."""

    app: Flask
    session: Session
    cast: Cast
    mail: MailServer
    traveller: Traveller
    open_page: OpenPage

    def run(self, *jobs: str) -> None:
        self.session.commit()
        for job in jobs:
            with self.app.app_context():
                assert BY_NAME[job].run(now()).failed == 0
        self.session.expire_all()

    def travel(self, span: timedelta) -> None:
        self.traveller.shift(span)

    def campaign(self) -> Campaign:
        self.session.rollback()
        self.session.expire_all()
        return self.session.scalars(select(Campaign)).one()


@pytest.fixture
def quarter(
    app: Flask,
    live: LiveServer,
    session: Session,
    cast: Cast,
    mail_server: MailServer,
    open_page: OpenPage,
    at: Callable[[datetime], Traveller],
) -> Iterator[Quarter]:
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(smtp_url=mail_server.url, public_url=live.url)
    yield Quarter(app, session, cast, mail_server, at(MONDAY), open_page)
    app.config["HUIYIN"] = before


def questionnaire(quarter: Quarter) -> None:
    """The inspector words a question anew; the committee reads the new version and publishes it (S-01)."""
    cast = quarter.cast
    desk = come_in(quarter.open_page(DESK), cast.inspector, "/portal/questionnaires/quarterly")
    desk.get_by_role("button", name="撰写下一版").click()
    desk.get_by_role("link", name="您最希望我们改进什么？").click()
    desk.locator("[name=text_zh]").fill("下个季度，您最希望我们改进什么？")
    desk.get_by_role("button", name="保存").last.click()
    expect(desk.locator("#q-comment")).to_contain_text("下个季度，您最希望我们改进什么？")
    send(desk, desk.get_by_role("button", name="通知他们可以发布了"))
    committee = come_in(quarter.open_page(DESK), cast.committee, "/portal/questionnaires/quarterly/draft")
    committee.locator("[name=reason]").fill("问得更具体")
    committee.get_by_role("button", name=re.compile("发布第 2 版")).click()
    expect(committee.locator("#versions")).to_contain_text("第 2 版")


def campaign(quarter: Quarter) -> None:
    """The inspector fills the form in and freezes the audience; the committee starts (S-03)."""
    desk = come_in(quarter.open_page(DESK), quarter.cast.inspector, "/portal/campaigns/new")
    desk.get_by_label("全部客户").check()
    for field in ("since", "until"):
        desk.locator(f"[name={field}]").fill("")
    desk.locator("[name=a_minute]").fill("600")
    desk.get_by_role("button", name="保存草稿").click()
    desk.get_by_role("button", name="锁定对象并抽样").click()
    expect(desk.locator("#progress")).to_be_visible()
    quarter.run("campaigns-prepare")
    here = f"/portal/campaigns/{quarter.campaign().number}"
    committee = come_in(quarter.open_page(DESK), quarter.cast.committee, here)
    expect(committee.locator("#step")).to_contain_text("已抽中 3000 人")
    committee.get_by_role("button", name="启动").click()
    expect(committee.locator("#step")).to_contain_text(re.compile(r"0 / 3,?000"))


def letters(quarter: Quarter) -> str:
    """The clock asks everybody at the bounded rate; a dozen mails really leave. The link of the first."""
    for _minute in range(CUSTOMERS // 600):
        quarter.travel(MINUTE)
        quarter.run("campaigns-send")
    assert quarter.session.scalars(select(CampaignMember.state).distinct()).all() == [MemberState.QUEUED]
    first = select(OutboxMessage.id).where(OutboxMessage.kind == INVITATION).order_by(OutboxMessage.id)
    others = update(OutboxMessage).where(
        OutboxMessage.kind == INVITATION, OutboxMessage.id.not_in(first.limit(LETTERS))
    )
    quarter.session.execute(others.values(state=Delivery.SENT, sent_at=now()))
    quarter.run("deliver", "campaigns-follow")
    assert len([each for each in quarter.mail.arrived if "/s/" in each.body()]) == LETTERS
    found = next(filter(None, (LINK.search(each.body()) for each in quarter.mail.arrived)))
    return found[1]


def on_a_phone(quarter: Quarter, link: str) -> Page:
    """One customer begins on the way, and goes on later: without JavaScript, one question a screen (S-05)."""
    phone = quarter.open_page(PHONE, java_script_enabled=False)
    phone.goto(f"{link}?rating=2")
    phone.get_by_role("button", name="确认，下一题").tap()
    expect(phone.locator("#question")).to_have_text("主要是哪些地方让您不满意？")
    phone.goto("about:blank")
    phone.goto(link)
    expect(phone.locator("#question")).to_have_text("主要是哪些地方让您不满意？")
    phone.get_by_label("收费不清楚、和说好的不一样").check()
    phone.get_by_role("button", name="下一题").tap()
    for word in ("一般", "不满意", "没有联系过", "6"):
        phone.locator("label", has_text=re.compile(rf"^\s*{word}\s*$")).first.tap()
        below = phone.get_by_role("button", name="下一题").bounding_box()
        assert below is not None
        assert below["y"] + below["height"] <= PHONE["viewport"]["height"], "a tap without scrolling"
        phone.get_by_role("button", name="下一题").tap()
    expect(phone.locator("#question")).to_have_text("下个季度，您最希望我们改进什么？")
    phone.get_by_role("textbox").fill("账单写清楚一点")
    phone.get_by_role("button", name="完成").tap()
    expect(phone.locator("main")).to_contain_text("每个季度的结果，我们都会公布")
    return phone


def others(quarter: Quarter) -> None:
    """Hundreds of others answer, in the proportions that a seed gives."""
    draw = Random(7)
    asked = quarter.session.scalars(
        select(Invitation)
        .outerjoin(Response, Response.invitation_id == Invitation.id)
        .where(Response.id.is_(None))
        .order_by(Invitation.id)
        .limit(ANSWERING)
        .options(selectinload(Invitation.response))
    ).all()
    document = asked[0].version.content
    for invitation in asked:
        answers = {}
        for question, answer in Customer(draw.gauss(3.9, 0.9), "zh", draw, "quarterly").says(document):
            if invitation.response is None:
                surveys.save(invitation, question, answer, now=now())
            else:
                surveys.keep(invitation.response.id, question, answer, now=now())
            answers[question.code] = answer
        surveys.complete(invitation, answers, now=now())
    quarter.run("campaigns-follow")


def satisfied(quarter: Quarter) -> str:
    """The satisfied share as the stored rows say it, reckoned apart from the product."""
    said = quarter.session.scalars(select(ResponseItem.choice).where(ResponseItem.question == "overall"))
    counted = Counter(said)
    assert counted.total() == ANSWERING + 1
    return f"{100 * (counted[5] + counted[4]) / sum(counted[point] for point in FIVE):.1f}%"


def report(quarter: Quarter, number: str, share: str) -> None:
    """The inspector has it counted and writes; the leading group approves (S-07)."""
    desk = come_in(quarter.open_page(DESK), quarter.cast.inspector, f"/portal/campaigns/{number}")
    desk.get_by_role("link", name="查看结果").click()
    expect(desk.locator("main")).to_contain_text(share)
    desk.goto("/portal/reports/new")
    desk.locator("[name=period]").select_option(number)
    desk.get_by_role("button", name="统计并起草").click()
    for passage, zh, en in (
        ("introduction", "这个季度我们邀请了全部客户。", "We invited every customer this quarter."),
        ("action", "账单逐项写明收费。", "Bills name every charge."),
    ):
        desk.locator(f"[name={passage}_zh]").fill(zh)
        desk.locator(f"[name={passage}_en]").fill(en)
    send(desk, desk.get_by_role("button", name="保存"))
    address = desk.url
    send(desk, desk.get_by_role("button", name="提交审批"))
    leader = come_in(quarter.open_page(DESK), quarter.cast.leader, address)
    expect(leader.locator("#part-dimensions")).to_contain_text(share)
    leader.get_by_role("button", name="批准并发布").click()
    expect(leader.locator("#report-steps")).to_contain_text("发布")


def test_a_quarter_from_the_questionnaire_to_the_published_report(quarter: Quarter) -> None:
    """S-01, S-03, S-04, S-05, S-06, S-07: each by who may; the public figure is that of the rows."""
    customers(CUSTOMERS)
    questionnaire(quarter)
    campaign(quarter)
    phone = on_a_phone(quarter, letters(quarter))
    others(quarter)
    share = satisfied(quarter)
    quarter.travel(15 * DAY)
    quarter.run("campaigns-end")
    over = quarter.campaign()
    version = quarter.session.get_one(QuestionnaireVersion, over.version_id)
    assert (over.state, version.number) == (CampaignState.ENDED, 2)
    states = Counter(quarter.session.scalars(select(CampaignMember.state)))
    assert states == {MemberState.ANSWERED: ANSWERING + 1, MemberState.SILENT: CUSTOMERS - ANSWERING - 1}

    report(quarter, over.number, share)
    quarter.session.rollback()
    published = quarter.session.scalars(select(SatisfactionReport)).one()
    assert (published.state, published.ended_by_id) == (ReportState.PUBLISHED, quarter.cast.leader.id)
    for language, invited in (("zh", "3000 人"), ("en", "3000")):
        phone.goto(f"/results/{over.number}?lang={language}")
        expect(phone.locator(".report-figure")).to_have_text(share)
        expect(phone.locator("main")).to_contain_text(invited)
        assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["viewport"]["width"]
