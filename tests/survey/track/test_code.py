"""H-08: a customer without the key opens the case by a code, by SMS or mail; nobody else learns anything."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.tables import Case, TrackingCode
from models.events.tables import Event
from models.outbox.actions import note_outlet
from models.outbox.tables import Means, OutboxMessage
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import new
from web.letters import Letter, render
from web.letters.links import HIDDEN

HOUR = timedelta(hours=1)
PHONE = "138 0013 8000"


@pytest.fixture(autouse=True)
def on_monday(at: Callable[[datetime], object], session: Session, cast: Cast) -> None:
    at(MONDAY)
    note_outlet(Means.SMS, open=True, countries=["86"])


@pytest.fixture
def case(session: Session) -> Case:
    """Its customer left a telephone number, and no mail address."""
    case = new(phone="+8613800138000", email=None)
    session.commit()
    return case


def ask(client: Client, number: str, contact: str) -> str:
    """Where the browser is sent, whatever fits."""
    sent = client.post("/track/code", data={"number": number, "contact": contact})
    assert sent.status_code == 303
    return str(sent.location)


def letter(client: Client, session: Session) -> tuple[OutboxMessage, Letter]:
    session.expire_all()
    message = session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == "tracking_code").order_by(OutboxMessage.id.desc())
    ).first()
    assert message is not None
    with client.application.app_context():
        return message, render(message, now=MONDAY)


def code_in(text: str) -> str:
    found = re.search(r"(?<!\d)(\d{6})(?!\d)", text)
    assert found
    return found[1]


def test_a_code_by_sms_opens_the_case_once(
    client: Client, session: Session, case: Case, valid_html: Callable[[str], None]
) -> None:
    start = client.get("/track").text
    assert "用短信或邮箱验证码查询" in start
    valid_html(client.get("/track/code").text)
    entry = ask(client, case.number.lower(), PHONE)
    message, sms = letter(client, session)
    assert (message.means, message.to_address) == (Means.SMS, "+8613800138000")
    assert "请勿告诉任何人" in sms.text
    assert "http" not in sms.text
    valid_html(client.get(entry).text)
    opened = client.post(entry, data={"code": f" {code_in(sms.text)[:3]} {code_in(sms.text)[3:]}"})
    assert opened.status_code == 303
    assert region(client.get(opened.location, follow_redirects=True).text, "#own-words")
    again = client.post(entry, data={"code": code_in(sms.text)})
    assert again.status_code == 404
    kinds = session.scalars(select(Event.kind).where(Event.subject == case.audit_name)).all()
    assert kinds[-2:] == ["case.code_sent", "case.code_used"]


def test_the_outbox_and_the_database_do_not_hold_the_code(
    client: Client, session: Session, case: Case
) -> None:
    ask(client, case.number, PHONE)
    message, sms = letter(client, session)
    code = code_in(sms.text)
    assert code not in (sms.kept_text or sms.text)
    assert HIDDEN in (sms.kept_text or "")
    row = session.scalars(select(TrackingCode)).one()
    assert code not in f"{row.salt} {message.facts}"


def test_by_mail_where_that_is_what_we_have(client: Client, session: Session) -> None:
    case = new(email="li@example.com")
    session.commit()
    entry = ask(client, case.number, "LI@example.com")
    message, mail = letter(client, session)
    assert message.means is Means.EMAIL
    assert code_in(mail.text) not in (mail.kept_html or "")
    assert client.post(entry, data={"code": code_in(mail.text)}).status_code == 303


def test_what_does_not_fit_looks_the_same_and_sends_nothing(
    client: Client, session: Session, case: Case
) -> None:
    for number, contact in (
        (case.number, "139 0013 9000"),
        (case.number, "li@example.com"),
        (case.number, "keine"),
        ("HY-20261123-9999", PHONE),
    ):
        entry = ask(client, number, contact)
        shown = client.get(entry)
        assert "如果工单号与您填写的手机号或邮箱相符" in shown.text
        assert client.post(entry, data={"code": "000000"}).status_code == 404
    assert session.scalars(select(TrackingCode)).all() == []
    assert client.post("/track/code", data={"number": "x", "contact": PHONE}).status_code == 422


@pytest.mark.both_databases
def test_guessing_ends_it_as_does_time_and_a_newer_one(
    client: Client, session: Session, case: Case, at: Callable[[datetime], object]
) -> None:
    entry = ask(client, case.number, PHONE)
    right = code_in(letter(client, session)[1].text)
    wrong = "000000" if right != "000000" else "000001"
    for _try in range(5):
        assert client.post(entry, data={"code": wrong}).status_code in (404, 429)
    assert session.scalars(select(TrackingCode.tries)).one() == 5
    at(MONDAY + timedelta(minutes=2))
    assert client.post(entry, data={"code": right}).status_code == 404
    ask(client, case.number, PHONE)
    second = code_in(letter(client, session)[1].text)
    ask(client, case.number, PHONE)
    assert client.post(entry, data={"code": second}).status_code == 404
    third = code_in(letter(client, session)[1].text)
    ask(client, case.number, PHONE)  # the fourth within the hour: none is sent
    assert len(session.scalars(select(TrackingCode)).all()) == 3
    at(MONDAY + timedelta(minutes=13))
    assert client.post(entry, data={"code": third}).status_code == 404


def test_without_a_gateway_nothing_is_promised_that_cannot_be_kept(
    client: Client, session: Session, case: Case
) -> None:
    note_outlet(Means.SMS, open=False, countries=[])
    session.commit()
    ask(client, case.number, PHONE)
    assert session.scalars(select(TrackingCode)).all() == []


def test_in_english_too(client: Client, case: Case) -> None:
    for address in ("/track/code?lang=en", f"/track/{case.number}/code?lang=en"):
        assert words_in_the_other_language(client.get(address).text, []) == []
