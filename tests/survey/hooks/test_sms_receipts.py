"""R-03: a gateway tells what became of messages: signed, fresh, in batches, as often as it likes."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from time_machine import Traveller
from werkzeug.test import TestResponse

from models.cases.actions.letters import send_letter
from models.cases.tables import Case
from models.db import db
from models.events.actions import SYSTEM
from models.events.queries import history
from models.outbox.actions import claim, note_outlet, settle_sent
from models.outbox.tables import Delivery, Means, Notice, OutboxMessage, Receipt
from survey.hooks.receipts import LONGEST, MOST
from tests.cast import Cast
from tests.client import Client
from tests.models.revisits.cases import opened
from tests.moments import MONDAY
from tests.servers.gateway import GatewayServer
from tests.together import Crowd

ADDRESS = "/hooks/sms/receipts"
MINUTE = timedelta(minutes=1)
AT = (MONDAY + MINUTE).isoformat()
Tell = Callable[..., TestResponse]


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    """Requests are signed at this moment."""
    return at(MONDAY + 2 * MINUTE)


@pytest.fixture
def keyed(app: Flask, gateway: GatewayServer) -> Iterator[Flask]:
    """An installation with a gateway."""
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(sms_url=gateway.url, sms_key=gateway.key)
    yield app
    app.config["HUIYIN"] = before


@pytest.fixture
def tell(keyed: Flask, client: Client, session: Session, gateway: GatewayServer) -> Tell:
    """The gateway tells of receipts."""

    def tell(*receipts: dict[str, Any], late: float = 0, key: str = "") -> TestResponse:
        moment = (MONDAY + 2 * MINUTE).timestamp() - late
        answer = client.post(ADDRESS, **gateway.receipts(*receipts, moment=moment, key=key))
        session.expire_all()
        return answer

    return tell


@pytest.fixture
def case(session: Session, cast: Cast) -> Case:
    """One whose customer was sent the reply by SMS."""
    note_outlet(Means.SMS, open=True, countries=["86"])
    case = opened(cast, email=None)
    db.session.flush()
    assert send_letter("reply", case, by=SYSTEM, now=MONDAY) is not None
    message = reply()
    mine = claim(message.id, now=MONDAY)
    assert mine is not None
    settle_sent(mine, subject="", text="好了", html="", gateway_id="g-1", parts=1, now=MONDAY)
    session.commit()
    return case


def reply() -> OutboxMessage:
    return db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "reply")).one()


def said(status: str = "delivered", **more: str) -> dict[str, Any]:
    return {"id": reply().message_id, "status": status, "at": AT} | more


def test_a_message_that_arrived(case: Case, tell: Tell) -> None:
    answer = tell(said())
    assert (answer.status_code, answer.get_json()) == (200, {"taken": 1})
    assert (reply().state, reply().delivered_at) == (Delivery.SENT, MONDAY + MINUTE)


def test_one_that_failed_is_told_on_its_case_and_to_whoever_has_it(
    session: Session, case: Case, cast: Cast, tell: Tell
) -> None:
    for _ in range(2):
        assert tell(said("failed", reason="absent")).status_code == 200
    assert (reply().state, reply().last_error) == (Delivery.FAILED, "the gateway says: absent")
    kinds = [event.kind for event in history(case.audit_name)]
    assert kinds.count("case.sms_failed") == 1
    notices = session.scalars(select(Notice).where(Notice.kind == "sms_failed")).all()
    assert [notice.staff_id for notice in notices] == [cast.handler.id]


def test_the_order_does_not_matter(case: Case, tell: Tell) -> None:
    tell(said("failed"), said("delivered"))
    assert reply().state is Delivery.SENT
    tell(said("failed"))
    assert reply().delivered_at == MONDAY + MINUTE


def test_what_is_not_ours_is_answered_in_the_same_way(session: Session, case: Case, tell: Tell) -> None:
    ours, others = tell(said()), tell(said() | {"id": "nobody"})
    assert (ours.status_code, ours.data) == (others.status_code, others.data)
    assert session.scalar(select(func.count(Receipt.id))) == 1


def test_a_forged_or_an_old_one_is_refused(session: Session, case: Case, tell: Tell) -> None:
    """Signed with another key, from yesterday, or from a clock that is ahead: nothing is kept."""
    answers = [tell(said(), key="x" * 40), tell(said(), late=301), tell(said(), late=-301)]
    assert [(each.status_code, each.get_json()["error"]) for each in answers] == [(401, "signature")] * 3
    assert session.scalar(select(func.count(Receipt.id))) == 0


def test_a_changed_body_is_refused(keyed: Flask, case: Case, client: Client, gateway: GatewayServer) -> None:
    request = gateway.receipts(said(), moment=(MONDAY + MINUTE).timestamp())
    request["data"] = request["data"].replace(b"delivered", b"failed")
    assert client.post(ADDRESS, **request).status_code == 401


def test_a_message_that_we_sent_is_no_receipt(keyed: Flask, client: Client, gateway: GatewayServer) -> None:
    """Both directions are signed with one key: what was seen in one cannot be used in the other."""
    request = gateway.receipts(moment=MONDAY.timestamp())
    assert client.post(ADDRESS, **request).status_code == 422


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "changes",
    [
        {"status": "lost"},
        {"at": "yesterday"},
        {"at": "2026-11-23T10:00:00"},
        {"id": ""},
        {"id": "a\x00b"},
        {"id": "号"},
        {"reason": "\x00"},
        {"reason": "<b>"},
        {"reason": "x" * 61},
    ],
)
def test_what_cannot_be_read_is_refused_whole(
    session: Session, case: Case, tell: Tell, changes: dict[str, str]
) -> None:
    assert tell(said(), said() | changes).status_code == 422
    assert session.scalar(select(func.count(Receipt.id))) == 0


def test_too_many_at_once_are_refused(case: Case, tell: Tell) -> None:
    assert tell(*[said()] * MOST).status_code == 200
    assert tell(*[said()] * (MOST + 1)).status_code == 422
    assert tell(*[said(reason="x" * 60) | {"more": "y" * (LONGEST // 10)}] * 11).status_code == 413


def test_without_a_key_there_is_no_such_address(app: Flask, client: Client) -> None:
    assert client.post(ADDRESS, data=json.dumps({})).status_code == 404


@pytest.mark.both_databases
def test_two_deliveries_at_once(
    session: Session, case: Case, keyed: Flask, gateway: GatewayServer, crowd: Crowd
) -> None:
    """Two processes of the gateway tell the same: both are thanked, staff are told once."""
    request = gateway.receipts(said("failed"), moment=(MONDAY + 2 * MINUTE).timestamp())
    browsers = [keyed.test_client() for _ in range(2)]
    presses = [lambda browser=browser: browser.post(ADDRESS, **request) for browser in browsers]
    assert crowd.together(*presses) == [200, 200]
    assert session.scalar(select(func.count(Receipt.id))) == 1
    assert session.scalar(select(func.count(Notice.id)).where(Notice.kind == "sms_failed")) == 1
