"""Whatever goes wrong becomes one clear page or region, in the reader's language, and nothing is stored."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask, abort
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from models import errors as domain
from models.db import db
from models.people.tables import Department
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.web.conftest import House, department
from web.errors import fault, refusal, sentence_for_fault, sentence_for_refusal
from web.language import lazy, speaking

REFUSED = [
    (domain.NotAllowed(), 403, "您无权打开此页", "Your roles do not allow this."),
    (domain.NotAllowed("own_login"), 403, "您无权打开此页", "Nobody changes their own roles"),
    (domain.NotAllowed("a-new-reason"), 403, "您的角色没有这项权限。", "Your roles do not allow this."),
    (domain.WrongState("closing", "closed"), 409, "有人先您一步", "Somebody was quicker"),
    (domain.Stale(1, 2), 409, "有人先您一步", "Load the page again"),
    (domain.Invalid("name", "missing"), 422, "请填写此项。", "Please fill this in."),
    (domain.Invalid("name", "a-new-fault"), 422, "此项填写有误。", "This value is not possible."),
    (domain.Expired(), 410, "链接已过期", "This link has expired"),
    (domain.BadToken("survey"), 404, "链接无效", "This link does not work"),
    (domain.SetupError("no rulebook"), 503, "系统正忙", "We are busy for a moment"),
]
NAMES = [f"{type(error).__name__}-{number}" for number, (error, *_) in enumerate(REFUSED)]


def raising(error: Exception) -> Callable[[], str]:
    """A view that writes a row and then fails."""

    def act() -> str:
        db.session.add(department("HALF"))
        db.session.flush()
        raise error

    return act


def stored() -> int:
    """How many half-written rows were kept."""
    return db.session.scalar(select(func.count()).where(Department.code == "HALF")) or 0


@pytest.mark.parametrize(("error", "status", "chinese", "english"), REFUSED, ids=NAMES)
def test_the_domain_refuses(
    visitor: Client, house: House, error: Exception, status: int, chinese: str, english: str
) -> None:
    house.does = raising(error)
    for language, words in (("zh", chinese), ("en", english)):
        answer = visitor.post("/square", headers={"Accept-Language": language})
        assert answer.status_code == status
        assert words in region(answer.text, "#main")
    assert stored() == 0


@pytest.mark.parametrize(("error", "status", "chinese", "_english"), REFUSED, ids=NAMES)
def test_under_htmx_it_is_told_above_what_was_typed(
    visitor: Client, house: House, error: Exception, status: int, chinese: str, _english: str
) -> None:
    house.does = raising(error)
    answer = visitor.post("/square", headers={"HX-Request": "true"})
    assert answer.status_code == status
    assert answer.text.lstrip().startswith('<hx-partial hx-target="#flashes"')
    assert chinese in answer.text
    assert "<html" not in answer.text
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize(
    "status", [400, 403, 404, 405, 408, 409, 410, 413, 415, 418, 422, 429, 500, 502, 503]
)
def test_every_status_has_a_page(visitor: Client, house: House, status: int) -> None:
    house.does = lambda: abort(status)
    answer = visitor.get("/square")
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    assert region(answer.text, "#main")


def test_pages_of_errors_are_valid(
    visitor: Client, house: House, cast: Cast, valid_html: Callable[[str], None]
) -> None:
    house.does = lambda: abort(409)
    valid_html(visitor.get("/square").text)
    valid_html(visitor.get("/no/such/page").text)
    valid_html(visitor.get("/portal/who", headers={"Accept-Language": "en"}).text)


def test_an_unknown_address_in_either_language(visitor: Client) -> None:
    assert "这里没有内容" in visitor.get("/no/such/page").text
    assert "There is nothing here" in visitor.get("/no/such/page", headers={"Accept-Language": "en"}).text


def test_a_wrong_method_says_which_are_right(visitor: Client) -> None:
    answer = visitor.put("/square")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_a_fault_of_ours_is_noted_under_a_number_that_is_shown(
    small: Flask, visitor: Client, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    small.testing = False
    house.does = raising(RuntimeError("the secret cause"))
    with caplog.at_level(logging.ERROR):
        answer = visitor.post("/square")
    assert answer.status_code == 500
    assert "the secret cause" not in answer.text
    shown = caplog.messages[-1].removeprefix("shown to the reader as ")
    assert len(shown) == 8
    assert shown in region(answer.text, "#main")
    assert "the secret cause" in caplog.text
    assert stored() == 0


def test_a_locked_database_asks_for_patience(visitor: Client, house: House) -> None:
    house.does = raising(OperationalError("INSERT", {}, Exception("database is locked")))
    answer = visitor.post("/square", headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "3"
    assert "Nothing was saved." in answer.text


def test_two_writers_of_the_same_name(visitor: Client, house: House, cast: Cast) -> None:
    def twice() -> str:
        db.session.add(department("KF"))
        db.session.flush()
        return "never"

    house.does = twice
    assert visitor.post("/square").status_code == 409


def test_a_row_changed_under_our_hands(visitor: Client, house: House) -> None:
    """H-07."""
    house.does = raising(StaleDataError())
    assert visitor.post("/square").status_code == 409


def test_other_faults_of_the_database_are_ours(small: Flask, visitor: Client, house: House) -> None:
    house.does = raising(IntegrityError("INSERT", {}, Exception("CHECK constraint failed: state")))
    with pytest.raises(IntegrityError):
        visitor.post("/square")
    small.testing = False
    assert visitor.post("/square").status_code == 500


def test_inside_the_portal_an_error_keeps_the_frame(cast: Cast, client: Client) -> None:
    client.come_in(cast.plain)
    page = client.get("/portal/people").text
    assert "您无权打开此页" in region(page, "#main")
    assert cast.plain.name in page


def test_reasons_are_sentences(small: Flask) -> None:
    with small.app_context(), speaking("en"):
        assert sentence_for_refusal("login") == "You are not logged in."
        assert sentence_for_fault("taken") == "This is already in use."


@pytest.mark.parametrize(("says", "why"), [(fault, "taken"), (refusal, "login")])
def test_a_code_has_one_sentence(small: Flask, says: Callable[..., None], why: str) -> None:
    """A reader never gets the words of one area for what another one refuses."""
    with pytest.raises(ValueError, match=why):
        says(why, lazy("This value is not possible."))
    with small.test_request_context(), speaking("en"):
        said = sentence_for_fault(why) if says is fault else sentence_for_refusal(why)
    assert said == {"taken": "This is already in use.", "login": "You are not logged in."}[why]
