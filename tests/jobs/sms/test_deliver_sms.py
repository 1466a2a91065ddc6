"""R-02, R-03: what waits for a telephone arrives at a real gateway, once, or says why not."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.job import Tally
from jobs.sms.deliver import PATIENCE, deliver_sms
from models.cases.tables import Contact
from models.cases.words import ContactMeans
from models.clock import SHANGHAI
from models.events.queries import history
from models.outbox.actions import claim
from models.outbox.queries import takes_sms
from models.outbox.rules import CLAIM
from models.outbox.tables import Delivery, Means, Notice, OutboxMessage
from models.rulebook.queries import rules_at
from tests.jobs.conftest import OpenCase, RunJob
from tests.jobs.two_clocks import at_once
from tests.models.outbox.messages import queued
from tests.moments import MONDAY
from tests.servers.gateway import GatewayServer, lose_the_answer, refuse
from tests.servers.smtp import MailServer
from web.config import Config
from web.home import Home

PHONE = "+8613812345678"
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def texts(session: Session) -> list[OutboxMessage]:
    """All SMS as they are stored now."""
    session.expire_all()
    found = select(OutboxMessage).where(OutboxMessage.means == Means.SMS).order_by(OutboxMessage.id)
    return list(session.scalars(found))


def only(session: Session) -> OutboxMessage:
    (message,) = texts(session)
    return message


def test_r02_who_has_no_mail_address_is_written_to_by_sms(
    session: Session, complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    case = complain(email=None, phone=PHONE)
    assert only(session).to_address == PHONE
    assert run_job("deliver", MONDAY) == Tally()
    assert run_job("deliver-sms", MONDAY) == Tally(done=1)
    (sms,) = by_gateway.taken.values()
    assert sms.to == PHONE
    assert sms.text.startswith(
        f"【云帆网络】您的反馈已收到，工单号{case.number}。我们将于11月23日14:00前与您联系。查看进度："
        f"https://voice.yunfan.example/t/{case.number[3:].replace('-', '')}"
    )
    row = only(session)
    assert (row.state, row.text, row.subject, row.html) == (Delivery.SENT, sms.text, "", "")
    assert (row.gateway_id, row.parts, sms.message["parts"]) == ("g-1", 2, 2)
    (contact,) = session.scalars(select(Contact).where(Contact.case_id == case.id))
    assert (contact.means, contact.message_id) == (ContactMeans.SMS, row.id)


def test_h05_english_customers_get_english_texts(
    complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    complain(email=None, phone=PHONE, language="en")
    run_job("deliver-sms", MONDAY)
    begins = "【Yunfan Network】We got your message and will reply by 23 Nov 14:00: https://"
    assert by_gateway.texts[0].startswith(begins)


def test_r02_a_mail_address_goes_first_and_a_landline_gets_no_sms(
    session: Session, complain: OpenCase, by_gateway: GatewayServer
) -> None:
    complain(phone=PHONE)
    complain(email=None, phone="+8675512345678")
    complain(email=None, phone="+85251234567")
    assert texts(session) == []


def test_r02_without_a_gateway_everything_goes_on_as_before(
    session: Session, complain: OpenCase, run_job: RunJob
) -> None:
    assert run_job("deliver-sms", MONDAY) == Tally()
    assert not takes_sms(PHONE)
    complain(email=None, phone=PHONE)
    assert texts(session) == []


def test_r02_the_house_learns_of_a_gateway_and_that_it_went(
    app: Flask, session: Session, run_job: RunJob, gateway: GatewayServer
) -> None:
    before = app.config["HUIYIN"]
    changes = {"sms_url": gateway.url, "sms_key": gateway.key, "sms_countries": ("86", "852")}
    app.config["HUIYIN"] = before.with_changes(**changes)
    run_job("deliver-sms", MONDAY)
    assert takes_sms(PHONE)
    assert takes_sms("+85251234567")
    app.config["HUIYIN"] = before
    run_job("deliver-sms", MONDAY)
    session.rollback()
    assert not takes_sms(PHONE)


def test_r03_an_answer_that_got_lost_sends_nothing_twice(
    session: Session, complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    complain(email=None, phone=PHONE)
    by_gateway.plan(lose_the_answer)
    assert run_job("deliver-sms", MONDAY) == Tally()
    row = only(session)
    assert (row.state, row.attempts, row.last_error[:9]) == (Delivery.WAITING, 1, "no answer")
    assert run_job("deliver-sms", row.not_before + SECOND) == Tally(done=1)
    assert (len(by_gateway.asked), len(by_gateway.taken)) == (2, 1)
    assert only(session).state is Delivery.SENT


def test_r03_a_sender_that_died_is_followed_under_the_same_key(
    session: Session, complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    complain(email=None, phone=PHONE)
    row = only(session)
    assert claim(row.id, now=MONDAY) is not None  # and then the process is killed
    assert run_job("deliver-sms", MONDAY + CLAIM) == Tally()
    assert run_job("deliver-sms", MONDAY + CLAIM + SECOND) == Tally(done=1)
    assert by_gateway.asked == [row.message_id]


@pytest.mark.both_databases
def test_r03_two_clocks_send_each_once(
    session: Session, complain: OpenCase, by_gateway: GatewayServer, app: Flask
) -> None:
    for number in range(6):
        complain(email=None, phone=f"+861381234000{number}")
    with app.app_context():
        assert at_once(deliver_sms, MONDAY) == 6
    assert len(by_gateway.asked) == len(set(by_gateway.asked)) == 6


def test_r03_a_bad_number_fails_at_once_and_whoever_has_the_case_is_told(
    session: Session, complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    case = complain(email=None, phone=PHONE)
    by_gateway.plan(refuse(422, {"error": "bad_number"}))
    assert run_job("deliver-sms", MONDAY) == Tally()
    row = only(session)
    assert (row.state, row.last_error) == (Delivery.FAILED, "422 bad_number")
    assert history(case.audit_name)[-1].kind == "case.sms_failed"
    told = session.scalars(select(Notice).where(Notice.kind == "sms_failed")).all()
    assert {notice.about for notice in told} == {case.audit_name}


def test_r03_what_is_put_off_again_and_again_is_given_up(
    session: Session, complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    """The rulebook's waits, one after each attempt."""
    complain(email=None, phone=PHONE)
    waits = rules_at(MONDAY).sending.retry_after_minutes
    by_gateway.plan(*[refuse(500)] * (len(waits) + 1))
    now = MONDAY
    for minutes in waits:
        run_job("deliver-sms", now)
        row = only(session)
        assert row.state is Delivery.WAITING
        assert timedelta(minutes=minutes) <= row.not_before - now < timedelta(minutes=minutes + 1)
        now = row.not_before + SECOND
    run_job("deliver-sms", now)
    assert (only(session).state, only(session).last_error) == (Delivery.FAILED, "500")
    assert by_gateway.taken == {}


