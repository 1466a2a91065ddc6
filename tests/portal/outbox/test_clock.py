"""The demo's clock button: everything that runs by itself, as if it were later; nowhere else."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import SHANGHAI, now
from models.jobs.queries import last_runs
from models.jobs.tables import JobRun
from models.outbox.tables import Delivery, OutboxMessage
from portal.outbox.clock import MOMENTS, moment_of
from tests.cast import Cast
from tests.client import Client
from tests.portal.outbox.conftest import OpenCase

CLOCK = "/portal/outbox/clock"


@pytest.mark.usefixtures("demo")
@pytest.mark.both_databases
def test_r03_the_demo_need_not_wait(session: Session, operator: Client, complain: OpenCase) -> None:
    case = complain()
    answer = operator.submit("/portal/outbox", action="/clock", moment="days")
    assert (answer.status_code, answer.location) == (303, "/portal/outbox")
    assert "发出 1 封邮件" in operator.get("/portal/outbox").text
    session.expire_all()
    message = session.scalars(select(OutboxMessage).where(OutboxMessage.about == case.audit_name)).one()
    assert message.state is Delivery.SENT
    assert {"deliver", "due-times", "seal"} <= set(last_runs())


@pytest.mark.usefixtures("demo")
def test_a_moment_that_was_not_offered_runs_nothing(session: Session, operator: Client) -> None:
    assert operator.send(CLOCK, moment="yesterday").status_code == 422
    assert session.scalars(select(JobRun)).all() == []


def test_outside_the_demo_there_is_no_such_button(session: Session, operator: Client) -> None:
    assert "/clock" not in operator.get("/portal/outbox").text
    assert operator.send(CLOCK, moment="now").status_code == 404
    assert session.scalars(select(JobRun)).all() == []


@pytest.mark.usefixtures("demo")
def test_an_auditor_does_not_run_it(cast: Cast, client: Client, app: Flask) -> None:
    client.come_in(cast.auditor)
    assert "/clock" not in client.get("/portal/outbox").text
    assert client.send(CLOCK, moment="now").status_code == 403


def test_days_ahead_begin_in_the_morning() -> None:
    for chosen in ("tomorrow", "days", "month"):
        there = moment_of(chosen).astimezone(SHANGHAI)
        assert (there.hour, there.minute) == (10, 0)
        assert moment_of(chosen) > now()
    assert moment_of("hour") - moment_of("now") < timedelta(hours=1, minutes=1)
    assert isinstance(moment_of("now"), datetime)
    assert set(MOMENTS) == {"now", "hour", "tomorrow", "days", "month"}
