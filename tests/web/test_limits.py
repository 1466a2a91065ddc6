"""Requests that are too large get a clear answer and store nothing."""

from io import BytesIO

import pytest
from flask import Flask, request
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.clock import now
from models.rulebook.document.parse import fingerprint
from models.rulebook.queries import rules_at
from models.rulebook.tables import Rulebook
from tests.cast import Cast
from tests.client import Client
from tests.web.conftest import House
from web.language.filters import in_megabytes
from web.security import LARGEST_REQUEST, LARGEST_TEXT, MEGABYTE, MOST_FIELDS, largest_request


def read() -> str:
    """What a view does with a form."""
    return str(len(request.form))


@pytest.fixture
def reader(small: Flask, house: House) -> House:
    """A house that reads forms, with limits that a test can reach quickly."""
    assert small.config["MAX_CONTENT_LENGTH"] == LARGEST_REQUEST
    assert small.config["MAX_FORM_MEMORY_SIZE"] == LARGEST_TEXT
    small.config.update(MAX_CONTENT_LENGTH=100_000, MAX_FORM_MEMORY_SIZE=10_000)
    house.does = read
    return house


def test_too_much_in_all(visitor: Client, reader: House) -> None:
    """Refused by its announced length, before it is read."""
    answer = visitor.post("/square", data={"text": "x" * 100_000}, headers={"Accept-Language": "zh"})
    assert answer.status_code == 413
    assert "内容太大" in answer.text
    assert "一次提交的文件和文字合计不超过 98 kB。" in answer.text


def test_v02_the_refusal_names_the_limits_that_hold(
    app: Flask, client: Client, cast: Cast, session: Session
) -> None:
    """The file's and the form's by the rulebook: no number stands in the sentence, nor twice in the code."""
    for most, whole in ((5, 53 * MEGABYTE), (20, 203 * MEGABYTE)):
        book = session.scalars(select(Rulebook)).one()
        document = {**book.document, "uploads": {**book.document["uploads"], "files": most}}
        changed = update(Rulebook).values(document=document, fingerprint=fingerprint(document))
        session.execute(changed)
        session.commit()
        assert largest_request(rules_at(now()).uploads) == whole
        answer = announce(client, whole + 1)
        assert answer.status_code == 413
        file = in_megabytes(rules_at(now()).uploads.file_bytes)
        assert f"一次提交的文件和文字合计不超过 {in_megabytes(whole)}，单个文件不超过 {file}。" in answer.text
        assert announce(client, whole).status_code != 413


def announce(client: Client, length: int) -> TestResponse:
    """A form with files that says how long it is; the body itself breaks off."""
    return client.post(
        "/feedback/new",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"wsgi.input": BytesIO(b"--x--\r\n"), "CONTENT_LENGTH": str(length)},
    )


def test_too_much_text(visitor: Client, reader: House) -> None:
    """V-02: a text has a limit long before the server's memory does."""
    answer = visitor.post(
        "/square",
        data={"text": "x" * 10_001},
        content_type="multipart/form-data",
        headers={"Accept-Language": "en"},
    )
    assert answer.status_code == 413
    assert "That was too large" in answer.text


def test_too_many_fields(visitor: Client, reader: House) -> None:
    many = {f"field-{n}": "x" for n in range(MOST_FIELDS + 1)}
    answer = visitor.post("/square", data=many, content_type="multipart/form-data")
    assert answer.status_code == 413


@pytest.mark.parametrize("announced", [True, False])
def test_too_much_text_in_a_form_without_parts(visitor: Client, reader: House, announced: bool) -> None:
    """Its memory has the same limit, whether or not its length was told beforehand."""
    body = b"text=" + b"x" * 10_000
    length = {"CONTENT_LENGTH": str(len(body))} if announced else {"wsgi.input_terminated": "1"}
    answer = visitor.post(
        "/square",
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input": BytesIO(body), "CONTENT_LENGTH": "", **length},
    )
    assert answer.status_code == 413


def test_too_many_fields_in_a_form_without_parts(visitor: Client, reader: House) -> None:
    form = "application/x-www-form-urlencoded"
    assert visitor.post("/square", data="a&" * (MOST_FIELDS - 1) + "a", content_type=form).text == "1"
    assert visitor.post("/square", data="a&" * MOST_FIELDS, content_type=form).status_code == 413


def test_a_body_that_is_no_form(visitor: Client, reader: House) -> None:
    for kind in ("application/json", "text/plain", ""):
        assert visitor.post("/square", data=b"{}", content_type=kind).text == "0"
        assert visitor.post("/square", data=b"x" * 20_000, content_type=kind).status_code == 413


def test_as_much_as_is_allowed(visitor: Client, reader: House) -> None:
    answer = visitor.post("/square", data={"text": "x" * 9_000}, content_type="multipart/form-data")
    assert answer.text == "1"


def test_under_htmx_the_page_stays(cast: Cast, visitor: Client, reader: House) -> None:
    """What was typed is not swapped away: the error stands above it."""
    answer = visitor.post(
        "/square",
        data={"text": "x" * 10_001},
        content_type="multipart/form-data",
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 413
    assert answer.text.lstrip().startswith('<hx-partial hx-target="#flashes"')
