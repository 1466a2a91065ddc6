"""What browsers are told about every page, and what they may keep."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.cast import Cast
from tests.client import Client
from tests.web.conftest import House

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}


@pytest.mark.parametrize(
    "path", ["/square", "/portal/login", "/nothing-here", "/static/favicon.svg", "/healthz"]
)
def test_every_answer_is_strict(visitor: Client, path: str) -> None:
    with visitor.get(path) as answer:
        headers = answer.headers
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_portal_pages_are_not_kept(visitor: Client) -> None:
    headers = visitor.get("/portal/login").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"


def test_public_pages_give_no_address_away(visitor: Client) -> None:
    """Their addresses may hold a secret (H-08)."""
    headers = visitor.get("/square").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_files_are_kept_while_their_content_stays(small: Flask, visitor: Client) -> None:
    with small.test_request_context():
        address = small.url_for("static", filename="favicon.svg")
    assert "?v=" in address
    with visitor.get(address) as versioned, visitor.get("/static/favicon.svg") as plain:
        assert "immutable" in versioned.headers["Cache-Control"]
        assert "immutable" not in plain.headers["Cache-Control"]


def test_no_cookie_until_one_is_needed(visitor: Client) -> None:
    assert visitor.get("/square").headers.getlist("Set-Cookie") == []
    assert visitor.post("/square").headers.getlist("Set-Cookie") == []


def test_over_tls_cookies_are_bound_to_the_host(
    small_with: Callable[..., Flask], cast: Cast, house: House
) -> None:
    app = small_with(public_url="https://huiyin.example.com")
    client = app.test_client()
    assert isinstance(client, Client)

    def remember() -> str:
        from flask import session

        session["seen"] = True
        return "done"

    house.does = remember
    answer = client.get("/square?lang=en", base_url="https://huiyin.example.com")
    cookies = sorted(answer.headers.getlist("Set-Cookie"))
    assert [cookie.split("=")[0] for cookie in cookies] == ["__Host-huiyin", "__Host-lang"]
    for cookie in cookies:
        parts = set(cookie.split("; "))
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
        assert not any(part.startswith("Domain") for part in parts)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_behind_a_trusted_proxy_the_reader_is_who_the_proxy_says(
    small_with: Callable[..., Flask], house: House
) -> None:
    from flask import request

    house.does = lambda: f"{request.remote_addr} {request.scheme}"
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    assert small_with().test_client().get("/square", headers=headers).text == "127.0.0.1 http"
    trusting = small_with(trusted_proxies=1).test_client()
    assert trusting.get("/square", headers=headers).text == "203.0.113.9 https"


def test_languages_share_no_cache(visitor: Client, house: House) -> None:
    vary = visitor.get("/square").headers["Vary"]
    assert {"Accept-Language", "Cookie"} <= {part.strip() for part in vary.split(",")}
