"""Forms that other sites send in somebody's name: tokens in the portal, the sender's origin outside."""

import re

import pytest
from flask import Flask, render_template_string

from tests.cast import Cast
from tests.client import Client
from tests.web.conftest import House

FIELD = '<input name="csrf_token" value="{{ csrf_token() }}">'


def token_of(client: Client, house: House) -> str:
    """A token as a page of the portal carries it."""
    house.does = lambda: render_template_string(FIELD)
    found = re.search(r'value="([^"]+)"', client.get("/portal/room").text)
    house.does = lambda: "done"
    assert found
    return found[1]


def test_the_portal_takes_a_form_with_its_token(cast: Cast, visitor: Client, house: House) -> None:
    token = token_of(visitor.come_in(cast.plain), house)
    assert visitor.post("/portal/room", data={"csrf_token": token}).text == "done"
    assert visitor.post("/portal/room", headers={"X-CSRFToken": token}).text == "done"


@pytest.mark.parametrize("token", ["", "forged", "IjEyMyI.aaaaaa.bbbbbbbbbbbbbbbbb"])
def test_without_it_nothing_happens(cast: Cast, visitor: Client, house: House, token: str) -> None:
    visitor.come_in(cast.plain)
    token_of(visitor, house)
    answer = visitor.post("/portal/room", data={"csrf_token": token}, headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert "表单已失效" in answer.text


def test_a_token_of_somebody_else_is_no_good(cast: Cast, small: Flask, visitor: Client, house: House) -> None:
    other = small.test_client()
    assert isinstance(other, Client)
    foreign = token_of(other.come_in(cast.hr), house)
    token_of(visitor.come_in(cast.plain), house)
    assert visitor.post("/portal/room", data={"csrf_token": foreign}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost"},
        {"Origin": "null"},
    ],
)
def test_the_public_site_takes_its_own_forms(visitor: Client, headers: dict[str, str]) -> None:
    """Without cookie or token: an old browser says nothing, a page without referrer says null."""
    answer = visitor.post("/square", headers=headers)
    assert (answer.status_code, answer.text) == (200, "done")
    assert answer.headers.getlist("Set-Cookie") == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost@evil.example"},
        {"Origin": "nonsense"},
    ],
)
def test_and_nobody_elses(visitor: Client, headers: dict[str, str]) -> None:
    answer = visitor.post("/square", headers={**headers, "Accept-Language": "en"})
    assert answer.status_code == 400
    assert "This form has expired" in answer.text


def test_reading_is_free(visitor: Client) -> None:
    assert visitor.get("/square", headers={"Sec-Fetch-Site": "cross-site"}).text == "done"
