"""Several people who do something at the same moment, each in a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.cases.tables import Case
from models.people.tables import Staff
from survey.keys import proof_of
from tests.client import Client

Press = Callable[[], TestResponse]


class Crowd:
    """Prepares what each of several people is about to send, and lets them send it at once."""

    def __init__(self, app: Flask, session: Session) -> None:
        self._app = app
        self._session = session

    def staff(self, person: Staff, address: str, **fields: str) -> Press:
        """Somebody at the portal, about to send a form."""
        browser = self._browser().come_in(person)
        return lambda: browser.send(address, **fields)

    def step(self, person: Staff, case: Case, step: str, **fields: str) -> Press:
        """Somebody at the portal, about to take a step on the case as it is now."""
        typed = {f"{step}-{name}": value for name, value in ({"version": str(case.version)} | fields).items()}
        return self.staff(person, f"/portal/cases/{case.number}/{step}", **typed)

    def customer(self, case: Case, step: str, **fields: str) -> Press:
        """The customer on the page of the case, about to take a step."""
        browser, address = self._browser(), f"/track/{case.number}/{step}"
        with self._app.app_context():
            typed = {"key": proof_of(case)} | fields
        return lambda: browser.post(address, data=typed, content_type="multipart/form-data")

    def together(self, *presses: Press) -> list[int]:
        """All press at once; what each was answered, in order of size. Rows are read anew afterwards."""
        self._session.commit()
        start = Barrier(len(presses))

        def press(one: Press) -> int:
            start.wait(timeout=60)
            return one().status_code

        with ThreadPoolExecutor(len(presses)) as people:
            answers = sorted(people.map(press, presses))
        self._session.rollback()
        self._session.expire_all()
        return answers

    def _browser(self) -> Client:
        browser = self._app.test_client()
        assert isinstance(browser, Client)
        return browser


@pytest.fixture
def crowd(app: Flask, session: Session) -> Crowd:
    """People who press at the same moment."""
    return Crowd(app, session)
