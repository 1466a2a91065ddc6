"""R-03: what waits in the outbox arrives at a real mail server, once, or says why not."""

from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.job import Tally
from models.clock import SHANGHAI
from models.outbox.actions import claim
from models.outbox.rules import CLAIM
from models.outbox.tables import Delivery, OutboxMessage
from models.rulebook.queries import rules_at
from tests.jobs.conftest import OpenCase, RunJob
from tests.models.outbox.messages import queued
from tests.moments import MONDAY
from tests.servers.smtp import MailServer
from web.config import Config
from web.home import Home

pytestmark = pytest.mark.both_databases
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def only(session: Session) -> OutboxMessage:
    """The one message in the outbox, as it is stored now."""
    session.expire_all()
    return session.scalars(select(OutboxMessage)).one()


def test_h01_an_acknowledgement_arrives_with_number_link_and_promise(
    session: Session, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = complain()
    assert run_job("deliver", MONDAY) == Tally(done=1)
    (mail,) = by_smtp.arrived
    assert mail.recipients == ("zhao.lan@example.com",)
    assert mail.sender == "service@yunfan.example"
    assert mail.subject == f"【云帆网络】您的反馈已收到，工单号 [{case.number}]"
    for body in (mail.body(), mail.body("html")):
        assert "2026-11-23（周一）14:00" in body
        assert f"https://voice.yunfan.example/track/{case.number}?key=" in body
    row = only(session)
    assert (row.state, row.sent_at is not None) == (Delivery.SENT, True)
    assert row.subject == mail.subject
    assert (row.text or "").splitlines() == mail.body().splitlines()
    assert (row.html or "").splitlines() == mail.body("html").splitlines()


def test_r03_what_was_sent_is_not_sent_again(
    complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    complain()
    tallies = [run_job("deliver", MONDAY + n * HOUR) for n in range(3)]
    assert tallies == [Tally(done=1), Tally(), Tally()]
    assert len(by_smtp.arrived) == 1


def test_h05_the_mails_of_a_case_thread(
    session: Session, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = complain()
    run_job("deliver", MONDAY)
    for hours in (1, 2):
        queued(to="zhao.lan@example.com", about=case.audit_name, facts={"text": "在查"}, now=MONDAY)
        run_job("deliver", MONDAY + hours * HOUR)
    first, second, third = (mail.message for mail in by_smtp.arrived)
    assert first["In-Reply-To"] is None
    assert second["In-Reply-To"] == first["Message-ID"]
    assert third["References"].split() == [first["Message-ID"], second["Message-ID"]]
    assert first["Message-ID"].endswith("@voice.yunfan.example>")
    assert len({mail["Message-ID"] for mail in (first, second, third)}) == 3


def test_r03_a_sender_that_died_is_followed_under_the_same_message_id(
    session: Session, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    """Whether its mail arrived nobody knows: the receiving side can tell that both are one."""
    complain()
    row = only(session)
    assert claim(row.id, now=MONDAY) is not None  # and then the process is killed
    assert run_job("deliver", MONDAY + CLAIM) == Tally()
    assert run_job("deliver", MONDAY + CLAIM + SECOND) == Tally(done=1)
    (mail,) = by_smtp.arrived
    assert mail.message["Message-ID"] == f"<{row.message_id}@voice.yunfan.example>"
    assert only(session).attempts == 2


def test_r03_a_mail_that_kills_its_senders_is_given_up(
    session: Session, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    complain()
    row, now = only(session), MONDAY
    for _ in range(len(rules_at(MONDAY).sending.retry_after_minutes) + 1):
        assert claim(row.id, now=now) is not None
        now += CLAIM + SECOND
    assert run_job("deliver", now) == Tally()
    assert by_smtp.arrived == []
    assert only(session).state is Delivery.FAILED


def test_r03_a_refused_mail_fails_at_once(
    session: Session, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    by_smtp.refuse_with = "550 5.1.1 no such user"
    complain()
    assert run_job("deliver", MONDAY) == Tally()
    row = only(session)
    assert (row.state, row.last_error) == (Delivery.FAILED, "550 5.1.1 no such user")


def test_r03_a_delayed_mail_backs_off_and_arrives(
    session: Session, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    by_smtp.refuse_with = "451 4.7.1 come back later"
    complain()
    run_job("deliver", MONDAY)
    row = only(session)
    assert (row.state, row.last_error) == (Delivery.WAITING, "451 4.7.1 come back later")
    wait = timedelta(minutes=rules_at(MONDAY).sending.retry_after_minutes[0])
    assert wait <= row.not_before - MONDAY < wait + HOUR
    by_smtp.refuse_with = ""
    assert run_job("deliver", MONDAY) == Tally()
    assert run_job("deliver", row.not_before + SECOND) == Tally(done=1)
    assert only(session).last_error == ""


def test_r03_while_no_server_answers_no_attempt_is_counted(
    app: Flask, session: Session, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    """A server that is down for a night must not use up what each mail may be tried."""
    for number in range(3):
        complain(email=f"customer{number}@example.com")
    config = app.config["HUIYIN"]
    app.config["HUIYIN"] = config.with_changes(smtp_url="smtp://127.0.0.1:9")
    tally = run_job("deliver", MONDAY)
    assert (tally.done, tally.failed) == (0, 1)
    assert tally.error.startswith("127.0.0.1:9: ")
    assert [
        (row.state, row.attempts) for row in session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    ] == [(Delivery.WAITING, 0)] * 3
    app.config["HUIYIN"] = config
    assert run_job("deliver", MONDAY) == Tally(done=3)


def test_r03_a_letter_that_cannot_be_written_does_not_stop_the_others(
    session: Session, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    bad = queued("reply", now=MONDAY - HOUR, about="case:HY-19990101-0001")
    unknown = queued("no_such_occasion", now=MONDAY - HOUR)
    complain()
    tally = run_job("deliver", MONDAY)
    assert (tally.done, tally.failed) == (1, 2)
    assert len(by_smtp.arrived) == 1
    session.expire_all()
    assert (bad.state, bad.last_error) == (
        Delivery.WAITING,
        "LookupError: there is no case:HY-19990101-0001 to write about",
    )
    assert (unknown.state, unknown.attempts) == (Delivery.WAITING, 1)


def test_r03_a_reply_waits_for_the_morning(
    session: Session, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    """Quiet hours: the acknowledgement answers at night, the reply does not wake anybody."""
    night = datetime(2026, 11, 23, 23, 30, tzinfo=SHANGHAI)
    case = complain(night)
    queued("reply", to="zhao.lan@example.com", about=case.audit_name, facts={"text": "好了"}, now=night)
    assert run_job("deliver", night) == Tally(done=1)
    assert [mail.subject.count("已收到") for mail in by_smtp.arrived] == [1]
    waiting = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "reply")).one()
    contact = rules_at(night).contact
    assert waiting.not_before == rules_at(night).calendar(contact.calendar).next_open(night)
    assert waiting.attempts == 0
    assert run_job("deliver", waiting.not_before + SECOND) == Tally(done=1)


def test_r03_a_customer_is_not_written_to_more_often_than_the_rulebook_says(
    session: Session, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = complain()
    most = rules_at(MONDAY).contact.messages_a_day
    for number in range(most + 1):
        facts = {"text": f"进展 {number}"}
        queued(to="zhao.lan@example.com", about=case.audit_name, facts=facts, now=MONDAY)
    assert run_job("deliver", MONDAY) == Tally(done=1 + most)
    last = session.scalars(select(OutboxMessage).where(OutboxMessage.state == Delivery.WAITING)).one()
    assert last.not_before > MONDAY + timedelta(hours=23)
    assert run_job("deliver", MONDAY + HOUR) == Tally()
    assert run_job("deliver", last.not_before + SECOND) == Tally(done=1)


def test_without_a_server_mails_become_files_and_count_as_sent(
    app: Flask, session: Session, complain: OpenCase, run_job: RunJob
) -> None:
    case = complain()
    assert run_job("deliver", MONDAY) == Tally(done=1)
    row = only(session)
    config: Config = app.config["HUIYIN"]
    raw = (Home(config.home).mail / f"{row.message_id}.eml").read_bytes()
    mail = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(mail, EmailMessage)
    assert case.number in str(mail["Subject"])
    assert row.state is Delivery.SENT


def test_h08_the_link_in_the_mail_is_the_customers_own(
    app: Flask, complain: OpenCase, run_job: RunJob, by_smtp: MailServer
) -> None:
    case = complain()
    run_job("deliver", MONDAY)
    address = next(line for line in by_smtp.arrived[0].body().splitlines() if line.startswith("https://"))
    parts = urlsplit(address)
    assert parts.path == f"/track/{case.number}"
    proof = parts.query.removeprefix("key=")
    assert app.extensions["signer"].proves("track", case.track_subject, proof)
    assert not app.extensions["signer"].proves("track", f"{case.number}.2", proof)
