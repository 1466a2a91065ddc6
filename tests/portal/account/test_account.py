"""One's own account: language, look, password, second factor, running logins."""

import re
from collections.abc import Callable
from datetime import datetime

import pyotp
import pytest

from models.clock import SHANGHAI
from models.db import db
from models.people import actions
from models.people.rules.second_factor import STEP
from models.people.tables import Language, LoginSession, Theme
from tests.cast import PASSWORD, Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.statements import CountStatements

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
NEW = "a new and longer one"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def agent(cast: Cast, client: Client) -> Client:
    """A customer service agent at the portal."""
    return client.come_in(cast.agent)


def test_the_language_stays_with_the_person(cast: Cast, agent: Client) -> None:
    """X-04."""
    answer = agent.send("/portal/account/language", language="en", next="/portal/account")
    assert (answer.status_code, answer.location) == (303, "/portal/account")
    db.session.refresh(cast.agent)
    assert cast.agent.language is Language.EN
    page = agent.get("/portal/account").text
    assert "The portal is in English now." in page
    assert '<html lang="en"' in page
    answer = agent.send("/portal/account/language", language="zh", next="/portal/cases?page=2")
    assert answer.location == "/portal/cases?page=2"


@pytest.mark.parametrize("language", ["fr", "", "<b>"])
def test_a_language_that_we_do_not_speak(cast: Cast, agent: Client, language: str) -> None:
    assert agent.send("/portal/account/language", language=language).status_code == 422
    db.session.refresh(cast.agent)
    assert cast.agent.language is Language.ZH


def test_nobody_is_sent_elsewhere_by_the_language(agent: Client) -> None:
    answer = agent.send("/portal/account/language", language="en", next="//evil.example")
    assert answer.location == "/portal/"


def test_light_and_dark(cast: Cast, agent: Client) -> None:
    answer = agent.submit("/portal/account", "/account/theme", theme="dark")
    assert answer.status_code == 303
    assert any(cookie.startswith("theme=;") for cookie in answer.headers.getlist("Set-Cookie"))
    db.session.refresh(cast.agent)
    assert cast.agent.theme is Theme.DARK
    assert 'data-theme="dark"' in agent.get("/portal/account").text
    assert agent.send("/portal/account/theme", theme="pink").status_code == 422


def test_a_new_password_ends_the_other_logins_only(cast: Cast, agent: Client) -> None:
    elsewhere, _ = actions.log_in("agent", PASSWORD, now=NOW) or pytest.fail("no login")
    fields = {"current": PASSWORD, "chosen": NEW, "again": NEW}
    answer = agent.submit("/portal/account", "/account/password", **fields)
    assert answer.status_code == 303
    db.session.refresh(elsewhere)
    assert elsewhere.ended_at is not None
    assert agent.get("/portal/account").status_code == 200


@pytest.mark.parametrize(
    ("current", "chosen", "again", "words"),
    [
        ("wrong", NEW, NEW, "密码不对。"),
        (PASSWORD, "short", "short", "至少 10 个字符。"),
        (PASSWORD, "ababababab", "ababababab", "太容易被猜中"),
        (PASSWORD, "agent agent", "agent agent", "不要包含自己的姓名"),
        (PASSWORD, NEW, "another one", "两次输入的新密码不一致。"),
        (PASSWORD, PASSWORD, PASSWORD, "这就是现在的密码"),
        (PASSWORD, "", "", "请填写此项。"),
    ],
)
def test_a_password_that_is_not_accepted(
    cast: Cast, agent: Client, current: str, chosen: str, again: str, words: str
) -> None:
    before = cast.agent.password_hash
    fields = {"current": current, "chosen": chosen, "again": again}
    answer = agent.submit("/portal/account", "/account/password", **fields)
    assert answer.status_code == 422
    assert words in region(answer.text, "#account-password")
    assert NEW not in answer.text
    db.session.refresh(cast.agent)
    assert cast.agent.password_hash == before


def test_under_htmx_the_form_is_answered_in_place(agent: Client) -> None:
    page = agent.get("/portal/account").text
    assert 'hx-target="#account-password"' in page
    with agent.session_transaction():
        pass
    answer = agent.send("/portal/account/password")
    assert answer.status_code == 422


