"""Who gets in: marks, areas, expired logins, and where people are sent (X-01)."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from models.clock import SHANGHAI
from models.db import db
from models.errors import NotAllowed
from models.people.tables import LoginSession
from tests.cast import Cast
from tests.client import Client
from tests.web.conftest import House
from web.access import Unmarked, access_of, anyone, entering, needs, public
from web.visit import Lacks, safe_next

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)


def test_a_view_without_a_mark_is_refused(visitor: Client) -> None:
    """Our mistake must not open a door."""
    with pytest.raises(Unmarked):
        visitor.get("/portal/forgotten")


def test_outside_the_tests_it_answers_500(small: Flask) -> None:
    small.testing = False
    assert small.test_client().get("/portal/forgotten").status_code == 500


def test_a_rule_must_name_a_permission() -> None:
    with pytest.raises(ValueError, match="anyone"):
        needs()


def test_how_marks_read() -> None:
    def view() -> None: ...

    assert str(access_of(public(view))) == "public"
    assert str(access_of(anyone(view))) == "anyone"
    assert str(access_of(entering(*Lacks)(view))) == "entering"


def test_strangers_are_sent_to_the_login_and_back(visitor: Client) -> None:
    answer = visitor.get("/portal/room?a=1")
    assert answer.status_code == 303
    assert answer.location == "/portal/login?next=/portal/room?a%3D1"


def test_under_htmx_the_whole_page_goes_to_the_login(cast: Cast, visitor: Client) -> None:
    """No login page inside a table cell; afterwards back to the page, not to the fragment."""
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/portal/cases?q=1"}
    answer = visitor.get("/portal/room", headers=headers)
    assert (answer.status_code, answer.text) == (401, "")
    assert answer.headers["HX-Redirect"] == "/portal/login?next=/portal/cases?q%3D1"


def test_an_expired_login_is_none(cast: Cast, visitor: Client) -> None:
    visitor.come_in(cast.plain)
    assert visitor.get("/portal/room").status_code == 200
    row = db.session.scalars(select(LoginSession)).one()
    row.expires_at = row.created_at
    assert visitor.get("/portal/room").status_code == 303


def test_a_revoked_login_is_none(cast: Cast, visitor: Client) -> None:
    visitor.come_in(cast.plain)
    row = db.session.scalars(select(LoginSession)).one()
    row.ended_at = row.created_at
    assert visitor.get("/portal/room").status_code == 303


def test_whoever_left_is_out_at_once(cast: Cast, visitor: Client) -> None:
    visitor.come_in(cast.plain)
    cast.plain.left_on = cast.plain.joined_on
    assert visitor.get("/portal/room").status_code == 303


def test_an_idle_cookie_ends(cast: Cast, visitor: Client, at: object) -> None:
    """An hour without a request."""
    travel = at(NOW)  # type: ignore[operator]
    visitor.come_in(cast.plain)
    travel.shift(timedelta(minutes=59))
    assert visitor.get("/portal/room").status_code == 200
    travel.shift(timedelta(minutes=59))
    assert visitor.get("/portal/room").status_code == 200
    travel.shift(timedelta(minutes=61))
    assert visitor.get("/portal/room").status_code == 303


def test_a_late_answer_does_not_put_an_old_session_back(cast: Cast, visitor: Client, at: object) -> None:
    """X-01: the cookie of a session that did not change is renewed when it was signed long ago alone."""
    travel = at(NOW)  # type: ignore[operator]
    visitor.come_in(cast.plain)
    travel.shift(timedelta(minutes=4, seconds=59))
    assert visitor.get("/portal/room").headers.getlist("Set-Cookie") == []
    travel.shift(timedelta(seconds=1))
    assert visitor.get("/portal/room").headers["Set-Cookie"].startswith("huiyin=")
    assert visitor.get("/portal/room").headers.getlist("Set-Cookie") == []


def test_what_others_may_keep_carries_nobodys_cookie(
    cast: Cast, small: Flask, visitor: Client, at: object
) -> None:
    """X-01: a proxy in between may give a file of ours to anybody, with all that its answer held."""
    travel = at(NOW)  # type: ignore[operator]
    visitor.come_in(cast.plain)
    travel.shift(timedelta(minutes=30))
    with small.test_request_context():
        address = small.url_for("static", filename="favicon.svg")
    with visitor.get(address) as kept:
        assert kept.cache_control.public
        assert kept.headers.getlist("Set-Cookie") == []
        assert "Cookie" not in kept.headers.get("Vary", "")


def test_a_forged_cookie_is_none(cast: Cast, visitor: Client) -> None:
    visitor.set_cookie("huiyin", "eyJfdXNlcl9pZCI6IjEifQ.aaaaaa.bbbbbbbbbbbb")
    assert visitor.get("/portal/room").status_code == 303


@pytest.mark.parametrize(
    ("person", "status"), [("auditor", 200), ("hr", 200), ("head", 200), ("agent", 403), ("plain", 403)]
)
def test_an_area_opens_by_any_one_of_its_permissions(
    cast: Cast, visitor: Client, person: str, status: int
) -> None:
    answer = visitor.come_in(getattr(cast, person)).get("/portal/office")
    assert answer.status_code == status


def test_a_view_with_the_wrong_mark_refuses(visitor: Client) -> None:
    """`viewer()` on a public view: nobody there, so nothing opens."""
    assert visitor.get("/portal/who").status_code == 403


def test_what_is_missing_from_a_login_comes_first(cast: Cast, visitor: Client) -> None:
    visitor.come_in(cast.plain)
    cast.plain.totp_secret, cast.plain.totp_confirmed_at = "A" * 32, NOW
    answer = visitor.get("/portal/room")
    assert (answer.status_code, answer.location) == (303, "/portal/login/second?next=/portal/room")
    assert visitor.get("/portal/login/second").text == "code"


def test_refusing_inside_a_view_is_403(cast: Cast, visitor: Client, house: House) -> None:
    def refuse() -> str:
        raise NotAllowed("permission")

    house.does = refuse
    assert visitor.come_in(cast.plain).get("/portal/room").status_code == 403


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/portal/",
        "//evil.example/portal/",
        "/\\evil.example/portal/",
        "/portal/\\..\\evil",
        "\\/portal/",
        "javascript:alert(1)",
        "/portal/\r\nSet-Cookie: a=b",
        "/portal/\tx",
        "/feedback/new",
        "portal/cases",
        "",
        None,
        "/portalx/",
        "http:/portal/",
    ],
)
def test_nobody_is_sent_elsewhere(target: str | None) -> None:
    """Open redirects: only paths inside the portal come through."""
    assert safe_next(target, "/portal/") == "/portal/"


@pytest.mark.parametrize(
    "target", ["/portal/cases", "/portal/cases?q=%E5%A4%A9&page=2", "/portal/people/YF-1"]
)
def test_people_come_back_to_where_they_were(target: str) -> None:
    assert safe_next(target, "/portal/") == target
