"""`HOTLINE_HOST`: the reporters' pages are on a host of their own, and nothing else is (W-02)."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.cast import Cast
from tests.client import Client

OWN = "report.example.com"
THERE = f"http://{OWN}"


@pytest.fixture(autouse=True)
def own_host(app: Flask) -> Iterator[None]:
    before = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(hotline_host=OWN)
    yield
    app.config["HUIYIN"] = before


@pytest.mark.parametrize("path", ["/hotline", "/hotline/new", "/hotline/report"])
def test_w02_the_pages_are_there_and_lead_there(client: Client, cast: Cast, path: str) -> None:
    """With the language that was chosen; what is sent to the other host goes nowhere, so is not repeated."""
    assert client.get(path, base_url=THERE).status_code == 200
    away = client.get(f"{path}?lang=en")
    assert (away.status_code, away.headers["Location"]) == (303, f"{THERE}{path}?lang=en")
    assert client.get(path).headers["Location"] == f"{THERE}{path}"
    assert client.post(path, data={"code": "x", "text": "x"}).status_code in (404, 405)


def test_w02_nothing_else_is_there(client: Client, cast: Cast) -> None:
    """No portal, no login, no feedback form: who opens the bare host stands before the hotline."""
    start = client.get("/", base_url=THERE)
    assert (start.status_code, start.headers["Location"]) == (303, "/hotline")
    client.come_in(cast.agent)
    for path in ("/portal/", "/login", "/feedback", "/track", "/portal/hotline", "/help", "/nothing"):
        assert client.get(path, base_url=THERE).status_code == 404, path
    assert client.get("/portal/").status_code == 200


def test_w02_what_the_pages_are_made_of_is_there(client: Client, cast: Cast) -> None:
    """Styles come from the same host, as the policy of the page demands; and a proxy can ask how it is."""
    page = client.get("/hotline", base_url=THERE).text
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert style.startswith("/")
    assert client.get(style, base_url=THERE, buffered=True).status_code == 200
    assert client.get("/health", base_url=THERE).status_code == client.get("/health").status_code


def test_w02_no_cookie_is_set_there(client: Client, cast: Cast) -> None:
    for path in ("/", "/hotline", "/hotline/new", "/hotline/report"):
        assert client.get(path, base_url=THERE).headers.getlist("Set-Cookie") == []
