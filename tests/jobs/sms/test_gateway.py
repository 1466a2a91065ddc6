"""R-02, R-03: talking to a real gateway: signed, once, within limits; what it refuses and puts off."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from jobs.sending.errors import Delayed, Refused, Unreachable
from jobs.sms import gateway as protocol
from jobs.sms.gateway import LONGEST_ANSWER, Gateway
from jobs.sms.message import Sms
from tests.servers.gateway import (
    GatewayServer,
    Plan,
    accept,
    lose_the_answer,
    refuse,
    say_nothing,
    trickle,
)

RECEIPTS = "https://voice.yunfan.example/hooks/sms/receipts"
SMS = Sms(
    key="k1",
    to="+8613812345678",
    text="【云帆网络】您好 𠮷",
    language="zh",
    kind="revisit_invitation",
    parts=1,
)


@pytest.fixture
def way(gateway: GatewayServer) -> Iterator[Gateway]:
    """A conversation with the gateway."""
    way = Gateway(gateway.url, SecretStr(gateway.key), receipts=RECEIPTS)
    way.make_ready()
    yield way
    way.close()


def test_an_sms_is_handed_over_signed_and_whole(gateway: GatewayServer, way: Gateway) -> None:
    assert way.send(SMS) == "g-1"
    (taken,) = gateway.taken.values()
    assert taken.message == {
        "id": "k1",
        "to": "+8613812345678",
        "text": "【云帆网络】您好 𠮷",
        "language": "zh",
        "kind": "revisit_invitation",
        "parts": 1,
        "receipts": RECEIPTS,
    }


def test_a_wrong_key_lets_nothing_leave(gateway: GatewayServer) -> None:
    way = Gateway(gateway.url, SecretStr("x" * 40), receipts=RECEIPTS)
    way.make_ready()
    with pytest.raises(Unreachable, match=r"^127\.0\.0\.1:[0-9]+: 401 signature$"):
        way.send(SMS)
    way.close()
    assert gateway.taken == {}


def test_many_leave_over_one_connection(gateway: GatewayServer, way: Gateway) -> None:
    names = [way.send(replace(SMS, key=f"k{number}")) for number in range(3)]
    assert (names, gateway.connections) == (["g-1", "g-2", "g-3"], 1)


def test_a_lost_answer_on_a_new_connection_is_left_to_the_retry(gateway: GatewayServer, way: Gateway) -> None:
    """R-03: it may have been sent; the second attempt has the same key, so it is sent once."""
    gateway.plan(lose_the_answer)
    with pytest.raises(Delayed, match="no answer"):
        way.send(SMS)
    way.make_ready()
    assert way.send(SMS) == "g-1"
    assert (gateway.asked, len(gateway.taken)) == (["k1", "k1"], 1)


def test_a_kept_connection_that_was_closed_meanwhile_is_opened_anew(
    gateway: GatewayServer, way: Gateway
) -> None:
    way.send(SMS)
    gateway.plan(lose_the_answer)
    assert way.send(replace(SMS, key="k2")) == "g-2"
    assert (gateway.connections, len(gateway.taken)) == (2, 2)


@pytest.mark.parametrize("plan", [say_nothing, trickle])
def test_a_gateway_that_does_not_come_to_an_end_is_cut_off(
    gateway: GatewayServer, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "CONNECT", 0.3)
    monkeypatch.setattr(protocol, "WHOLE", 0.6)
    way = Gateway(gateway.url, SecretStr(gateway.key), receipts=RECEIPTS)
    way.make_ready()
    gateway.plan(plan)
    with pytest.raises(Delayed):
        way.send(SMS)
    way.close()


@pytest.mark.parametrize(
    ("status", "content", "said"),
    [
        (
            422,
            {"error": "bad_number", "message": "+8613812345678 is none"},
            "422 bad_number 138****5678 is none",
        ),
        (422, {"error": "blocked"}, "422 blocked"),
        (410, b"<html>gone</html>", "410"),
        (413, {"error": "too_long", "message": "line\nbreak"}, "413 too_long line break"),
    ],
)
def test_what_will_never_be_taken_is_refused(
    gateway: GatewayServer, way: Gateway, status: int, content: object, said: str
) -> None:
    """R-03: a bad number, a blocked one, a text that is not allowed; numbers are masked (X-03)."""
    gateway.plan(refuse(status, content))
    with pytest.raises(Refused) as problem:
        way.send(SMS)
    assert str(problem.value) == said


@pytest.mark.parametrize(
    ("status", "asked", "after", "rest"),
    [
        (429, "120", timedelta(minutes=2), True),
        (429, "", timedelta(), True),
        (429, "999999", timedelta(hours=1), True),
        (503, "Fri, 27 Nov 2026 08:00:00 GMT", timedelta(), True),
        (500, "", timedelta(), False),
        (409, "5", timedelta(seconds=5), False),
        (400, "", timedelta(), False),
    ],
)
def test_what_may_be_taken_later_is_put_off(
    gateway: GatewayServer, way: Gateway, status: int, asked: str, after: timedelta, rest: bool
) -> None:
    """R-03: as long as the gateway asks for, an hour at most."""
    gateway.plan(refuse(status, {"error": "later"}, Retry_After=asked))
    with pytest.raises(Delayed, match=f"^{status} later$") as problem:
        way.send(SMS)
    assert (problem.value.after, problem.value.rest) == (after, rest)


@pytest.mark.parametrize("content", [b"", b"ok", b"[]", b'{"id": ""}', b'{"id": 7}', b'{"id": "a b"}'])
def test_an_answer_without_a_name_is_none(gateway: GatewayServer, way: Gateway, content: bytes) -> None:
    gateway.plan(refuse(200, content))
    with pytest.raises(Delayed, match="names no id"):
        way.send(SMS)


def test_an_answer_without_end_is_not_read(gateway: GatewayServer, way: Gateway) -> None:
    gateway.plan(refuse(200, b'{"id": "g-1", "more": "' + b"x" * LONGEST_ANSWER + b'"}'), accept)
    with pytest.raises(Delayed, match="too long"):
        way.send(SMS)
    way.make_ready()
    assert way.send(replace(SMS, key="k2")) == "g-1"


def test_redirects_are_not_followed(gateway: GatewayServer, way: Gateway) -> None:
    gateway.plan(refuse(307, b"", Location=f"http://127.0.0.1:{gateway.port}/elsewhere"))
    with pytest.raises(Unreachable, match="307"):
        way.send(SMS)
    assert gateway.redirected == 0


def test_who_does_not_listen_is_unreachable() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        way = Gateway(f"http://127.0.0.1:{port}/secret", SecretStr("k" * 40), receipts=RECEIPTS)
        with pytest.raises(Unreachable, match=f"^127.0.0.1:{port}: ") as problem:
            way.make_ready()
    assert "secret" not in str(problem.value)


def test_a_gateway_without_encryption_behind_https_is_unreachable(gateway: GatewayServer) -> None:
    way = Gateway(f"https://127.0.0.1:{gateway.port}/", SecretStr(gateway.key), receipts=RECEIPTS)
    with pytest.raises(Unreachable):
        way.make_ready()
    assert gateway.asked == []
