"""Running jobs as the clock does, with a real mail server behind them."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jobs.job import Tally
from jobs.schedule import BY_NAME
from models.cases.actions import open_case
from models.cases.intake import Intake
from models.cases.tables import Case
from models.cases.words import Channel, Kind
from models.db import writing
from models.events.actions import CUSTOMER
from models.outbox.actions import note_outlet
from models.outbox.tables import Means
from tests.cast import Cast
from tests.moments import MONDAY
from tests.servers.gateway import GatewayServer
from tests.servers.smtp import MailServer

RunJob = Callable[[str, datetime], Tally]
OpenCase = Callable[..., Case]
SENDER = "云帆网络客户服务 <service@yunfan.example>"


@pytest.fixture
def run_job(app: Flask, session: Session) -> RunJob:
    """Runs a job by its name, in the whole application, on what the test's session has committed."""

    def run(name: str, now: datetime) -> Tally:
        session.commit()
        with app.app_context():
            return BY_NAME[name].run(now)

    return run


@pytest.fixture
def by_smtp(app: Flask, mail_server: MailServer) -> Iterator[MailServer]:
    """The mail server, configured as SMTP_URL."""
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(
        smtp_url=mail_server.url, mail_from=SENDER, public_url="https://voice.yunfan.example"
    )
    yield mail_server
    app.config["HUIYIN"] = before


@pytest.fixture
def by_gateway(app: Flask, session: Session, gateway: GatewayServer) -> Iterator[GatewayServer]:
    """The SMS gateway, configured as SMS_URL and known to be there."""
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(
        sms_url=gateway.url, sms_key=gateway.key, public_url="https://voice.yunfan.example"
    )
    with writing():
        note_outlet(Means.SMS, open=True, countries=["86"])
        session.commit()
    yield gateway
    app.config["HUIYIN"] = before


@pytest.fixture
def complain(session: Session, cast: Cast) -> OpenCase:
    """Opens a complaint, which queues its acknowledgement; any field of Intake can be given."""

    def complain(now: datetime = MONDAY, **fields: object) -> Case:
        given = {
            "kind": Kind.COMPLAINT,
            "channel": Channel.WEB,
            "problem": "每天晚上八点到十一点就断网，一晚上要断七八次。",
            "title": "宽带晚间频繁掉线",
            "name": "赵兰",
            "email": "zhao.lan@example.com",
        } | fields
        session.commit()
        with writing():
            case = open_case(Intake(**given), by=CUSTOMER, now=now)  # type: ignore[arg-type]
            session.commit()
        return case

    return complain
