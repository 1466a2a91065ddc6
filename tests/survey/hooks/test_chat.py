"""V-05: a chat tool hands a conversation over: signed, once, kept whole, with the link to rate it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import Traveller
from werkzeug.test import TestResponse

from models.cases.tables import Case, Chat
from models.cases.words import Channel
from models.outbox.tables import OutboxMessage
from tests.cast import Cast
from tests.client import Client
from tests.moments import MONDAY
from web.signatures import FRESH, MOMENT, SIGNATURE, signature

KEY = "k" * 40
SENT: dict[str, Any] = {
    "tool": "webchat",
    "conversation": "8f2c",
    "customer": {"name": "钱伟", "email": "Qian@Example.com"},
    "subject": "宽带断网",
    "ended_at": "2026-11-23T10:09:00+08:00",
    "lines": [
        {"speaker": "agent", "name": "客服小柯", "text": "您好"},
        {"speaker": "customer", "name": "钱伟", "at": "2026-11-23T10:02:40+08:00", "text": "晚上就断"},
    ],
}
Send = Callable[..., TestResponse]

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    """Requests are signed at this moment."""
    return at(MONDAY)


@pytest.fixture
def keyed(app: Flask) -> Iterator[Flask]:
    """An installation that takes chats."""
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(chat_key=KEY)
    yield app
    app.config["HUIYIN"] = before


@pytest.fixture
def send(keyed: Flask, client: Client, session: Session) -> Send:
    """Sends a conversation as a tool does."""

    def send(body: Any = None, *, key: str = KEY, late: float = 0, **changes: Any) -> TestResponse:
        raw = body if isinstance(body, bytes) else json.dumps(SENT | changes).encode()
        moment = str(int(MONDAY.timestamp() - late))
        headers = {MOMENT: moment, SIGNATURE: signature(key, moment, raw)}
        answer = client.post("/hooks/chat", data=raw, headers=headers, content_type="application/json")
        session.expire_all()
        return answer

    return send


def test_a_conversation_becomes_a_case(session: Session, client: Client, send: Send) -> None:
    """V-05: kept line by line; the answer has number, tracking link and the link to rate it in the chat."""
    answer = send()
    case = session.scalars(select(Case)).one()
    assert answer.status_code == 201
    assert answer.get_json()["number"] == case.number
    assert (case.channel, case.title, case.problem) == (Channel.CHAT, "宽带断网", "晚上就断")
    assert (case.contact_name, case.contact_email) == ("钱伟", "qian@example.com")
    chat = session.scalars(select(Chat)).one()
    assert chat.transcript == "客服小柯\n您好\n钱伟 2026-11-23 10:02:40\n晚上就断"
    rating = answer.get_json()["rating"].removeprefix("http://localhost")
    assert "您对这次在线客服的服务满意吗" in client.get(rating).text
    track = answer.get_json()["track"].removeprefix("http://localhost")
    assert client.get(track, follow_redirects=True).status_code == 200
    letters = session.scalars(select(OutboxMessage.kind)).all()
    assert letters == ["acknowledgement"], "the tool shows the link to rate it"


def test_sent_again_and_gone_on(session: Session, send: Send) -> None:
    """V-05: the same case, its new messages added; earlier ones cannot change."""
    first, second = send(), send()
    assert (second.status_code, second.get_json()) == (200, first.get_json())
    longer = [*SENT["lines"], {"speaker": "customer", "text": "还在吗"}]
    assert send(lines=longer).status_code == 200
    assert send(lines=SENT["lines"][1:]).status_code == 409
    assert len(session.scalars(select(Case)).all()) == 1


def test_the_tools_own_rating_is_kept(session: Session, send: Send) -> None:
    assert send(rating=2).get_json()["rating"] is None
    assert session.scalars(select(Chat.rating)).all() == [2]


@pytest.mark.parametrize(("key", "late"), [("x" * 40, 0), (KEY, FRESH.total_seconds() + 1)])
def test_only_who_signs_and_in_time(session: Session, send: Send, key: str, late: float) -> None:
    """V-05: a wrong key and an old request are refused alike, and nothing is kept."""
    answer = send(key=key, late=late)
    assert (answer.status_code, answer.get_json()["error"]) == (401, "signature")
    assert session.scalars(select(Case)).all() == []


@pytest.mark.parametrize("headers", [{}, {MOMENT: "١٢٣", SIGNATURE: "é"}, {MOMENT: "-1", SIGNATURE: "00"}])
def test_no_signature_at_all(keyed: Flask, client: Client, headers: dict[str, str]) -> None:
    sent = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    assert client.post("/hooks/chat", data=b"{}", headers=sent).status_code == 401


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"[]", ""),
        (b"\xff", ""),
        (json.dumps({**SENT, "lines": []}).encode(), "lines"),
        (json.dumps({**SENT, "conversation": " "}).encode(), "conversation"),
        (json.dumps({**SENT, "lines": [{"speaker": "robot", "text": "x"}]}).encode(), "lines.0.speaker"),
        (json.dumps({**SENT, "customer": {"email": "qian@"}}).encode(), "email"),
        (json.dumps({**SENT, "customer": {"phone": "abc"}}).encode(), "phone"),
        (json.dumps({**SENT, "rating": 6}).encode(), "rating"),
        (json.dumps({**SENT, "conversation": "\0"}).encode(), "conversation"),
        (json.dumps({**SENT, "customer": {"email": "qi\0an@example.com"}}).encode(), "email"),
        (json.dumps({**SENT, "customer": {"phone": "138\0"}}).encode(), "phone"),
        (json.dumps({**SENT, "ended_at": "0001-01-01T00:00:00+14:00"}).encode(), "ended_at"),
        (json.dumps({**SENT, "ended_at": "9999-12-31T23:59:59-12:00"}).encode(), "ended_at"),
    ],
)
def test_what_cannot_be_read(session: Session, send: Send, body: bytes, field: str) -> None:
    """V-05: 422 names what is wrong, without repeating what was said."""
    answer = send(body)
    assert (answer.status_code, answer.get_json()["field"]) == (422, field)
    assert session.scalars(select(Case)).all() == []


def test_without_a_key_there_is_nothing(client: Client, cast: Cast) -> None:
    assert client.post("/hooks/chat", data=b"{}").status_code == 404


@pytest.mark.both_databases
def test_signs_that_nobody_sees_are_left_out(session: Session, send: Send) -> None:
    """V-05: PostgreSQL can keep no zero sign; a tool that sends some gets a case all the same."""
    lines = [{"speaker": "customer", "name": "钱\0伟", "text": "晚上\0就断"}]
    customer = {"name": "钱\0伟", "account": "A\x001"}
    answer = send(tool="web\0chat", conversation="8\0f", subject="宽\0带", customer=customer, lines=lines)
    assert answer.status_code == 201
    case = session.scalars(select(Case)).one()
    assert (case.title, case.problem, case.contact_name) == ("宽带", "晚上就断", "钱伟")
