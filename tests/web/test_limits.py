"""Requests that are too large get a clear answer and store nothing."""

from io import BytesIO

import pytest
from flask import request

from tests.cast import Cast
from tests.client import Client
from tests.web.conftest import House
from web.security import LARGEST_REQUEST, LARGEST_TEXT, MOST_FIELDS


def read() -> str:
    """What a view does with a form."""
    return str(len(request.form))


@pytest.fixture
def reader(house: House) -> House:
    house.does = read
    return house


def test_too_much_in_all(visitor: Client, reader: House) -> None:
    answer = visitor.post(
        "/square",
        input_stream=BytesIO(b"--b"),
        content_length=LARGEST_REQUEST + 1,
        content_type="multipart/form-data; boundary=b",
        headers={"Accept-Language": "zh"},
    )
    assert answer.status_code == 413
    assert "内容太大" in answer.text
    assert "55 MB" in answer.text


def test_too_much_text(visitor: Client, reader: House) -> None:
    """V-02: a text has a limit long before the server's memory does."""
    answer = visitor.post(
        "/square",
        data={"text": "x" * (LARGEST_TEXT + 1)},
        content_type="multipart/form-data",
        headers={"Accept-Language": "en"},
    )
    assert answer.status_code == 413
    assert "That was too large" in answer.text


def test_too_many_fields(visitor: Client, reader: House) -> None:
    many = {f"field-{n}": "" for n in range(MOST_FIELDS + 1)}
    answer = visitor.post("/square", data=many, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_as_much_as_is_allowed(visitor: Client, reader: House) -> None:
    answer = visitor.post(
        "/square", data={"text": "x" * (LARGEST_TEXT // 2)}, content_type="multipart/form-data"
    )
    assert answer.text == "1"


def test_under_htmx_the_page_stays(cast: Cast, visitor: Client, reader: House) -> None:
    """What was typed is not swapped away: the error stands above it."""
    answer = visitor.post(
        "/square",
        data={"text": "x" * (LARGEST_TEXT + 1)},
        content_type="multipart/form-data",
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 413
    assert answer.text.lstrip().startswith('<hx-partial hx-target="#flashes"')
