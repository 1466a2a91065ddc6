"""Coming in and going out, as a browser does it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from models.clock import SHANGHAI
from models.db import db
from models.people.rules.second_factor import STEP
from models.people.tables import LoginSession, Staff
from portal.login.views import TRIES
from tests.cast import PASSWORD, Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def log_in(client: Client, login: str = "agent", password: str = PASSWORD, **fields: str) -> object:
    """Fill in the login form and send it."""
    return client.submit("/portal/login", "/portal/login", login=login, password=password, **fields)


def code(at: datetime, offset: int = 0) -> str:
    """What the app shows."""
    return pyotp.TOTP(SECRET).generate_otp(int(at.timestamp()) // STEP + offset)


def logins() -> list[LoginSession]:
    """All rows of logins, the newest last."""
    db.session.expire_all()
    return list(db.session.scalars(select(LoginSession).order_by(LoginSession.id)))


@pytest.fixture
def second_factor(cast: Cast, at: Callable[[datetime], object]) -> Staff:
    """An administrator who has set one up, at a fixed time."""
    at(NOW)
    cast.administrator.totp_secret, cast.administrator.totp_confirmed_at = SECRET, NOW
    return cast.administrator


def test_the_right_password_leads_to_my_day(cast: Cast, client: Client) -> None:
    answer = log_in(client)
    assert (answer.status_code, answer.location) == (303, "/portal/")
    assert [row.staff_id for row in logins()] == [cast.agent.id]
    assert region(client.get("/portal/account").text, "#account-logins")


def test_back_to_where_one_wanted_to_be(cast: Cast, client: Client) -> None:
    answer = client.get("/portal/account?x=1")
    assert answer.location == "/portal/login?next=/portal/account?x%3D1"
    page = client.get(answer.location).text
    assert 'value="/portal/account?x=1"' in page
    assert log_in(client, next="/portal/account?x=1").location == "/portal/account?x=1"
    assert client.get("/portal/login?next=/portal/account").location == "/portal/account"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/feedback"]
)
def test_nobody_is_sent_elsewhere(cast: Cast, client: Client, target: str) -> None:
    """Open redirect."""
    assert log_in(client, next=target).location == "/portal/"
    assert client.get("/portal/login", query_string={"next": target}).location == "/portal/"


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("agent", "wrong"),
        ("nobody", PASSWORD),
        ("agent", PASSWORD + " "),
        ("ágent", PASSWORD),
        ("x" * 60, "a wrong one"),
    ],
)
def test_what_was_wrong_is_not_told(cast: Cast, client: Client, login: str, password: str) -> None:
    answer = log_in(client, login, password)
    assert answer.status_code == 422
    assert "登录名或密码不对。" in region(answer.text, "#main")
    assert f'value="{login}"' in answer.text
    assert password not in answer.text
    assert logins() == []


@pytest.mark.parametrize(("login", "password"), [("", ""), ("agent", ""), ("", "x"), ("x" * 61, "y")])
def test_what_is_missing_is_told(cast: Cast, client: Client, login: str, password: str) -> None:
    answer = log_in(client, login, password)
    assert answer.status_code == 422
    assert cast.agent.failed_logins == 0


def test_wrong_tries_are_counted_and_lock(cast: Cast, client: Client) -> None:
    """The refusal is stored although nothing else is."""
    for _try in range(5):
        assert log_in(client, password="wrong").status_code == 422
    db.session.refresh(cast.agent)
    assert cast.agent.failed_logins == 5
    assert log_in(client).status_code == 422
    assert logins() == []


def test_a_network_that_tries_too_much_is_slowed(cast: Cast, client: Client) -> None:
    """Whatever logins it tries."""
    a_minute = int(TRIES.split(" ")[0])
    answers = [
        client.send("/portal/login", login="", password="").status_code for _try in range(a_minute + 1)
    ]
    assert answers == [422] * a_minute + [429]


def test_what_the_session_held_before_is_dropped(cast: Cast, client: Client) -> None:
    """Session fixation."""
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    log_in(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert "_id" not in cookie
        assert cookie.permanent


def test_a_copied_login_page_needs_its_token(cast: Cast, client: Client) -> None:
    assert client.post("/portal/login", data={"login": "agent", "password": PASSWORD}).status_code == 400
    assert logins() == []


def test_logging_out_ends_the_row_and_the_cookie(cast: Cast, client: Client) -> None:
    log_in(client)
    answer = client.send("/portal/logout")
    assert (answer.status_code, answer.location) == (303, "/portal/login")
    assert logins()[0].ended_at is not None
    assert "已退出登录。" in client.get("/portal/login").text
    assert client.get("/portal/account").status_code == 303


def test_a_cookie_kept_from_before_opens_nothing(cast: Cast, client: Client) -> None:
    log_in(client)
    kept = client.get_cookie("huiyin")
    assert kept is not None
    client.send("/portal/logout")
    client.set_cookie("huiyin", kept.value)
    assert client.get("/portal/account").status_code == 303


def test_nobody_logs_another_out_by_a_link(cast: Cast, client: Client) -> None:
    log_in(client)
    assert client.get("/portal/logout").status_code == 405
    assert logins()[0].ended_at is None


def test_the_second_factor_stands_between(second_factor: Staff, client: Client) -> None:
    assert log_in(client, "administrator", next="/portal/people").location == "/portal/people"
    answer = client.get("/portal/people")
    assert answer.location == "/portal/login/second-factor?next=/portal/people"
    assert client.get("/portal/account/password").location.startswith("/portal/login/second-factor")
    answer = client.submit(answer.location, "second-factor", code=code(NOW))
    assert answer.location == "/portal/people"
    assert client.get("/portal/people").status_code == 200
    assert client.get("/portal/login/second-factor").location == "/portal/"


def test_a_wrong_code(second_factor: Staff, client: Client) -> None:
    log_in(client, "administrator")
    answer = client.submit("/portal/login/second-factor", "second-factor", code="000 00")
    assert answer.status_code == 422
    assert "验证码不对" in region(answer.text, "#main")
    assert client.get("/portal/people").status_code == 303


def test_too_many_wrong_codes_begin_again(second_factor: Staff, client: Client) -> None:
    log_in(client, "administrator")
    for _try in range(4):
        assert client.send("/portal/login/second-factor", code="1").status_code == 422
    answer = client.send("/portal/login/second-factor", code="1")
    assert (answer.status_code, answer.location) == (303, "/portal/login")
    assert "验证码多次输错" in client.get("/portal/login").text
    assert logins()[0].ended_at == NOW
    assert log_in(client, "administrator").status_code == 422


def test_a_second_factor_can_be_given_up_by_logging_out(second_factor: Staff, client: Client) -> None:
    log_in(client, "administrator")
    assert client.send("/portal/logout").location == "/portal/login"
    assert logins()[0].ended_at is not None


def test_a_temporary_password_must_be_replaced_first(cast: Cast, client: Client) -> None:
    cast.agent.password_temporary = True
    log_in(client)
    answer = client.get("/portal/account")
    assert answer.location == "/portal/account/password?next=/portal/account"
    answer = client.submit(
        answer.location,
        "password",
        current=PASSWORD,
        chosen="a new and longer one",
        again="a new and longer one",
    )
    assert answer.location == "/portal/account"
    assert client.get("/portal/account").status_code == 200


def test_under_htmx_the_whole_page_moves_on(cast: Cast, client: Client) -> None:
    answer = client.submit("/portal/login", "/portal/login", login="agent", password="wrong")
    assert answer.status_code == 422
    with client.session_transaction() as cookie:
        assert "csrf_token" in cookie


def test_the_login_ends_after_twelve_hours_of_work(
    cast: Cast, client: Client, at: Callable[[datetime], object]
) -> None:
    travel = at(NOW)
    log_in(client)
    for _half_hour in range(23):
        travel.shift(timedelta(minutes=30))  # type: ignore[attr-defined]
        assert client.get("/portal/account").status_code == 200
    travel.shift(timedelta(minutes=31))  # type: ignore[attr-defined]
    assert client.get("/portal/account").status_code == 303


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_reads_well_in_both_languages(
    client: Client, cast: Cast, language: str, valid_html: Callable[[str], None]
) -> None:
    """X-04."""
    page = client.get("/portal/login", headers={"Accept-Language": language}).text
    valid_html(page)
    assert words_in_the_other_language(page) == []
    refused = client.send("/portal/login", login="", password="").text
    valid_html(refused)


def test_demo_logins_are_on_the_page_in_the_demo_only(app: Flask, cast: Cast, client: Client) -> None:
    everyone = [{"role": "customer_service_agent", "name": "柯服", "login": "agent", "password": PASSWORD}]
    app.extensions["demo_logins"] = everyone
    try:
        assert "柯服" not in client.get("/portal/login").text
        before = app.config["HUIYIN"]
        app.config["HUIYIN"] = before.with_changes(demo=True)
        page = client.get("/portal/login").text
        assert "客服专员 柯服 · agent" in region(page, "//*[@class='demo-list']")
        assert client.send("/portal/login", login="agent", password=PASSWORD).location == "/portal/"
    finally:
        app.config["HUIYIN"] = before
        del app.extensions["demo_logins"]
