"""Requests as no browser of ours sends them: each gets a clear answer, and none keeps others waiting."""

import sqlite3
from collections.abc import Callable
from io import RawIOBase
from typing import Any

import pytest
from flask import Flask, request
from sqlalchemy.engine import make_url
from werkzeug.test import EnvironBuilder, run_wsgi_app

from models.people.queries import staff_with_login
from tests.cast import Cast
from tests.client import Client
from tests.web.conftest import House


def asked(app: Flask, method: str, path: str, **environ: Any) -> int:
    """The status of a request that is given as a server hands it over, byte by byte."""
    given = EnvironBuilder(path=path, method=method).get_environ() | environ
    _body, status, _headers = run_wsgi_app(app, given, buffered=True)
    return int(status.split()[0])


@pytest.mark.parametrize("query", ["q=\xff\xfe", "\xff", "lang=\xd6\xd0", "q=\xe5\xa4\xa9"])
def test_bytes_in_the_query(cast: Cast, small: Flask, house: House, query: str) -> None:
    """Old programs do not escape them, and not all of them are UTF-8."""
    house.does = lambda: request.args.get("q", "")
    assert asked(small, "GET", "/square", QUERY_STRING=query) == 200


def test_bytes_in_the_query_are_read_where_they_are_text(cast: Cast, small: Flask, house: House) -> None:
    seen = []
    house.does = lambda: seen.append(request.args["q"]) or "done"  # type: ignore[func-returns-value]
    asked(small, "GET", "/square", QUERY_STRING="q=\xe5\xa4\xa9%E6%B0%94")
    assert seen == ["天气"]


@pytest.mark.parametrize("path", ["/square?q=a%00b", "/square?%71=%00", "/nothing%00"])
def test_a_nul_in_an_address(cast: Cast, visitor: Client, path: str) -> None:
    answer = visitor.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert "We could not read that request" in answer.text


@pytest.mark.both_databases
@pytest.mark.parametrize("number", [2**31, 10**20, int("9" * 30)])
def test_a_number_that_no_row_has(cast: Cast, client: Client, number: int) -> None:
    """The database cannot even look for it, so nothing is there."""
    client.come_in(cast.agent)
    assert client.send(f"/portal/notices/{number}/opening").status_code == 404
    client.come_in(cast.administrator)
    assert client.get(f"/portal/outbox/{number}").status_code == 404


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "path",
    ["cases?q=%00", "cases?department=%00", "cases/HY%00", "people/T%00", "departments/K%00", "outbox?q=%00"],
)
def test_a_nul_in_a_list(cast: Cast, client: Client, path: str) -> None:
    assert client.come_in(cast.administrator).get(f"/portal/{path}").status_code == 400


@pytest.mark.parametrize("name", ["Referer", "HX-Current-URL"])
def test_a_page_before_that_is_no_address(cast: Cast, visitor: Client, name: str) -> None:
    headers = {name: "http://[", "HX-Request": "true"}
    answer = visitor.get("/portal/room", headers=headers)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/portal/login")


def test_an_origin_that_is_no_address_is_not_ours(cast: Cast, visitor: Client) -> None:
    assert visitor.post("/square", headers={"Origin": "http://["}).status_code == 400


class SlowBody(RawIOBase):
    """The body of a form, which asks a question of its own while the server waits for it."""

    def __init__(self, body: bytes, ask: Callable[[], None]) -> None:
        self._body = body
        self._ask = ask

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._ask()
        part, self._body = self._body[: len(buffer)], self._body[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


@pytest.fixture
def others_write(small: Flask) -> Callable[[], None]:
    """Fails when somebody holds the write lock of the database."""
    path = make_url(small.config["SQLALCHEMY_DATABASE_URI"]).database

    def write() -> None:
        other = sqlite3.connect(path or "", timeout=0)
        other.execute("BEGIN IMMEDIATE")
        other.close()

    return write


def test_a_slow_form_keeps_nobody_from_writing(
    cast: Cast, visitor: Client, house: House, others_write: Callable[[], None]
) -> None:
    """The body is waited for before the first question to the database, which takes the write lock."""
    questions = []

    def act() -> str:
        questions.append(staff_with_login("agent"))
        with pytest.raises(sqlite3.OperationalError):
            others_write()  # now it is held
        return request.form["text"]

    house.does = act
    answer = visitor.post(
        "/square",
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input": SlowBody(b"text=slow", others_write), "CONTENT_LENGTH": "9"},
    )
    assert (answer.text, len(questions)) == ("slow", 1)


def test_nor_does_a_slow_form_of_somebody_who_is_logged_in(
    cast: Cast, visitor: Client, others_write: Callable[[], None]
) -> None:
    """Who somebody is, is a question too."""
    answer = visitor.come_in(cast.agent).post(
        "/portal/room",
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input": SlowBody(b"text=slow", others_write), "CONTENT_LENGTH": "9"},
    )
    assert answer.status_code == 400  # no form token


def test_strangers_are_sent_away_before_their_form_has_come(cast: Cast, visitor: Client) -> None:
    def never() -> None:
        raise AssertionError("nobody asked for this")

    answer = visitor.post(
        "/portal/room",
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input": SlowBody(b"text=slow", never), "CONTENT_LENGTH": "9"},
    )
    assert answer.status_code == 303
