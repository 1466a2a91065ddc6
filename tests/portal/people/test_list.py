"""The list of people, and who sees what of it."""

from collections.abc import Callable
from datetime import date

import pytest

from models.db import db
from models.people import actions
from models.people.tables import Language
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.portal.people.looking import NOW, card, listed
from tests.statements import CountStatements


def test_the_list_shows_the_tree_and_everybody(cast: Cast, hr: Client) -> None:
    page = hr.get("/portal/people").text
    assert "客户服务部 2" in region(page, "#department-tree")
    assert listed(page) == [f"T-{number:04}" for number in range(1, 18)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("q=柯", ["T-0004", "T-0005"]),
        ("q=second-agent", ["T-0005"]),
        ("department=KF", ["T-0004", "T-0005"]),
        ("role=hr", ["T-0009"]),
        ("role=hr&department=KF", []),
        ("employment=left", []),
        ("department=KF&sort=number&order=desc", ["T-0005", "T-0004"]),
        ("role=nonsense&department=NOPE&employment=x&sort=y&page=z&q=T-0001", ["T-0001"]),
    ],
)
def test_filters_stand_in_the_address(cast: Cast, hr: Client, query: str, numbers: list[str]) -> None:
    assert listed(hr.get(f"/portal/people?{query}").text) == numbers


def test_pages_of_the_list(cast: Cast, hr: Client) -> None:
    for number in range(20, 40):
        details = actions.Details(
            name=f"员工{number}", name_en=f"Staff {number}", department=department("YF")
        )
        actions.add_staff(
            details,
            number=f"T-{number:04}",
            login=f"staff-{number}",
            joined_on=date(2026, 1, 5),
            by=cast.hr,
            now=NOW,
        )
    page = hr.get("/portal/people?size=20&page=2&department=YF").text
    assert listed(page) == []
    page = hr.get("/portal/people?size=20&page=2").text
    assert listed(page) == [f"T-{number:04}" for number in range(23, 40)]
    assert "page=1" in page


@pytest.mark.parametrize("length", [1, 3, 17])
def test_the_list_takes_the_same_queries_for_any_length(
    cast: Cast, hr: Client, statements: CountStatements, length: int
) -> None:
    """The frame’s own apart, departments among them: head counts, count, rows, roles. No query a row."""
    words = {1: "T-0004", 3: "程", 17: ""}[length]
    if length == 3:
        for person in (cast.plain, cast.store):
            person.name = f"程{person.name}"
    db.session.commit()
    with statements() as frame:
        hr.get("/portal/account/second-factor")
    with statements() as seen:
        assert len(listed(hr.get(f"/portal/people?q={words}").text)) == length
    assert seen.count - frame.count == 4, seen


def test_nobody_fits(cast: Cast, hr: Client) -> None:
    page = hr.get("/portal/people?q=nobody").text
    assert "没有符合条件的人员" in region(page, "#people-list")


@pytest.mark.parametrize(
    ("person", "status"), [("auditor", 200), ("head", 200), ("agent", 403), ("plain", 403)]
)
def test_who_opens_the_area(cast: Cast, client: Client, person: str, status: int) -> None:
    """X-01."""
    client.come_in(getattr(cast, person))
    assert client.get("/portal/people").status_code == status
    assert client.get(card(cast.store)).status_code == status


def test_those_who_may_only_read_see_no_steps(cast: Cast, client: Client) -> None:
    """X-01: no form that would be refused, and no history of logins."""
    page = client.come_in(cast.head).get(card(cast.store)).text
    assert "next-steps" not in page
    assert "变更记录" not in page
    assert client.get("/portal/people/new").status_code == 403
    for verb in ("details", "roles", "departure", "return", "password", "second-factor-removal"):
        assert client.send(card(cast.store, verb)).status_code == 403


def test_an_unknown_number(hr: Client, cast: Cast) -> None:
    assert hr.get("/portal/people/T-9999").status_code == 404
    assert hr.send("/portal/people/T-9999/roles").status_code == 404


def test_names_are_shown_as_text(cast: Cast, hr: Client) -> None:
    """Script in a name stays text."""
    hr.submit(card(cast.plain), "/details", name="<script>alert(1)</script>")
    page = hr.get(card(cast.plain)).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in hr.get("/portal/people").text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/portal/people", "/portal/people/new", "/portal/people/T-0013"])
def test_pages_are_valid_in_both_languages(
    cast: Cast, hr: Client, path: str, language: str, valid_html: Callable[[str], None]
) -> None:
    """X-04."""
    cast.hr.language = Language(language)
    shown = hr.get(path).text
    valid_html(shown)
    assert words_in_the_other_language(shown) == []