def test_r03_a_gateway_that_asks_for_rest_gets_it(
    session: Session, complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    for number in range(2):
        complain(email=None, phone=f"+861381234000{number}")
    by_gateway.plan(refuse(429, Retry_After="1200"))
    assert run_job("deliver-sms", MONDAY) == Tally()
    first, second = texts(session)
    assert (first.attempts, second.attempts) == (1, 0)
    assert first.not_before - MONDAY >= timedelta(minutes=20)
    assert run_job("deliver-sms", MONDAY + timedelta(minutes=19)) == Tally()
    assert len(by_gateway.asked) == 1
    assert run_job("deliver-sms", MONDAY + timedelta(minutes=21)) == Tally(done=2)


def test_r03_faults_in_a_row_end_the_run(
    session: Session, complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    for number in range(PATIENCE + 2):
        complain(email=None, phone=f"+861381234000{number}")
    by_gateway.plan(*[refuse(500)] * PATIENCE)
    assert run_job("deliver-sms", MONDAY) == Tally()
    assert [row.attempts for row in texts(session)] == [1] * PATIENCE + [0, 0]


def test_r03_while_no_gateway_answers_no_attempt_is_counted(
    app: Flask, session: Session, complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    complain(email=None, phone=PHONE)
    config = app.config["HUIYIN"]
    app.config["HUIYIN"] = config.with_changes(sms_url="http://127.0.0.1:9/")
    tally = run_job("deliver-sms", MONDAY)
    assert (tally.done, tally.failed, tally.error[:13]) == (0, 1, "127.0.0.1:9: ")
    assert (only(session).state, only(session).attempts) == (Delivery.WAITING, 0)
    app.config["HUIYIN"] = config
    assert run_job("deliver-sms", MONDAY) == Tally(done=1)


def test_r03_what_waits_for_a_gateway_that_is_no_more_fails(
    app: Flask, session: Session, complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    complain(email=None, phone=PHONE)
    app.config["HUIYIN"] = app.config["HUIYIN"].with_changes(sms_url="")
    run_job("deliver-sms", MONDAY)
    row = only(session)
    assert (row.state, row.last_error) == (Delivery.FAILED, "no SMS gateway is configured")


def test_r03_quiet_hours_hold_for_sms(
    session: Session, complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer
) -> None:
    """What answers the customer's own step leaves at once; nothing else wakes anybody."""
    night = datetime(2026, 11, 23, 23, 30, tzinfo=SHANGHAI)
    case = complain(night, email=None, phone=PHONE)
    reply = queue_reply(case.audit_name, night)
    assert run_job("deliver-sms", night) == Tally(done=1)
    session.expire_all()
    contact = rules_at(night).contact
    assert reply.not_before == rules_at(night).calendar(contact.calendar).next_open(night)
    assert run_job("deliver-sms", reply.not_before + SECOND) == Tally(done=1)


def queue_reply(about: str, now: datetime) -> OutboxMessage:
    return queued("reply", to=PHONE, about=about, means=Means.SMS, facts={"text": "好了"}, now=now)


def test_r02_in_the_demo_sms_become_files(
    app: Flask, session: Session, complain: OpenCase, run_job: RunJob
) -> None:
    before: Config = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(demo=True)
    run_job("deliver-sms", MONDAY)
    complain(email=None, phone=PHONE)
    assert run_job("deliver-sms", MONDAY) == Tally(done=1)
    row = only(session)
    file = Home(before.home).sms / f"{row.message_id}.txt"
    assert file.read_text() == f"{PHONE}\n\n{row.text}\n"
    assert file.stat().st_mode & 0o077 == 0
    app.config["HUIYIN"] = before


def test_r03_mail_is_left_to_the_mail_server(
    complain: OpenCase, run_job: RunJob, by_gateway: GatewayServer, by_smtp: MailServer
) -> None:
    complain()
    assert run_job("deliver-sms", MONDAY) == Tally()
    assert run_job("deliver", MONDAY) == Tally(done=1)
    assert by_gateway.asked == []
