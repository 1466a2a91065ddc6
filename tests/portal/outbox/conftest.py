"""An operator at the outbox, and cases whose mails are in it."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from models.cases.actions import open_case
from models.cases.intake import Intake
from models.cases.tables import Case
from models.cases.words import Channel, Kind
from models.events.actions import CUSTOMER
from models.outbox.actions import claim, settle_failed
from models.outbox.queries import about
from models.outbox.tables import OutboxMessage
from tests.cast import Cast
from tests.client import Client
from tests.moments import MONDAY

OpenCase = Callable[..., Case]


@pytest.fixture
def operator(cast: Cast, client: Client) -> Client:
    """The administrator at the portal, who keeps the mail going and sees no customer."""
    return client.come_in(cast.administrator)


@pytest.fixture
def demo(app: Flask) -> Iterator[None]:
    """The installation is the demo company's."""
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(demo=True)
    yield
    app.config["HUIYIN"] = before


@pytest.fixture
def complain(session: Session, cast: Cast) -> OpenCase:
    """Opens a complaint, which queues its acknowledgement."""

    def complain(**fields: object) -> Case:
        given = {
            "kind": Kind.COMPLAINT,
            "channel": Channel.WEB,
            "problem": "每天晚上八点到十一点就断网。",
            "title": "宽带晚间频繁掉线",
            "name": "赵玉兰",
            "email": "zhao.lan@example.com",
        } | fields
        case = open_case(Intake(**given), by=CUSTOMER, now=MONDAY)  # type: ignore[arg-type]
        session.commit()
        return case

    return complain


def message_about(case: Case) -> OutboxMessage:
    """The one message about a case."""
    (message,) = about(case.audit_name)
    return message


def fail(message: OutboxMessage, error: str = "550 no such user") -> None:
    """Gives a message up, as the server refused it."""
    mine = claim(message.id, now=MONDAY)
    assert mine is not None
    settle_failed(mine, error=error, waits=(), now=MONDAY)
