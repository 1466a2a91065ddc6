"""V-04: what a person wrote and what a program wrote are told apart, with headers and without."""

from datetime import timedelta

import pytest

from models.mailbox.rules.classify import Ours, Sort, answer_to, may_be_answered, report_of, sort_of
from models.mailbox.rules.parse import parse
from models.mailbox.rules.parsed import Delivered
from tests.mails import machines
from tests.mails.letters import CUSTOMER, SERVICE, mail, raw
from tests.moments import MONDAY

OURS = Ours(frozenset({SERVICE, "no-reply@yunfan.example"}), "voice.yunfan.example")
LETTER = "abcdefghijklmnopqrstuvwxyz@voice.yunfan.example"


def sort(content: bytes) -> Sort:
    return sort_of(parse(content), OURS, most_hops=40)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (mail(), Sort.VOICE),
        (mail(subject="自动回复的短信太多，投诉"), Sort.VOICE),
        (mail(subject="退信用卡手续费"), Sort.VOICE),
        (mail(subject="发送失败，短信发不出去"), Sort.VOICE),
        (mail(Auto_Submitted="no"), Sort.VOICE),
        (mail(Auto_Submitted="auto-generated"), Sort.VOICE),  # how a firm's monitoring complains
        (mail(Auto_Submitted="auto-generated", References=f"<{LETTER}>"), Sort.AUTO_REPLY),
        (machines.out_of_office(), Sort.AUTO_REPLY),
        (machines.out_of_office(marked=False), Sort.AUTO_REPLY),
        (machines.out_of_office(marked=False, subject="Automatic reply: case"), Sort.AUTO_REPLY),
        (machines.out_of_office(marked=False, subject="Out of Office"), Sort.AUTO_REPLY),
        (mail(X_Autoreply="yes"), Sort.AUTO_REPLY),
        (mail(X_Autorespond="your mail"), Sort.AUTO_REPLY),
        (mail(Precedence="auto_reply"), Sort.AUTO_REPLY),
        (machines.invitation_accepted(), Sort.AUTO_REPLY),
        (machines.bounce(LETTER), Sort.BOUNCE),
        (machines.bounce(LETTER, action="delayed", status="4.4.1"), Sort.RECEIPT),
        (machines.bounce(LETTER, action="delivered", status="2.1.5"), Sort.RECEIPT),
        (machines.bounce(LETTER, action="", status="5.7.1"), Sort.BOUNCE),
        (machines.read_receipt(LETTER), Sort.RECEIPT),
        (machines.bounce_in_words(LETTER), Sort.BOUNCE),
        (machines.bounce_in_words(LETTER, subject="Undeliverable: 您的反馈已收到"), Sort.BOUNCE),
        (machines.bounce_in_words(LETTER, subject="Undeliverable", sender="system@x.example"), Sort.BOUNCE),
        (machines.bounce_in_words("x@elsewhere", subject="Undeliverable", sender=CUSTOMER), Sort.VOICE),
        (machines.bounce_in_words(LETTER, subject="Warning: message delayed", sender=CUSTOMER), Sort.VOICE),
        (mail(sender=f"云帆 <{SERVICE}>"), Sort.OWN),
        (mail(sender="service+hy-20261121-0042.x@yunfan.example"), Sort.OWN),
        (mail(X_Loop=SERVICE), Sort.LOOP),
        (raw(*["Received: x"] * 41, f"From: {CUSTOMER}", body="x"), Sort.LOOP),
        (raw(*["Received: x"] * 40, f"From: {CUSTOMER}", body="x"), Sort.VOICE),
    ],
    ids=lambda value: value.value if isinstance(value, Sort) else "",
)
def test_what_it_is(content: bytes, wanted: Sort) -> None:
    """V-04: auto-replies, bounces (also without headers), loops, our own mail."""
    assert sort(content) is wanted


def test_what_a_report_says() -> None:
    """V-04."""
    report = report_of(parse(machines.bounce(LETTER)), OURS)
    assert report is not None
    assert (report.delivered, report.status) == (Delivered.FAILED, "5.1.1")
    assert report.said == f"550 5.1.1 <{CUSTOMER}>: no such user here"
    assert LETTER in parse(machines.bounce(LETTER)).inner_names
    assert LETTER in parse(machines.bounce_in_words(LETTER)).inner_names


@pytest.mark.parametrize(
    ("headers", "answered"),
    [
        ({}, True),
        ({"Auto_Submitted": "no"}, True),
        ({"Auto_Submitted": "auto-generated"}, False),
        ({"Precedence": "bulk"}, False),
        ({"List_Id": "<users.example.com>"}, False),
        ({"Return_Path": "<>"}, False),
        ({"X_Auto_Response_Suppress": "DR, AutoReply"}, False),
        ({"X_Auto_Response_Suppress": "None"}, True),
        ({"sender": "noreply@shop.example"}, False),
        ({"sender": "no-reply@shop.example", "Reply_To": CUSTOMER}, True),
        ({"sender": "Mail Administrator"}, False),
    ],
)
def test_who_gets_an_automatic_answer(headers: dict[str, str], answered: bool) -> None:
    """V-04: not programs, lists, and those who ask for none (RFC 3834)."""
    found = parse(mail(**headers))  # type: ignore[arg-type]
    assert may_be_answered(found, arrived_at=MONDAY, now=MONDAY, within_days=3) is answered


def test_old_mail_gets_no_automatic_answer() -> None:
    """V-04: a mailbox that is asked for the first time may hold years."""
    week_ago = MONDAY - timedelta(days=7)
    assert not may_be_answered(parse(mail()), arrived_at=week_ago, now=MONDAY, within_days=3)


def test_answers_go_to_the_writer_and_nobody_else() -> None:
    """V-04: a Reply-To decides only where the writer's own address reads no mail."""
    assert answer_to(parse(mail(Reply_To="victim@x.example"))) == CUSTOMER
    assert answer_to(parse(mail(sender="no-reply@x.example", Reply_To="a@x.example"))) == "a@x.example"
