"""One message: its facts to operators, its words to who may see customers' data, its frame without script."""

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.schedule import BY_NAME
from models.campaigns.actions import try_out
from models.cases.tables import Case
from models.clock import now
from models.events.actions import SYSTEM
from models.events.queries import history
from models.outbox.actions import claim, overtake
from models.outbox.queries import due_ids
from models.outbox.tables import Delivery, OutboxMessage, Overtaken
from models.people.actions import set_roles
from models.people.roles import Role
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.campaigns.making import written
from tests.moments import MONDAY
from tests.portal.outbox.conftest import OpenCase, fail, message_about


def page_of(case: Case) -> str:
    return f"/portal/outbox/{message_about(case).id}"


def deliver(app: Flask) -> None:
    """Sends what waits; without a mail server it goes into files."""
    with app.app_context():
        assert BY_NAME["deliver"].run(MONDAY).done == 1


def test_x03_an_operator_sees_facts_and_not_the_words(operator: Client, complain: OpenCase) -> None:
    case = complain()
    shown = operator.get(page_of(case))
    facts = region(shown.text, "#message-facts")
    for words in ("待发送", "受理通知", case.number, "赵*兰 z***@example.com", "2026-11-23（周一）10:00"):
        assert words in facts
    assert "正文只对有权查看客户资料的人显示" in region(shown.text, "#not-readable")
    for secret in ("zhao.lan", "赵玉兰", case.title, "key="):
        assert secret not in shown.text
    assert operator.get(f"{page_of(case)}/letter").status_code == 404


def test_x03_whoever_may_see_customers_reads_it_without_its_secrets(
    app: Flask, session: Session, cast: Cast, operator: Client, complain: OpenCase
) -> None:
    """The links in it are the customer's own: they open nothing for anybody else."""
    case = complain()
    set_roles(cast.administrator, {Role.ADMINISTRATOR, Role.QUALITY_INSPECTOR}, by=SYSTEM, now=now())
    with app.app_context():
        proof = app.extensions["signer"].proof("track", case.track_subject)
    for sent in (False, True):
        page = operator.get(page_of(case)).text
        frame = operator.get(f"{page_of(case)}/letter").text
        assert case.title in region(page, "#letter-text")
        assert case.title in frame
        assert f"/track/{case.number}?key=••••••" in frame
        assert proof not in page + frame
        assert ('id="draft"' in page) is not sent
        if not sent:
            deliver(app)


@pytest.mark.usefixtures("demo")
def test_in_the_demo_the_mail_is_read_here_and_its_link_works(
    app: Flask, operator: Client, complain: OpenCase
) -> None:
    case = complain()
    deliver(app)
    page = operator.get(page_of(case)).text
    assert "您的反馈已收到" in page
    frame = html.document_fromstring(operator.get(f"{page_of(case)}/letter").text)
    (link, *_more) = frame.xpath("//a/@href")
    assert frame.xpath("//base/@target") == ["_blank"]
    followed = operator.get(link.removeprefix("http://localhost"), follow_redirects=True)
    assert followed.status_code == 200
    assert case.number in followed.text


@pytest.mark.usefixtures("demo")
def test_a_letter_is_shown_where_nothing_can_run(operator: Client, complain: OpenCase) -> None:
    """Its own policy: no script, no form, nothing fetched, framed by us alone; and the page may frame it."""
    case = complain(title="<script>alert(1)</script>")
    letter = operator.get(f"{page_of(case)}/letter")
    policy = letter.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "form-action 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "sandbox allow-popups" in policy
    assert letter.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "<script>alert" not in letter.text
    page = operator.get(page_of(case))
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    (frame,) = html.document_fromstring(page.text).xpath("//iframe")
    assert frame.get("sandbox") == "allow-popups allow-popups-to-escape-sandbox"
    other = operator.get("/portal/outbox")
    assert "frame-src" not in other.headers["Content-Security-Policy"]
    assert other.headers["X-Frame-Options"] == "DENY"


@pytest.mark.usefixtures("demo")
def test_a_letter_that_cannot_be_written_says_why(
    session: Session, operator: Client, complain: OpenCase
) -> None:
    case = complain()
    message = message_about(case)
    message.kind = "no_such_occasion"
    session.flush()
    page = operator.get(page_of(case))
    assert page.status_code == 200
    assert "这条消息无法生成" in region(page.text, "#fault")
    assert operator.get(f"{page_of(case)}/letter").status_code == 404


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999"])
def test_an_unknown_message_is_not_found(operator: Client, number: str) -> None:
    for end in ("", "/letter"):
        assert operator.get(f"/portal/outbox/{number}{end}").status_code == 404
    assert operator.send(f"/portal/outbox/{number}/attempt").status_code == 404