def test_setting_the_second_factor_up(cast: Cast, agent: Client, at: Callable[[datetime], object]) -> None:
    at(NOW)
    agent.come_in(cast.agent)
    answer = agent.submit("/portal/account", "/account/second-factor")
    assert answer.location == "/portal/account/second-factor"
    page = agent.get(answer.location).text
    db.session.refresh(cast.agent)
    secret = cast.agent.totp_secret or ""
    assert secret[:4] in region(page, "#second-factor-setup")
    assert 'src="data:image/png;base64,' in page
    assert agent.send("/portal/account/second-factor/confirmation", code="1").status_code == 422
    code = pyotp.TOTP(secret).generate_otp(int(NOW.timestamp()) // STEP)
    answer = agent.submit("/portal/account/second-factor", "/confirmation", code=code)
    assert answer.status_code == 200  # there is no address to come back to the recovery codes
    assert len(re.findall(r"\b\d{4}-\d{4}-\d{4}\b", region(answer.text, "#codes"))) == 10
    page = agent.get("/portal/account").text
    assert "2026-11-23（周一）起已开启" in region(page, "#account-second-factor")
    assert secret not in agent.get("/portal/account/second-factor").text


def test_taking_it_off_needs_the_password(cast: Cast, agent: Client) -> None:
    cast.agent.totp_secret, cast.agent.totp_confirmed_at = "A" * 32, NOW
    _confirmed(cast)
    assert agent.send("/portal/account/second-factor/removal", password="wrong").status_code == 422
    answer = agent.submit("/portal/account/second-factor", "/removal", password=PASSWORD)
    assert answer.location == "/portal/account"
    db.session.refresh(cast.agent)
    assert cast.agent.totp_confirmed_at is None


def _confirmed(cast: Cast) -> None:
    for row in db.session.query(LoginSession).filter_by(staff_id=cast.agent.id):
        row.second_factor_at = NOW


def test_it_is_offered_to_those_whose_roles_reach_far(cast: Cast, client: Client) -> None:
    urged = "您的角色权限较大"
    assert urged in client.come_in(cast.administrator).get("/portal/account").text
    assert urged in client.come_in(cast.supervisor).get("/portal/account").text
    assert urged not in client.come_in(cast.plain).get("/portal/account").text


def test_ending_one_other_login(cast: Cast, agent: Client) -> None:
    elsewhere, _ = actions.log_in("agent", PASSWORD, now=NOW) or pytest.fail("no login")
    elsewhere.expires_at = NOW.replace(year=2099)
    db.session.commit()
    page = agent.get("/portal/account").text
    assert f"/portal/account/logins/{elsewhere.id}/ending" in page
    assert agent.send(f"/portal/account/logins/{elsewhere.id}/ending").status_code == 303
    db.session.refresh(elsewhere)
    assert elsewhere.ended_at is not None
    assert agent.send(f"/portal/account/logins/{elsewhere.id}/ending").status_code == 404


def test_ending_all_others(cast: Cast, agent: Client) -> None:
    for _login in range(2):
        row, _ = actions.log_in("agent", PASSWORD, now=NOW) or pytest.fail("no login")
        row.expires_at = NOW.replace(year=2099)
    assert agent.send("/portal/account/logins/others/ending").status_code == 303
    page = agent.get("/portal/account").text
    assert "已结束其他 2 个登录。" in page
    assert region(page, "#account-logins").count("周") == 2


def test_nobody_ends_a_strangers_login(cast: Cast, agent: Client) -> None:
    row, _ = actions.log_in("hr", PASSWORD, now=NOW) or pytest.fail("no login")
    row.expires_at = NOW.replace(year=2099)
    db.session.commit()
    assert agent.send(f"/portal/account/logins/{row.id}/ending").status_code == 404
    db.session.refresh(row)
    assert row.ended_at is None


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", ["", "/password", "/second-factor"])
def test_pages_are_valid_in_both_languages(
    cast: Cast, agent: Client, part: str, language: str, valid_html: Callable[[str], None]
) -> None:
    """X-04."""
    cast.agent.language = Language(language)
    agent.come_in(cast.agent)  # a second login, so that there is one to end
    shown = agent.get(f"/portal/account{part}").text
    valid_html(shown)
    assert words_in_the_other_language(shown) == []


def test_the_page_takes_the_same_queries_whatever_the_number_of_logins(
    cast: Cast, agent: Client, statements: CountStatements
) -> None:
    counts = []
    for _more in range(2):
        agent.get("/portal/account")
        with statements() as seen:
            agent.get("/portal/account")
        counts.append(seen.count)
        for _login in range(3):
            row, _ = actions.log_in("agent", PASSWORD, now=NOW) or pytest.fail("no login")
            row.expires_at = NOW.replace(year=2099)
    assert counts[0] == counts[1]
