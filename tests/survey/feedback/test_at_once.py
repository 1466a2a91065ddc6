"""The same form from several connections at the same moment is one case (V-08)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.outbox.tables import OutboxMessage
from tests.cast import Cast
from tests.client import Client
from tests.survey.feedback.sending import send
from tests.survey.track.following import follow

TIMES = 4


@pytest.mark.both_databases
def test_a_double_press_that_arrives_at_once(app: Flask, cast: Cast, session: Session) -> None:
    session.commit()
    together = Barrier(TIMES)

    def press(_turn: int) -> int:
        client = app.test_client()
        assert isinstance(client, Client)
        together.wait(timeout=30)
        return send(client).status_code

    with ThreadPoolExecutor(TIMES) as people:
        assert list(people.map(press, range(TIMES))) == [303] * TIMES
    session.rollback()
    case = session.scalars(select(Case)).one()
    assert session.scalar(select(func.count(OutboxMessage.id))) == 1
    client = app.test_client()
    assert isinstance(client, Client)
    assert follow(client, case).status_code == 200