def test_x02_a_failed_message_is_sent_again(
    session: Session, cast: Cast, operator: Client, complain: OpenCase
) -> None:
    case = complain()
    message = message_about(case)
    fail(message)
    session.commit()
    answer = operator.submit(page_of(case), action="/attempt")
    assert (answer.status_code, answer.location) == (303, page_of(case))
    session.expire_all()
    assert message.state is Delivery.WAITING
    assert list(due_ids(now())) == [message.id]
    (event,) = history(f"message:{message.id}")
    assert (event.kind, event.staff_id) == ("message.retried", cast.administrator.id)


def test_x02_a_waiting_message_is_taken_back(session: Session, operator: Client, complain: OpenCase) -> None:
    case = complain()
    message = message_about(case)
    assert operator.submit(page_of(case), action="/cancellation").status_code == 303
    session.expire_all()
    assert message.state is Delivery.CANCELLED
    assert [event.kind for event in history(f"message:{message.id}")] == ["message.cancelled"]
    assert list(due_ids(MONDAY)) == []


def test_what_is_on_its_way_is_neither_taken_back_nor_doubled(
    session: Session, operator: Client, complain: OpenCase
) -> None:
    case = complain()
    message = message_about(case)
    claim(message.id, now=MONDAY)
    session.commit()
    assert "状态发送中" in region(operator.get(page_of(case)).text, "#message-facts")
    for verb in ("attempt", "cancellation"):
        assert operator.send(f"{page_of(case)}/{verb}").status_code == 409
    session.expire_all()
    assert (message.state, message.attempts) == (Delivery.SENDING, 1)


def test_r03_an_overtaken_message_says_why_and_is_not_sent_again(
    session: Session, cast: Cast, operator: Client, complain: OpenCase
) -> None:
    case = complain()
    message = message_about(case)
    assert overtake(message.id, Overtaken.WITHDRAWN, now=MONDAY)
    set_roles(cast.administrator, {Role.ADMINISTRATOR, Role.QUALITY_INSPECTOR}, by=SYSTEM, now=now())
    session.commit()
    row = region(operator.get("/portal/outbox?state=overtaken").text, f"#message-{message.id}")
    assert "已失效" in row
    assert "未发送：客户已撤回工单" in row
    page = operator.get(page_of(case)).text
    assert "未发送原因客户已撤回工单" in region(page, "#message-facts")
    assert "这封邮件不会再发送" in region(page, "#overtaken")
    assert "/attempt" not in page
    assert operator.send(f"{page_of(case)}/attempt").status_code == 409
    session.expire_all()
    assert (message.state, list(due_ids(now()))) == (Delivery.OVERTAKEN, [])


def test_all_failed_messages_are_sent_again_at_once(
    session: Session, operator: Client, complain: OpenCase
) -> None:
    """After a fault of the mail server that lasted too long."""
    messages = [message_about(complain()) for _ in range(3)]
    for message in messages[:2]:
        fail(message)
    session.commit()
    answer = operator.submit("/portal/outbox?state=failed", action="/attempts")
    assert answer.status_code == 303
    assert "2 条消息已重新排队" in operator.get(answer.location).text
    session.expire_all()
    assert [message.state for message in messages] == [Delivery.WAITING] * 3


def test_x01_an_auditor_reads_and_changes_nothing(cast: Cast, client: Client, complain: OpenCase) -> None:
    case = complain()
    client.come_in(cast.auditor)
    page = client.get(page_of(case))
    assert page.status_code == 200
    assert "/cancellation" not in page.text
    assert client.send(f"{page_of(case)}/cancellation").status_code == 403
    assert message_about(case).state is Delivery.WAITING


def test_a_letter_of_a_survey_names_its_campaign(operator: Client, cast: Cast, session: Session) -> None:
    """S-03, R-03: never our own name of the row."""
    campaign = written(cast)
    try_out(campaign, by=cast.agent, now=MONDAY)
    session.commit()
    message = session.scalars(select(OutboxMessage).where(OutboxMessage.about == campaign.audit_name)).one()
    facts = region(operator.get(f"/portal/outbox/{message.id}").text, "#message-facts")
    assert campaign.number in facts
    assert "campaign:" not in facts
