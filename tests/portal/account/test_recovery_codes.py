"""Recovery codes on screen: shown once, good at the login, renewed against the password (X-01)."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from models.db import db
from models.events.queries import history
from models.outbox.tables import Notice
from models.people import actions
from models.people.queries import count_recovery_codes
from models.people.tables import Language, LoginSession, Staff
from tests.cast import PASSWORD, Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.people.test_logins import NOW
from tests.servers import nu
from tests.together import Crowd

PAGE, LOGIN = "/portal/account/second-factor", "/portal/login"
CODE = re.compile(r"\b\d{4}-\d{4}-\d{4}\b")


@pytest.fixture
def codes(cast: Cast, app: Flask, at: Callable[[datetime], object]) -> list[str]:
    """Those of the administrator, who has set a second factor up."""
    at(NOW)
    cast.administrator.totp_secret, cast.administrator.totp_confirmed_at = "A" * 32, NOW
    return actions.make_recovery_codes(cast.administrator, signer=app.extensions["signer"], now=NOW)


def come_in(client: Client, person: Staff) -> Client:
    """With the second factor given."""
    client.come_in(person)
    for row in db.session.scalars(select(LoginSession).where(LoginSession.staff_id == person.id)):
        row.second_factor_at = NOW
    return client


def notices(person: Staff) -> list[tuple[str, dict[str, int]]]:
    db.session.expire_all()
    found = db.session.scalars(select(Notice).where(Notice.staff_id == person.id).order_by(Notice.id))
    return [(notice.kind, notice.facts) for notice in found]


def test_one_opens_the_login_when_the_phone_is_lost(cast: Cast, client: Client, codes: list[str]) -> None:
    """X-07: the person is told on the page and under the bell, where a stranger's use is seen as well."""
    client.submit(LOGIN, "login", login="administrator", password=PASSWORD)
    answer = client.submit(f"{LOGIN}/second-factor", "second-factor", code=codes[3])
    assert (answer.status_code, answer.location) == (303, "/portal/")
    assert "您用恢复码登录，还剩 9 个。" in client.get("/portal/").text
    assert notices(cast.administrator) == [("recovery_code_used", {"left": 9})]
    assert history(cast.administrator.audit_name)[-1].kind == "second_factor.code_used"
    page = client.get("/portal/notices").text
    assert "如非本人操作，请立即修改密码" in page
    notice = db.session.scalars(select(Notice)).one()
    assert client.send(f"/portal/notices/{notice.id}/opening").location == "/portal/account"


def test_a_spent_one_is_refused(cast: Cast, client: Client, codes: list[str], app: Flask) -> None:
    db.session.commit()
    for status in (303, 422):
        fresh = app.test_client()
        assert isinstance(fresh, Client)
        fresh.submit(LOGIN, "login", login="administrator", password=PASSWORD)
        answer = fresh.submit(f"{LOGIN}/second-factor", "second-factor", code=codes[0])
        assert answer.status_code == status
    assert len(notices(cast.administrator)) == 1


def test_ten_new_ones_against_the_password(cast: Cast, client: Client, codes: list[str]) -> None:
    """Shown once: the page that follows holds none of them. The person is told."""
    come_in(client, cast.administrator)
    assert "10 个中还剩 10 个" in region(client.get(PAGE).text, "#recovery-codes")
    for password in ("", "wrong"):
        answer = client.send(f"{PAGE}/codes", password=password)
        assert answer.status_code == 422
        assert CODE.search(answer.text) is None
        assert nu.complaints(answer.text) == []
    answer = client.submit(PAGE, "/codes", password=PASSWORD)
    shown = CODE.findall(region(answer.text, "#code-list"))
    assert len(shown) == 10
    assert set(shown).isdisjoint(codes)
    assert answer.headers["Cache-Control"] == "no-store"
    assert CODE.search(client.get(PAGE).text) is None
    assert notices(cast.administrator) == [("recovery_codes_made", {})]
    assert count_recovery_codes(cast.administrator) == 10


@pytest.mark.both_databases
def test_two_renewals_at_once_leave_ten_codes(
    cast: Cast, client: Client, crowd: Crowd, codes: list[str]
) -> None:
    """Those shown last are good; the others are gone."""
    person = cast.administrator
    presses = [crowd.staff(person, f"{PAGE}/codes", password=PASSWORD) for _press in range(2)]
    come_in(client, person)
    assert crowd.together(*presses) == [200, 200]
    assert count_recovery_codes(person) == 10


def test_without_a_second_factor_there_are_none(cast: Cast, client: Client) -> None:
    client.come_in(cast.agent)
    assert client.send(f"{PAGE}/codes", password=PASSWORD).status_code == 409
    assert "recovery-codes" not in client.get(PAGE).text


@pytest.mark.parametrize("language", list(Language))
def test_in_both_languages(cast: Cast, client: Client, codes: list[str], language: Language) -> None:
    """X-04, X-05."""
    cast.administrator.language = language
    come_in(client, cast.administrator)
    for page in (client.get(PAGE).text, client.submit(PAGE, "/codes", password=PASSWORD).text):
        assert words_in_the_other_language(page) == []
        assert nu.complaints(page) == []
