"""S-04, S-05: two hundred customers answer at once, and the server is killed in the middle of it."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from threading import Event, Lock
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.ids import Signer
from models.revisits.tables import Revisit, RevisitAnswer
from models.revisits.words import RevisitState
from models.surveys.tables import Invitation, Response, ResponseItem
from tests.models.revisits.many import ask_many
from tests.servers.databases import Fill
from tests.servers.served import free_port, served

pytestmark = pytest.mark.real_clock

CUSTOMERS = 200
SAID = {"overall": "4", "solved": "1", "attitude": "5", "speed": "4", "comment": ""}
"""What each of them answers, question by question."""
KILLED_AFTER = 250
"""So many answers were taken when the server is killed: some customers are at each question then."""
SEE_OTHER = 303


def all_asked() -> None:
    """A beginning: each customer holds a link. Commits."""
    ask_many(CUSTOMERS)


@pytest.fixture
def beginning(beginning: tuple[Fill, ...]) -> tuple[Fill, ...]:
    return (*beginning, all_asked)


class Crowd:
    """Customers who send an answer again until it is taken, as a person does whose page did not go on."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.taken = 0
        self.enough = Event()
        self._lock = Lock()

    def answer(self, link: str) -> None:
        for question, said in SAID.items():
            while not self._send(f"{link}/q/{question}", said):
                time.sleep(0.05)
            with self._lock:
                self.taken += 1
                if self.taken >= KILLED_AFTER:
                    self.enough.set()

    def _send(self, path: str, said: str) -> bool:
        """Whether the answer was taken; False where the server is not there. Raises for a refusal."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, urlencode({"answer": said}), form)
            status = connection.getresponse().status
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        assert status == SEE_OTHER, status
        return True


@pytest.fixture
def environ(app: Flask) -> dict[str, str]:
    """The installation of the test, as a server of its own sees it."""
    config = app.config["HUIYIN"]
    ours = {"HOME": str(config.home), "PORT": str(free_port()), "WORKERS": "2", "CLOCK": "off"}
    ours |= {"DATABASE_URL": config.database_url}
    return {**os.environ, **{f"HUIYIN_{key}": value for key, value in ours.items()}}


@pytest.mark.both_databases
def test_s04_no_answer_is_lost_and_none_is_doubled(
    app: Flask, cast: object, session: Session, environ: dict[str, str]
) -> None:
    """What was taken is there after the server was killed; what was sent twice is there once."""
    signer: Signer = app.extensions["signer"]
    links = ["/s/" + signer.token("survey", each) for each in session.scalars(select(Invitation.locator))]
    session.rollback()
    crowd = Crowd(int(environ["HUIYIN_PORT"]))
    with ThreadPoolExecutor(CUSTOMERS) as customers:
        with served(environ):
            answering = [customers.submit(crowd.answer, link) for link in links]
            crowd.enough.wait()
        with served(environ):
            for each in answering:
                each.result()
    responses = session.scalars(select(Response)).all()
    assert len(responses) == len({each.invitation_id for each in responses}) == CUSTOMERS
    assert all(each.completed_at is not None for each in responses)
    items = session.execute(
        select(ResponseItem.response_id, ResponseItem.question, ResponseItem.choice, ResponseItem.words)
    ).all()
    choices = {question: int(said) if said else None for question, said in SAID.items()}
    expected = {(each.id, question, said, None) for each in responses for question, said in choices.items()}
    assert len(items) == len(expected)
    assert {tuple(each) for each in items} == expected
    assert set(session.scalars(select(Revisit.state))) == {RevisitState.ANSWERED}
    carried = session.scalars(select(RevisitAnswer.revisit_id)).all()
    assert len(carried) == len(set(carried)) == CUSTOMERS
